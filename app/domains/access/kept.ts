/**
 * Values that are computed once and kept while they are good: at most `capacity`, the longest unused leave first.
 * Callers who come while a value is being computed wait for the same computation. A value whose key is dropped
 * meanwhile is handed to those who already wait, and not kept: it may be older than the drop.
 */
export type Kept<Key, Value> = {
  get(key: Key, isGood: (value: Value) => boolean, compute: () => Promise<Value>): Promise<Value>
  drop(key: Key): void
  clear(): void
}

type Entry<Value> = { value: Promise<Value>; settled: { value: Value } | null }

export function createKept<Key, Value>(capacity: number): Kept<Key, Value> {
  const entries = new Map<Key, Entry<Value>>()

  function start(key: Key, compute: () => Promise<Value>): Entry<Value> {
    const entry: Entry<Value> = { value: compute(), settled: null }
    entries.set(key, entry)
    const oldest = entries.size > capacity ? entries.keys().next() : null
    if (oldest?.done === false) entries.delete(oldest.value)
    entry.value.then(
      (value) => (entry.settled = { value }),
      () => entries.get(key) === entry && entries.delete(key),
    )
    return entry
  }

  return {
    get(key, isGood, compute) {
      const entry = entries.get(key)
      if (entry === undefined || (entry.settled && !isGood(entry.settled.value))) {
        entries.delete(key)
        return start(key, compute).value
      }
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    drop: (key) => void entries.delete(key),
    clear: () => entries.clear(),
  }
}

import type { Bus } from './bus/bus.ts'
import type { Clock } from './clock.ts'

/**
 * Keeps the result of `load` in memory until the bus tells of a change on `channel` or lost its connection. A change
 * that arrives while loading makes the next call load again, so nothing stale is kept; a failed load is not kept.
 */
export function keepUntilTold<T>(bus: Bus, channel: string, load: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  const drop = () => {
    kept = null
  }
  bus.subscribe(channel, drop)
  bus.onReset(drop)
  return () => {
    if (kept) return kept
    const loading = load()
    kept = loading
    loading.catch(() => {
      if (kept === loading) kept = null
    })
    return loading
  }
}

/** Keeps the result of `load` for some milliseconds; a failed load is not kept. */
export function keepFor<T>(clock: Clock, milliseconds: number, load: () => Promise<T>): () => Promise<T> {
  let kept: { value: Promise<T>; until: number } | null = null
  return () => {
    const now = clock.now().getTime()
    if (kept !== null && now < kept.until) return kept.value
    const loading = { value: load(), until: now + milliseconds }
    kept = loading
    loading.value.catch(() => {
      if (kept === loading) kept = null
    })
    return loading.value
  }
}

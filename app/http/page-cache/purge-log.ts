/** Above this, purging so many things at once counts as purging everything. */
const REMEMBERED = 10_000

/**
 * Which tags were purged while pages were being made: what was made from older state must not be kept, nor given to
 * anybody who asked after the purge. Time is the number of purges so far.
 */
export type PurgeLog = ReturnType<typeof createPurgeLog>

export function createPurgeLog() {
  const purgedAt = new Map<string, number>()
  let everythingAt = 0
  let now = 0
  let running = 0

  function purgeAll(): void {
    everythingAt = ++now
    purgedAt.clear()
  }

  return {
    now: () => now,
    /** From here on purges are remembered until `end` was called as often as `begin`. */
    begin(): number {
      running++
      return now
    },
    end(): void {
      running--
      if (running === 0) purgedAt.clear()
    },
    purge(tags: readonly string[]): void {
      now++
      if (running === 0) return
      if (purgedAt.size + tags.length > REMEMBERED) return purgeAll()
      for (const tag of tags) purgedAt.set(tag, now)
    },
    purgeAll,
    /** When one of the tags was purged last, as far as remembered. */
    lastPurge: (tags: readonly string[]): number =>
      tags.reduce((last, tag) => Math.max(last, purgedAt.get(tag) ?? 0), everythingAt),
  }
}

import type { Clock } from '#app/platform/clock.ts'

/** Milliseconds for which looks are remembered, and between two that are. */
const REMEMBERED = 15 * 60_000
const APART = 1_000

/**
 * For how long an index is behind. Changes carry the number of their transaction and no time; so each look remembers
 * which number the database was at, and an index is as old as the latest look whose number it has reached.
 */
export function createLag(clock: Clock) {
  const looks: { at: number; horizon: bigint }[] = []
  return {
    /** Seconds; 0 when the index has everything. Counts from the first look at the earliest that found it behind. */
    secondsAt(changed: string, hasAll: boolean, horizon: string): number {
      const now = clock.now().getTime()
      if (hasAll) {
        looks.length = 0
        return 0
      }
      while (looks[0] && now - looks[0].at > REMEMBERED) looks.shift()
      if (now - (looks.at(-1)?.at ?? -Infinity) >= APART) looks.push({ at: now, horizon: BigInt(horizon) })
      const reached = looks.findLast((look) => look.horizon <= BigInt(changed)) ?? looks[0]
      return reached ? Math.max(0, Math.round((now - reached.at) / 1000)) : 0
    },
  }
}

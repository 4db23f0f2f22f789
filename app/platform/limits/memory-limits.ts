import type { Clock } from '../clock.ts'
import { periodsOf, type Charge, type Wait } from './allowance.ts'

/** Keys that are kept: some ten megabytes. Beyond, those that were used longest ago are forgotten. */
const MOST_KEYS = 100_000

/**
 * Allowances in this process (generic cell rate algorithm: of each key one number is kept, the moment at which its
 * allowance will be whole again). Takes and answers at once.
 */
export function createMemoryLimits(
  clock: Clock,
  mostKeys = MOST_KEYS,
): { take(charges: readonly Charge[]): Wait; size(): number } {
  /** In the order of their last use. */
  const wholeAt = new Map<string, number>()

  function forget(now: number): void {
    for (const [key, at] of wholeAt) if (at <= now) wholeAt.delete(key)
    for (const key of wholeAt.keys()) {
      // A tenth at once: so the walk above is rare.
      if (wholeAt.size <= mostKeys * 0.9) return
      wholeAt.delete(key)
    }
  }

  return {
    take(charges) {
      const now = clock.now().getTime()
      let wait = 0
      const after = charges.map((charge) => {
        const { each, all } = periodsOf(charge)
        // Never further ahead than a whole allowance: a clock that was set back locks nobody out.
        const at = Math.min(Math.max(wholeAt.get(charge.key) ?? now, now), now + all) + each
        wait = Math.max(wait, at - all - now)
        return [charge.key, at] as const
      })
      if (wait > 0) return wait
      for (const [key, at] of after) {
        wholeAt.delete(key)
        wholeAt.set(key, at)
      }
      if (wholeAt.size > mostKeys) forget(now)
      return 0
    },
    size: () => wholeAt.size,
  }
}

import type { Clock } from '#app/platform/clock.ts'

export interface CircuitBreaker {
  /** Whether to try: after several failures in a row only one attempt per pause. */
  allows(): boolean
  succeeded(): void
  failed(): void
}

export function createCircuitBreaker(clock: Clock, { failures = 3, pauseMs = 2_000 } = {}): CircuitBreaker {
  let inARow = 0
  let closedUntil = 0
  return {
    allows() {
      if (inARow < failures) return true
      const now = clock.now().getTime()
      if (now < closedUntil) return false
      closedUntil = now + pauseMs
      return true
    },
    succeeded() {
      inARow = 0
    },
    failed() {
      inARow++
      if (inARow >= failures) closedUntil = clock.now().getTime() + pauseMs
    },
  }
}

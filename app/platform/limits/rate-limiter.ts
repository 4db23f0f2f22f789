import { createCircuitBreaker } from '../circuit-breaker.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Charge, LimitStore, Wait } from './allowance.ts'
import { createMemoryLimits } from './memory-limits.ts'
import { createRedisLimits } from './redis-limits.ts'

/** Counts what people do against what they may do. */
export type RateLimiter = {
  /**
   * Takes one use from each allowance, or from none when one of them is used up: then it answers the milliseconds until
   * it makes sense to try again. Never rejects.
   */
  take(charges: readonly Charge[]): Promise<Wait>
  close(): void
}

/**
 * With Redis all processes count together. While it is away or slow each counts for itself, with the same allowances: there
 * is never no limit, and nobody is refused because of Redis.
 */
export function createRateLimiter(options: {
  clock: Clock
  log: Pick<Log, 'info' | 'warn' | 'error'>
  redis?: { url: string; namespace: string; patienceMs?: number }
}): RateLimiter {
  const { clock, log } = options
  const own = createMemoryLimits(clock)
  const shared = options.redis ? createRedisLimits({ ...options.redis, log }) : null
  const breaker = createCircuitBreaker(clock)

  /** Null where Redis does not tell. The connection logs that it is away. */
  async function ask(store: LimitStore, charges: readonly Charge[]): Promise<Wait | null> {
    if (!breaker.allows()) return null
    try {
      const wait = await store.take(charges)
      breaker.succeeded()
      return wait
    } catch {
      breaker.failed()
      return null
    }
  }

  return {
    async take(charges) {
      if (charges.length === 0) return 0
      return (shared ? await ask(shared, charges) : null) ?? own.take(charges)
    },
    close: () => shared?.close(),
  }
}

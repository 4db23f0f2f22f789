import { randomUUID } from 'node:crypto'
import { openRedis } from '#app/platform/bus/redis-connection.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { Log } from '#app/platform/log.ts'
import { createCircuitBreaker } from '#app/platform/circuit-breaker.ts'
import { GET_PAGE, NEW_GENERATION, PURGE_TAGS, SET_PAGE } from './redis-scripts.ts'
import type { SecondLevel } from './second-level.ts'
import { decodeStoredPage, encodeStoredPage } from './stored-page.ts'

interface Options {
  url: string
  /** Tells communities, and builds of one that render differently, apart. */
  namespace: string
  /** The longest that a request waits for Redis. */
  patienceMs?: number
  clock: Clock
  log: Pick<Log, 'info' | 'warn' | 'error'>
}

const TAG_SECONDS = 24 * 60 * 60

/**
 * The second level in Redis. Away or frozen it costs `patienceMs` three times, then one attempt every two seconds. A purge that
 * may not have arrived is made good by a new generation before anything is read again.
 */
export function createRedisSecondLevel({
  url,
  namespace,
  patienceMs = 50,
  clock,
  log,
}: Options): SecondLevel & { close(): void } {
  const redis = openRedis({ url, name: `${namespace}-pages`, log, commandTimeoutMs: patienceMs })
  const breaker = createCircuitBreaker(clock)
  const state = `${namespace}:pages`
  let lostPurges = 0
  let madeGood = 0

  const run = (script: string, ...args: (string | Buffer | number)[]) =>
    redis.callBuffer('EVAL', script, 1, state, ...args)

  async function renew(): Promise<void> {
    const lost = lostPurges
    await run(NEW_GENERATION, randomUUID())
    madeGood = Math.max(madeGood, lost)
  }

  async function attempt<T>(action: () => Promise<T>): Promise<T | null> {
    if (!breaker.allows()) return null
    try {
      if (madeGood < lostPurges) await renew()
      const result = await action()
      breaker.succeeded()
      return result
    } catch {
      // The connection has logged that it is away.
      breaker.failed()
      return null
    }
  }

  /** Sent at once, in order with the reads that follow; a failure is remembered. */
  async function purge(...command: [string, ...(string | number)[]]): Promise<void> {
    const sent =
      breaker.allows() &&
      (await run(...command).then(
        () => true,
        () => false,
      ))
    if (sent) return breaker.succeeded()
    lostPurges++
    breaker.failed()
  }

  return {
    async get(key) {
      const reply = await attempt(() => run(GET_PAGE, key, randomUUID()))
      if (!Array.isArray(reply) || !Buffer.isBuffer(reply[0])) return null
      const bytes: unknown = reply[1]
      return {
        mark: reply[0].toString(),
        page: Buffer.isBuffer(bytes) ? await decodeStoredPage(bytes) : null,
      }
    },
    async set(key, page, mark) {
      const [generation = '', count = ''] = mark.split(' ')
      const seconds = Math.max(1, Math.ceil(page.freshFor))
      const bytes = await encodeStoredPage(page)
      await attempt(() =>
        run(SET_PAGE, key, generation, count, page.tags.join('\n'), bytes, seconds, TAG_SECONDS),
      )
    },
    purgeTags: (tags) => purge(PURGE_TAGS, TAG_SECONDS, ...tags),
    clear: () => purge(NEW_GENERATION, randomUUID()),
    close: () => redis.disconnect(),
  }
}

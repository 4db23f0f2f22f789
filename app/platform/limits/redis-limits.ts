import { openRedis } from '../bus/redis-connection.ts'
import type { Log } from '../log.ts'
import { periodsOf, type LimitStore } from './allowance.ts'

/**
 * As `createMemoryLimits` counts, in one step for all processes and by one clock: Redis's own. Per key two arguments: the
 * milliseconds in which one use grows back, and those in which all do.
 */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local wait, after = 0, {}
for i, key in ipairs(KEYS) do
  local each, all = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local at = math.min(math.max(tonumber(redis.call('GET', key) or now), now), now + all) + each
  wait = math.max(wait, at - all - now)
  after[i] = at
end
if wait > 0 then return math.max(1, math.ceil(wait)) end
for i, key in ipairs(KEYS) do
  redis.call('SET', key, string.format('%.3f', after[i]), 'PX', math.ceil(after[i] - now))
end
return 0`

interface Options {
  url: string
  /** Tells the communities apart that share one Redis. */
  namespace: string
  log: Pick<Log, 'info' | 'warn' | 'error'>
  /** The longest that a request waits for Redis. */
  patienceMs?: number
}

/** Allowances that all processes share. `take` rejects when Redis is away, or does not answer in time. */
export function createRedisLimits({
  url,
  namespace,
  log,
  patienceMs = 50,
}: Options): LimitStore & { close(): void } {
  const redis = openRedis({ url, name: `${namespace}-limits`, log, commandTimeoutMs: patienceMs })
  return {
    async take(charges) {
      const keys = charges.map(({ key }) => `${namespace}:limits:${key}`)
      const periods = charges.flatMap((charge) => Object.values(periodsOf(charge)))
      const wait = Number(await redis.call('EVAL', TAKE, keys.length, ...keys, ...periods))
      if (!Number.isFinite(wait)) throw new Error('Redis answered what is no number')
      return wait
    },
    close: () => redis.disconnect(),
  }
}

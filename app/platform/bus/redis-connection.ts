import { Redis } from 'ioredis'
import { fulfilsWithin } from './patience.ts'
import type { BusLog } from './transport.ts'

export type RedisConnection = Redis

interface Options {
  url: string
  /** Shown in Redis's list of clients and in the log. */
  name: string
  log: BusLog
  /** The longest that any command may take. */
  commandTimeoutMs: number
  /** How often the connection is tried. */
  heartbeatMs?: number
}

/**
 * A connection to a Redis that may stop or freeze at any time: commands fail at once while it is away, fail after
 * `commandTimeoutMs` while it hangs, and are never sent twice. It reconnects by itself until `disconnect()`.
 */
export function openRedis({
  url,
  name,
  log,
  commandTimeoutMs,
  heartbeatMs = 1_000,
}: Options): RedisConnection {
  const redis = new Redis(url, {
    connectionName: name,
    commandTimeout: commandTimeoutMs,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    disableClientInfo: true,
    retryStrategy: (attempt) => Math.min(attempt * 50, 2_000),
  })
  let away = false
  redis.on('error', (error) => {
    if (!away) log.warn({ err: error, connection: name }, 'Redis is away; Guildhall goes on without it')
    away = true
  })
  redis.on('ready', () => {
    if (away) log.info({ connection: name }, 'Redis is back')
    away = false
  })
  // A frozen Redis accepts connections and says nothing, even to the greeting: only asking tells.
  const heartbeat = setInterval(async () => {
    if (redis.status !== 'ready' && redis.status !== 'connect') return
    if (!(await fulfilsWithin(redis.ping(), commandTimeoutMs))) redis.disconnect(true)
  }, heartbeatMs)
  heartbeat.unref()
  redis.on('end', () => clearInterval(heartbeat))
  return redis
}

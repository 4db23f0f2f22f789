import { openRedis } from './redis-connection.ts'
import type { BusLog, TransportHandlers } from './transport.ts'

export interface RedisFanOut {
  url: string
  /** Tells the communities apart that share one Redis. */
  namespace: string
  /** The longest that publishing waits for Redis before it turns to PostgreSQL. */
  patienceMs?: number
}

interface Options extends RedisFanOut {
  log: BusLog
  handlers: TransportHandlers
}

/**
 * Redis pub/sub for what needs no transaction. It promises less than PostgreSQL: a process whose Redis is away misses
 * messages until it is back and then resets.
 */
export function createRedisTransport({ url, namespace, patienceMs = 100, log, handlers }: Options) {
  const channel = `${namespace}:bus`
  const options = { url, log, commandTimeoutMs: patienceMs }
  const sender = openRedis({ ...options, name: `${namespace}-bus-sender` })
  const hearer = openRedis({ ...options, name: `${namespace}-bus` })
  hearer.on('message', (_channel: string, payload: string) => handlers.receive(payload))
  hearer.on('ready', () => {
    hearer.subscribe(channel).then(handlers.reset, () => hearer.disconnect(true))
  })

  return {
    /** False when Redis did not take it, or did not say so in time: then send it another way. */
    async send(payload: string): Promise<boolean> {
      return sender.publish(channel, payload).then(
        () => true,
        () => false,
      )
    },
    async close() {
      sender.disconnect()
      hearer.disconnect()
    },
  }
}

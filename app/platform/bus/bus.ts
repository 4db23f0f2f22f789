import { randomUUID } from 'node:crypto'
import { decodeEnvelope, encodeEnvelope, type JsonValue } from './envelope.ts'
import { createListeners, type Listener, type ResetListener } from './listeners.ts'
import { createPostgresTransport } from './postgres-transport.ts'
import { createRedisTransport, type RedisFanOut } from './redis-transport.ts'
import type { SqlRunner } from './run-sql.ts'
import type { BusLog } from './transport.ts'

export type { JsonValue } from './envelope.ts'
export type { Listener } from './listeners.ts'
export type { SqlRunner } from './run-sql.ts'

/** Messages to every process of this community, the sender included. See README.md of this room. */
export interface Bus {
  /**
   * Tells every process. With `tx` the message is part of that transaction: it is delivered after the commit, in the
   * order of commits, and never after a rollback. Without, it is on its way when this resolves.
   * Throws MessageTooLargeError above 7,999 bytes: send the name of what changed, not the thing.
   */
  publish(channel: string, message: JsonValue, tx?: SqlRunner): Promise<void>
  /** Calls `listener` for each message on `channel`; returns the way to stop. What a listener throws is logged. */
  subscribe(channel: string, listener: Listener): () => void
  /**
   * Calls `listener` whenever messages may have been missed (first connection and every reconnection): forget what was
   * derived from messages. Returns the way to stop.
   */
  onReset(listener: ResetListener): () => void
  /** Resolves once messages are being heard; rejects when the bus is closed before that. */
  ready(): Promise<void>
  /**
   * Resolves when the listeners of this process have been called for every transaction that committed before the call.
   * Whoever wrote waits for it before answering, so that the writer never sees what the write made stale. Costs one
   * round trip and never rejects; where the connection is away it waits a second for the reset and gives up.
   */
  caughtUp(): Promise<void>
  /** Stops hearing and closes the connections. */
  close(): Promise<void>
}

export interface BusOptions {
  /** PostgreSQL itself: a pooler that hands out connections by the transaction can't LISTEN. */
  url: string
  /** Sends what is published outside of a transaction. */
  pool: SqlRunner
  log: BusLog
  /** Carries what is published outside of a transaction, where there is a Redis. */
  redis?: RedisFanOut
  /** How often the listening connection is tried, and how long an answer may take (milliseconds). */
  heartbeat?: { everyMs: number; timeoutMs: number }
}

/** How many ids of delivered messages are remembered to tell a second delivery over the other transport. */
const REMEMBERED = 1_000

/** Opens the bus: connects at once and keeps trying until closed. */
export function createBus(options: BusOptions): Bus {
  const { log } = options
  const origin = randomUUID()
  const listeners = createListeners(log)
  const delivered = new Set<string>()
  let sent = 0

  const receive = (payload: string) => {
    const envelope = decodeEnvelope(payload)
    if (!envelope)
      return log.warn({ bytes: payload.length }, 'A message on the bus could not be read; ignored')
    const id = `${envelope.origin}:${envelope.n}`
    if (delivered.has(id)) return
    delivered.add(id)
    for (const oldest of delivered) {
      if (delivered.size <= REMEMBERED) break
      delivered.delete(oldest)
    }
    listeners.deliver(envelope.channel, envelope.message, { own: envelope.origin === origin })
  }

  const handlers = { receive, reset: listeners.reset }
  const postgres = createPostgresTransport({ ...options, handlers })
  const redis = options.redis && createRedisTransport({ ...options.redis, log, handlers })

  return {
    async publish(channel, message, tx) {
      const payload = encodeEnvelope({ channel, message, origin, n: sent++ })
      if (!tx && redis && (await redis.send(payload))) return
      await postgres.send(payload, tx ?? options.pool)
    },
    subscribe: listeners.subscribe,
    onReset: listeners.onReset,
    ready: postgres.ready,
    caughtUp: postgres.caughtUp,
    async close() {
      await Promise.all([postgres.close(), redis?.close()])
    },
  }
}

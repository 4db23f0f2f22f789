import { Client } from 'pg'
import { fulfilsWithin, pause } from './patience.ts'
import { shareRounds } from './share-rounds.ts'
import { runSql, type SqlRunner } from './run-sql.ts'
import type { BusLog, TransportHandlers } from './transport.ts'

const CHANNEL = 'guildhall'
const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2_000
const CATCH_UP_MS = 1_000
const GOODBYE_MS = 200
const RETRY_MS = 20

interface Options {
  url: string
  log: BusLog
  handlers: TransportHandlers
  heartbeat?: { everyMs: number; timeoutMs: number }
}

/** Asks the hearing connection for nothing, and gets it. */
type RoundTrip = () => Promise<unknown>

/** NOTIFY for sending; for hearing one connection that is replaced whenever it ends or stops answering. */
export function createPostgresTransport({ url, log, handlers, heartbeat }: Options) {
  const { everyMs, timeoutMs } = heartbeat ?? { everyMs: 1_000, timeoutMs: 2_000 }
  const closing = new AbortController()
  let listening = Promise.withResolvers<RoundTrip>()
  // Nobody has to wait for it.
  listening.promise.catch(() => undefined)

  async function listen(client: Client, roundTrip: RoundTrip): Promise<void> {
    client.on('notification', ({ payload }) => handlers.receive(payload ?? ''))
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    handlers.reset()
    listening.resolve(roundTrip)
  }

  /** Resolves with the reason when the connection is of no more use. */
  async function untilLost(roundTrip: RoundTrip, ended: Promise<string>): Promise<string> {
    let reason: string | undefined
    void ended.then((why) => (reason = why))
    for (;;) {
      const stop = new AbortController()
      await Promise.race([ended, pause(everyMs, AbortSignal.any([closing.signal, stop.signal]))])
      stop.abort()
      if (closing.signal.aborted) return 'closed'
      if (reason !== undefined) return reason
      if (!(await fulfilsWithin(roundTrip(), timeoutMs))) return reason ?? 'no answer'
    }
  }

  async function keepListening(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS
    while (!closing.signal.aborted) {
      const client = new Client({
        connectionString: url,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
        application_name: 'guildhall-bus',
      })
      const ended = new Promise<string>((resolve) => {
        client.on('error', (error) => resolve(error.message))
        client.on('end', () => resolve('the connection ended'))
      })
      const abandon = () => client.end().catch(() => undefined)
      closing.signal.addEventListener('abort', abandon)
      try {
        const roundTrip = shareRounds(() => client.query('select 1'))
        await listen(client, roundTrip)
        pauseMs = FIRST_PAUSE_MS
        const reason = await untilLost(roundTrip, ended)
        if (!closing.signal.aborted) log.warn({ reason }, 'The bus lost PostgreSQL; connecting again')
      } catch (error) {
        if (!closing.signal.aborted)
          log.warn({ err: error }, 'The bus could not reach PostgreSQL; will try again')
      }
      closing.signal.removeEventListener('abort', abandon)
      await fulfilsWithin(abandon(), GOODBYE_MS)
      if (closing.signal.aborted) break
      const before = listening
      listening = Promise.withResolvers()
      listening.promise.catch(() => undefined)
      // Whoever waited for the first connection goes on waiting.
      before.resolve(listening.promise)
      // A little chance, so that the processes of a community don't come back all at once.
      // eslint-disable-next-line no-restricted-properties -- nobody gains by guessing a pause
      await pause(pauseMs * (0.75 + Math.random() / 2), closing.signal)
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    }
    listening.reject(new Error('The bus was closed before it could listen'))
  }
  const running = keepListening()

  return {
    send: (payload: string, runner: SqlRunner) =>
      runSql(runner, 'select pg_notify($1, $2)', [CHANNEL, payload]),
    async ready() {
      await listening.promise
    },
    /**
     * PostgreSQL hands waiting notifications to a connection before it says that a query is done, and a commit has
     * queued its own before it returns: so one empty round trip is enough.
     */
    async caughtUp() {
      const deadline = Date.now() + CATCH_UP_MS
      while (!closing.signal.aborted) {
        const { promise } = listening
        const roundTrip = promise.then((go) => go())
        if (await fulfilsWithin(roundTrip, deadline - Date.now())) return
        if (Date.now() >= deadline) {
          log.warn(
            {},
            'The bus is away; until it is back this process may show what was just changed as it was',
          )
          return
        }
        await pause(RETRY_MS, closing.signal)
      }
    },
    async close() {
      closing.abort()
      await running
    },
  }
}

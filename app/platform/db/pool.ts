import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import type { Logger } from 'pino'
import { clientClass } from './client.ts'
import { StatementNames } from './statement-names.ts'
import { typeParsers } from './types.ts'

export interface PoolOptions {
  url: string
  log: Pick<Logger, 'warn'>
  /** Most connections at once. */
  max?: number
  /** What the server's list of sessions shows. */
  applicationName?: string
  /** A statement that takes longer is cancelled; 0 for never (imports). */
  statementTimeoutMs?: number
  /** Off behind a pooler that hands out connections by the transaction and knows no prepared statements. */
  prepare?: boolean
}

/**
 * The one pool of a process: sessions in UTC, frequent statements prepared, every statement counted. Connects on first
 * use; a connection that breaks is logged and replaced, never thrown at the process.
 */
export function createPool(options: PoolOptions): pg.Pool {
  const {
    log,
    max = 10,
    applicationName = 'guildhall',
    statementTimeoutMs = 30_000,
    prepare = true,
  } = options
  const onBroken = (error: Error) => log.warn({ err: error }, 'A database connection broke')
  const pool = new ContextPool({
    ...inUtc(options.url),
    Client: clientClass(onBroken, prepare ? new StatementNames() : null),
    types: typeParsers,
    max,
    application_name: applicationName,
    statement_timeout: statementTimeoutMs,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  })
  pool.on('error', onBroken)
  // The job queue looks for a listener here; errors of a connection are heard from its birth on by the client class.
  pool.on('connect', () => undefined)
  return pool
}

type ConnectCallback = Parameters<pg.Pool['connect']>[0]

/** Keeps each caller's async context: one that waits would otherwise go on in that of whoever gives a connection back. */
class ContextPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    return callback ? super.connect(AsyncResource.bind(callback)) : super.connect()
  }
}

/** Adds the zone to the session options that the address may bring along: Prisma writes times without one. */
function inUtc(address: string): pg.PoolConfig {
  const url = new URL(address)
  const own = url.searchParams.get('options')
  url.searchParams.delete('options')
  return { connectionString: url.toString(), options: [own, '-c timezone=UTC'].filter(Boolean).join(' ') }
}

import { createHash } from 'node:crypto'
import { access, constants, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createBus, type Bus } from './bus/bus.ts'
import { systemClock, type Clock } from './clock.ts'
import { withConnectionAdvice } from './db/connection-advice.ts'
import { createDatabase, type Database } from './db/database.ts'
import { unsafeSettings } from './db/durability.ts'
import { migrate } from './db/migrate.ts'
import { CORE_MIGRATIONS } from './db/migration-files.ts'
import type { Env } from './env.ts'
import { prepareQueue } from './jobs/jobs.ts'
import { createLog, type Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { startEmbeddedPostgres } from './postgres/embedded.ts'

/** What every process of Guildhall stands on: server, worker and command line alike. */
export type Platform = {
  env: Env
  log: Log
  metrics: Metrics
  clock: Clock
  db: Database
  /** Where the database is, with its password: for tools that need a connection of their own. */
  databaseUrl: string
  bus: Bus
  /** Tells the communities apart that share one Redis. */
  namespace: string
  close(): Promise<void>
}

/**
 * Connects to the database (starting the embedded one unless DATABASE_URL is set) and brings its schema up to date,
 * unless `migrate` is false: for commands that only look.
 */
export async function createPlatform(
  env: Env,
  options: { applicationName: string; log?: Log; migrate?: boolean },
): Promise<Platform> {
  const log = options.log ?? createLog({ level: env.LOG_LEVEL })
  const namespace = namespaceOf(env)
  const data = resolve(env.GUILDHALL_DATA)
  const cluster = env.DATABASE_URL ? null : await startEmbedded(data, log)
  const databaseUrl = env.DATABASE_URL ?? cluster?.url ?? ''
  const db = createDatabase({ url: databaseUrl, log, applicationName: options.applicationName })
  try {
    if (options.migrate !== false) {
      await migrate({ url: databaseUrl, folder: CORE_MIGRATIONS, log })
      await prepareQueue(db.pool)
    }
    for (const setting of await unsafeSettings(db.pool)) {
      log.warn({ setting }, 'This setting of PostgreSQL is off: a crash may lose what members wrote')
    }
    const bus = createBus({
      url: databaseUrl,
      pool: db.pool,
      log,
      ...(env.REDIS_URL ? { redis: { url: env.REDIS_URL, namespace } } : {}),
    })
    await bus.ready()
    const close = async () => {
      await bus.close()
      await db.close()
      await cluster?.stop()
    }
    return { env, log, metrics: createMetrics(), clock: systemClock, db, databaseUrl, bus, namespace, close }
  } catch (error) {
    await db.close()
    await cluster?.stop()
    throw env.DATABASE_URL ? withConnectionAdvice(error, env.DATABASE_URL) : error
  }
}

/** Tells communities apart that share a Redis or a Meilisearch: by their addresses. */
export function namespaceOf({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>): string {
  return `guildhall:${createHash('sha256').update(PUBLIC_URL).digest('hex').slice(0, 12)}`
}

async function startEmbedded(data: string, log: Log) {
  try {
    await mkdir(data, { recursive: true })
    await access(data, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const sentence = `Guildhall can't write to its data folder ${data} (${code}). Give this user the right, or choose another: GUILDHALL_DATA=/var/lib/guildhall`
    throw Object.assign(new Error(sentence), { hint: code })
  }
  return startEmbeddedPostgres({ dataDir: resolve(data, 'postgres'), log })
}

import { join } from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import { makeLedger, readMigrations, runMigration, type Migration } from './migration-files.ts'

export interface MigrateOptions {
  url: string
  log: Pick<Logger, 'info'>
  /** Holds `<time>_<name>/migration.sql`; a missing folder has no migrations. */
  folder: string
  /** The table that records what was applied. Each plugin has one of its own. */
  ledger?: string
}

interface LedgerRow {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/** The key of `prisma migrate`, so that it and we exclude each other: whoever holds it changes the schema alone. */
export const MIGRATION_LOCK = 72707369

/**
 * Brings the database up to date and returns the names of the migrations it applied. Each runs in a transaction of its
 * own, and is recorded in it as Prisma does; several processes may start at once. Interrupted, it goes on where it was.
 * Throws with advice, and changes nothing, when a migration was edited after it was applied, or when the database comes
 * from a newer Guildhall.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const { url, log, folder, ledger = '_prisma_migrations' } = options
  const migrations = await readMigrations(folder)
  const table = pg.escapeIdentifier(ledger)
  const client = new pg.Client({ connectionString: url, application_name: 'guildhall migrate' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await makeLedger(client, ledger)
    const { rows } = await client.query<LedgerRow>(
      `SELECT migration_name, checksum, finished_at FROM ${table} WHERE rolled_back_at IS NULL ORDER BY started_at`,
    )
    checkHistory(migrations, rows, folder)
    const applied = new Set(rows.map((row) => row.migration_name))
    const pending = migrations.filter(({ name }) => !applied.has(name))
    for (const migration of pending) {
      const started = performance.now()
      await apply(client, ledger, migration)
      log.info(
        { migration: migration.name, ms: Math.round(performance.now() - started) },
        'Applied a migration',
      )
    }
    return pending.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * The migrations of the folder that the database does not have yet, and those that it has and the folder does not know.
 * Changes nothing.
 */
export async function compareMigrations(
  pool: Pick<pg.Pool, 'query'>,
  folder: string,
  ledger = '_prisma_migrations',
): Promise<{ pending: string[]; unknown: string[] }> {
  const names = (await readMigrations(folder)).map(({ name }) => name)
  const { rows: there } = await pool.query('SELECT FROM pg_class WHERE oid = to_regclass($1)', [
    pg.escapeIdentifier(ledger),
  ])
  if (there.length === 0) return { pending: names, unknown: [] }
  const { rows } = await pool.query<{ name: string }>(
    `SELECT migration_name AS name FROM ${pg.escapeIdentifier(ledger)}
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY 1`,
  )
  const applied = rows.map(({ name }) => name)
  return {
    pending: names.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !names.includes(name)),
  }
}

function checkHistory(migrations: Migration[], rows: LedgerRow[], folder: string): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of rows) {
    const migration = known.get(row.migration_name)
    if (!migration) {
      throw new Error(
        `The database is newer than this Guildhall: it has the migration ${row.migration_name}, which is not in ` +
          `${folder}. Nothing was changed. Start the Guildhall version that it was last used with, or a newer one.`,
      )
    }
    if (!row.finished_at) {
      throw new Error(
        `The migration ${row.migration_name} was begun by another tool and did not finish. Nothing was changed. ` +
          'Mend the database, then tell its ledger with `npx prisma migrate resolve`.',
      )
    }
    if (migration.checksum !== row.checksum) {
      throw new Error(
        `The migration ${row.migration_name} was edited after it had been applied to this database. Nothing was ` +
          `changed. Restore ${join(folder, row.migration_name, 'migration.sql')} and put the change into a new migration.`,
      )
    }
  }
}

async function apply(client: pg.Client, ledger: string, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await runMigration(client, ledger, migration)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw new Error(
      `The migration ${migration.name} failed and was rolled back: ${(error as Error).message}`,
      {
        cause: error,
      },
    )
  }
}

import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'

/** The migrations of the core. */
export const CORE_MIGRATIONS = resolve(import.meta.dirname, '../../../prisma/migrations')

export interface Migration {
  name: string
  sql: string
  checksum: string
}

/** A connection, as far as migrations need one. */
type Runner = { query(text: string, values?: unknown[]): Promise<unknown> }

/** The migrations of a folder (`<time>_<name>/migration.sql`) in their order; a missing folder has none. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Runs one migration and records it as Prisma does, in the caller's transaction. */
export async function runMigration(
  runner: Runner,
  ledger: string,
  { name, sql, checksum }: Migration,
): Promise<void> {
  await runner.query(sql)
  await runner.query(
    `INSERT INTO ${pg.escapeIdentifier(ledger)}
       (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), checksum, name],
  )
}

/** Makes the table that records migrations, as Prisma makes it, unless it is there. */
export async function makeLedger(runner: Runner, ledger: string): Promise<void> {
  await runner.query(`CREATE TABLE IF NOT EXISTS ${pg.escapeIdentifier(ledger)} (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`)
}

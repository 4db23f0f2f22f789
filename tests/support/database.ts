import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { createDatabase, type Database } from '#app/platform/db/database.ts'
import { migrate } from '#app/platform/db/migrate.ts'
import { prepareQueue } from '#app/platform/jobs/jobs.ts'
import { startEmbeddedPostgres } from '#app/platform/postgres/embedded.ts'
import { quietLog } from './quiet-log.ts'

export interface TestDatabase extends Database {
  url: string
}

/** For a server that is thrown away: nothing needs to reach the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }

/**
 * A migrated database for this test file alone, gone when the file ends. Call it at the top of the file:
 * `const db = await testDatabase()`.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { prefix } = inject('testServer')
  const server = await serverUrl()
  const name = `${prefix}_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await ensureTemplate(admin, server, `${prefix}_template`)
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${prefix}_template`)
  const url = withDatabase(server, name)
  const db = createDatabase({ url, log: quietLog, max: 5, applicationName: `guildhall test` })
  afterAll(async () => {
    await db.close()
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  })
  return { ...db, url }
}

async function serverUrl(): Promise<string> {
  const { url, dataDir } = inject('testServer')
  return url ?? (await startEmbeddedPostgres({ dataDir, log: quietLog, settings: FAST })).url
}

/** Made by the first worker that comes, under a lock, and published by a rename: nobody clones half of it. */
async function ensureTemplate(admin: pg.Client, server: string, template: string): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template])
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (rowCount) return
    await admin.query(`DROP DATABASE IF EXISTS ${template}_draft WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${template}_draft`)
    const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
    const url = withDatabase(server, `${template}_draft`)
    await migrate({ url, log: quietLog, folder })
    const draft = createDatabase({ url, log: quietLog, max: 1 })
    await prepareQueue(draft.pool)
    await draft.close()
    await admin.query(`ALTER DATABASE ${template}_draft RENAME TO ${template}`)
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', [template])
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

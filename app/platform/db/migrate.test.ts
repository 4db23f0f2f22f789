import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { migrate } from './migrate.ts'

const db = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'guildhall-migrations-'))
const ledger = 'test_ledger'
const run = () => migrate({ url: db.url, log: quietLog, folder, ledger })

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

const tables = async () => {
  const { rows } = await db.pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'trial_%' ORDER BY 1`,
  )
  return rows.map((row) => row.name)
}

const recorded = async () => (await db.pool.query(`SELECT * FROM ${ledger} ORDER BY migration_name`)).rows

beforeEach(async () => {
  await db.pool.query(`DROP TABLE IF EXISTS ${ledger}, trial_one, trial_two`)
  rmSync(folder, { recursive: true })
  write('20260101000000_one', 'CREATE TABLE trial_one (id int); CREATE INDEX ON trial_one (id);')
  write('20260102000000_two', 'CREATE TABLE trial_two (id int)')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('migrate', () => {
  it('applies in order, records like Prisma, and has nothing to do the second time', async () => {
    expect(await run()).toEqual(['20260101000000_one', '20260102000000_two'])
    expect(await tables()).toEqual(['trial_one', 'trial_two'])
    const [row] = await recorded()
    expect(row).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      // What sha256sum says of the file.
      checksum: '12a9be87ea4c56c5b6f0a85ea6de89cbb4de01e14efcb1844fe8da2cc238125b',
      migration_name: '20260101000000_one',
      finished_at: expect.any(Date) as Date,
      rolled_back_at: null,
      logs: null,
      applied_steps_count: 1,
    })
    expect(await run()).toEqual([])
  })

  it('takes in a migration that another branch brought in late', async () => {
    await run()
    write('20260101120000_between', 'CREATE TABLE trial_between (id int)')
    expect(await run()).toEqual(['20260101120000_between'])
    await db.pool.query('DROP TABLE trial_between')
  })

  it('rolls a failing migration back whole, keeps those before it, and goes on once it is mended', async () => {
    write('20260102000000_two', 'CREATE TABLE trial_two (id int); SELECT 1/0')
    await expect(run()).rejects.toThrow(/20260102000000_two failed and was rolled back: division by zero/)
    expect(await tables()).toEqual(['trial_one'])
    write('20260102000000_two', 'CREATE TABLE trial_two (id int)')
    expect(await run()).toEqual(['20260102000000_two'])
  })

  it('lets processes that start at once apply each migration once', async () => {
    const runs = await Promise.all([run(), run(), run()])
    expect(runs.flat().sort()).toEqual(['20260101000000_one', '20260102000000_two'])
  })

  it('refuses a migration that was edited after it had been applied', async () => {
    await run()
    write('20260101000000_one', 'CREATE TABLE trial_one (id bigint)')
    write('20260103000000_three', 'CREATE TABLE trial_three ()')
    await expect(run()).rejects.toThrow(/20260101000000_one was edited/)
    expect(await tables()).toEqual(['trial_one', 'trial_two'])
  })

  it('refuses a database that is newer than the code', async () => {
    await run()
    rmSync(join(folder, '20260102000000_two'), { recursive: true })
    await expect(run()).rejects.toThrow(/newer than this Guildhall: it has the migration 20260102000000_two/)
  })

  it('goes on after a kill -9 in the middle', async () => {
    write('20260102000000_two', 'CREATE TABLE trial_two (id int); SELECT pg_sleep(600)')
    const program = fileURLToPath(new URL('./migrate.ts', import.meta.url))
    const code = `import { migrate } from ${JSON.stringify(program)}
      await migrate({ url: process.argv[1], folder: process.argv[2], ledger: ${JSON.stringify(ledger)}, log: console })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code, db.url, folder], {
      stdio: 'ignore',
    })
    const sleeping = `SELECT pid FROM pg_stat_activity WHERE application_name = 'guildhall migrate'
                      AND datname = current_database() AND wait_event = 'PgSleep'`
    await vi.waitUntil(async () => (await db.pool.query(sleeping)).rowCount, { timeout: 15_000 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    // The server notices a vanished client when the statement ends.
    await db.pool.query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS orphan`)
    write('20260102000000_two', 'CREATE TABLE trial_two (id int)')
    expect(await run()).toEqual(['20260102000000_two'])
  })
})

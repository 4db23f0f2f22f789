import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { createWorkerLife, type WorkerLife } from './worker-life.ts'

const { pool } = await testDatabase()
let other: WorkerLife
let looker: WorkerLife

beforeEach(async () => {
  await pool.query('delete from graphile_worker._private_jobs')
  await pool.query("select graphile_worker.add_job('count-words', '{}'::json, queue_name := 'counts')")
  await pool.query("update graphile_worker._private_jobs set locked_by = 'other', locked_at = now()")
  other = createWorkerLife(pool, 'other')
  looker = createWorkerLife(pool, 'looker')
  await other.look()
})
afterEach(() => {
  other.end()
  looker.end()
})

const holder = async () => {
  const { rows } = await pool.query<{ worker: string | null }>(
    'select locked_by as worker from graphile_worker.jobs',
  )
  return rows[0]?.worker
}

/** The connection of a life ends as a dead process's does. */
const cut = () =>
  pool.query(
    "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = $1",
    [0x6a6f6273],
  )

test('jobs of a worker that lives are its own, however often somebody looks', async () => {
  for (let looks = 0; looks < 4; looks++) expect(await looker.look()).toEqual([])
  expect(await holder()).toBe('other')
})

test('jobs of a worker that died are free at the second look', async () => {
  await looker.look()
  other.end()
  await expect.poll(() => looker.look()).toEqual(['other'])
  expect(await holder()).toBeNull()
  expect(await looker.look()).toEqual([])
})

test('a worker whose connection broke keeps its jobs when it comes back before the second look', async () => {
  await cut()
  expect(await looker.look()).toEqual([])
  await expect.poll(() => other.look().then(holding, () => false)).toBe(true)
  expect(await looker.look()).toEqual([])
  expect(await holder()).toBe('other')
})

/** Whether the lock of "other" is held. */
async function holding(): Promise<boolean> {
  const { rows } = await pool.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock($1, hashtext($2)) as free',
    [0x6a6f6273, 'other'],
  )
  return rows[0]?.free === false
}

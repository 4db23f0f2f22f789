import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'

// Whole processes start here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

/** Throws where nobody catches it, whenever the process is told to. */
const faults = `
  import { PassThrough } from 'node:stream'
  process.on('SIGUSR2', () => {
    setTimeout(() => { throw new Error('thrown by a timer') })
    setImmediate(() => Promise.reject(new Error('rejected by a job')))
    new PassThrough().destroy(new Error('broken in a stream'))
  })`

const db = await testDatabase()
let server: ServerProcess

beforeAll(async () => {
  server = await startServerProcess({ DATABASE_URL: db.url, LOG_LEVEL: 'error' }, { script: faults })
})
afterAll(() => server?.kill())

const read = async (path: string) => (await fetch(server.url + path)).text()

test('what nobody catches is logged and ends nothing', async () => {
  server.child.kill('SIGUSR2')
  await vi.waitFor(() => {
    for (const fault of ['thrown by a timer', 'rejected by a job', 'broken in a stream']) {
      expect(server.output()).toContain(fault)
    }
  })
  expect((await fetch(`${server.url}/spaces`)).status).toBe(200)
  expect(server.child.exitCode).toBeNull()
})

test('a job that fails is counted and tried again; the process goes on', async () => {
  await db.pool.query("select graphile_worker.add_job('run-listener', 'null'::json)")
  await vi.waitFor(
    async () =>
      expect(await read('/metrics')).toMatch(/jobs_total\{task="run-listener",outcome="failed"\} 1/),
    { timeout: 10_000 },
  )
  const { rows } = await db.pool.query<{ attempts: number; last_error: string }>(
    'select attempts, last_error from graphile_worker.jobs',
  )
  expect(rows[0]?.last_error).toBeTruthy()
  expect((await fetch(`${server.url}/spaces`)).status).toBe(200)
})

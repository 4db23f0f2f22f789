import { afterAll, expect, test, vi } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'

// Whole processes start here, and what is waited for takes two looks of ten seconds.
vi.setConfig({ testTimeout: 120_000 })

const db = await testDatabase()
const servers: ServerProcess[] = []
afterAll(() => Promise.all(servers.map((server) => server.kill())))

async function start(): Promise<ServerProcess> {
  const server = await startServerProcess({ DATABASE_URL: db.url, LOG_LEVEL: 'error' })
  servers.push(server)
  return server
}

type Job = { locked_by: string | null; attempts: number }

async function job(): Promise<Job | undefined> {
  const { rows } = await db.pool.query<Job>(
    "select locked_by, attempts from graphile_worker.jobs where task_identifier = 'count-words'",
  )
  return rows[0]
}

/** The worker that has the job once there is one, other than `not`. */
async function taken(not: string | null = null): Promise<string> {
  let worker = ''
  await vi.waitFor(
    async () => {
      worker = (await job())?.locked_by ?? ''
      expect(worker).not.toBe('')
      expect(worker).not.toBe(not)
    },
    { timeout: 60_000, interval: 200 },
  )
  return worker
}

test('a job whose process is killed is taken up by another within a minute', async () => {
  const first = await start()
  // The job waits for this table until the test lets it go on.
  const table = await db.pool.connect()
  await table.query('begin; lock table search_word')
  await db.pool.query("select graphile_worker.add_job('count-words', '{}'::json)")
  const killed = await taken()

  await start()
  await first.kill()
  await taken(killed)
  expect((await job())?.attempts).toBe(2)

  await table.query('rollback')
  table.release()
  await vi.waitFor(async () => expect(await job()).toBeUndefined(), { timeout: 60_000, interval: 200 })
})

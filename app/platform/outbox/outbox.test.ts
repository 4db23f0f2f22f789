import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { sql } from 'kysely'
import { createLog } from '#app/platform/log.ts'
import { createMetrics } from '#app/platform/metrics.ts'
import { prepareQueue, startJobs, type Jobs } from '#app/platform/jobs/jobs.ts'
import { testDatabase } from '#tests/support/database.ts'
import { emit, outboxTasks, removeDelivered, type Listener } from './outbox.ts'

const db = await testDatabase()
const log = createLog({ level: 'silent' })
const heard: string[] = []
let failures = 1
let jobs: Jobs

const listeners: Listener[] = [
  { name: 'steady', on: 'demo.seeded', run: async () => void heard.push('steady') },
  {
    name: 'fails once',
    on: 'demo.seeded',
    run: async () => {
      if (failures-- > 0) throw new Error('not yet')
      heard.push('fails once')
    },
  },
  { name: 'other', on: 'import.finished', run: async () => void heard.push('other') },
]

beforeAll(async () => {
  await prepareQueue(db.pool)
  jobs = await startJobs({ db, log, metrics: createMetrics() }, outboxTasks(db.kysely, listeners), '')
})
afterAll(() => jobs.stop())

test('an event reaches its listeners after the commit, each by a job of its own', async () => {
  await db.kysely
    .transaction()
    .execute(async (tx) => {
      await emit(tx, 'demo.seeded', { threads: 1 })
      throw new Error('rolled back')
    })
    .catch(() => undefined)
  expect(await db.kysely.selectFrom('outbox_event').select('id').execute()).toEqual([])

  await db.kysely.transaction().execute((tx) => emit(tx, 'demo.seeded', { threads: 1 }))
  await vi.waitFor(() => expect(heard).toEqual(['steady']), { timeout: 10_000 })
  // The one that failed waits for its next attempt; it held up nobody. Now is that time.
  await vi.waitFor(
    async () => {
      await sql`select graphile_worker.reschedule_jobs(array_agg(id), run_at := now()) from graphile_worker.jobs`.execute(
        db.kysely,
      )
      expect(heard).toEqual(['steady', 'fails once'])
    },
    { timeout: 15_000 },
  )
})

test('what was handed on long ago is removed, what waits is kept', async () => {
  await sql`update outbox_event set delivered_at = now() - interval '8 days'`.execute(db.kysely)
  await sql`insert into outbox_event (type, payload, created_at) values ('demo.seeded', '{}', now() - interval '9 days')`.execute(
    db.kysely,
  )
  await removeDelivered(db.kysely)
  const left = await db.kysely.selectFrom('outbox_event').select('delivered_at').execute()
  expect(left).toEqual([{ delivered_at: null }])
})

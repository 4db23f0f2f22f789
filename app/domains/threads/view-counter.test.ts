import pg from 'pg'
import { expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { createLog } from '#app/platform/log.ts'
import { createViewCounter } from './view-counter.server.ts'

const db = await testDatabase()
const log = createLog({ level: 'silent' })

test('views arrive in batches, and wait while the database is away', async () => {
  const author = await makeMember(db.kysely)
  const thread = await makeThread(db.kysely, {
    space: await makeSpace(db.kysely),
    posts: [{ authorId: author.id, source: 'Read me' }],
  })
  const views = async () =>
    (await db.kysely.selectFrom('thread').select('views').where('id', '=', thread.id).executeTakeFirst())
      ?.views
  const counter = createViewCounter({ db: db.kysely, log })
  for (let i = 0; i < 5; i += 1) counter.count(thread.id)
  counter.count(987_654)
  expect(await views()).toBe(0)
  await counter.flush()
  expect(await views()).toBe(5)

  // What can't be written for another reason than a database that is away must not block all later counts.
  await db.pool.query('ALTER TABLE thread RENAME COLUMN views TO views_away')
  counter.count(thread.id)
  await counter.flush()
  await db.pool.query('ALTER TABLE thread RENAME COLUMN views_away TO views')
  counter.count(thread.id)
  await counter.flush()
  expect(await views()).toBe(6)

  await closed(async () => {
    counter.count(thread.id)
    await counter.flush()
  })
  counter.count(thread.id)
  await counter.stop()
  expect(await views()).toBe(8)
})

/** Runs `work` while the database takes no connections. */
async function closed(work: () => Promise<void>): Promise<void> {
  const url = new URL(db.url)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.toString() })
  await admin.connect()
  const open = (yes: boolean) => admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${yes}`)
  await open(false)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  await work().finally(async () => {
    await open(true)
    await admin.end()
  })
}

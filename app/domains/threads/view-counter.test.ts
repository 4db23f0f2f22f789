import { expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { createLog } from '#app/platform/log.ts'
import { createViewCounter } from './view-counter.server.ts'

const db = await testDatabase()
const log = createLog({ level: 'silent' })

test('views arrive in batches; what can not be written is kept', async () => {
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

  await db.pool.query('ALTER TABLE thread RENAME COLUMN views TO views_away')
  counter.count(thread.id)
  await counter.flush()
  await db.pool.query('ALTER TABLE thread RENAME COLUMN views_away TO views')
  counter.count(thread.id)
  await counter.stop()
  expect(await views()).toBe(7)
})

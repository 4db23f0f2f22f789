import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { countPost, countThread } from './count-post.server.ts'
import { keptNumbers } from './testing/kept-numbers.ts'
import { recount } from './recount.server.ts'

const { kysely } = await testDatabase()
let people: number[]
let space: { id: number; rule_id: number }

beforeAll(async () => {
  people = (await Promise.all([1, 2, 3].map(() => makeMember(kysely)))).map(({ id }) => id)
  space = await makeSpace(kysely)
})

const at = (day: number) => new Date(Date.UTC(2026, 1, day, 12))
const post = (author: number, day: number, likes = 0) => ({
  authorId: people[author] ?? 0,
  source: `Words of ${author} on day ${day}.`,
  at: at(day),
  likes,
})

/** What is kept, and what a recount makes of it: they must not differ. */
async function expectNumbersToHold() {
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute((tx) => recount(tx))
  expect(kept).toEqual(await keptNumbers(kysely))
}

test('the numbers follow each post that goes and comes back, as a recount would find them', async () => {
  const thread = await makeThread(kysely, {
    space,
    posts: [
      post(0, 1, 3),
      post(1, 2, 1),
      { ...post(1, 2), replyTo: 1 },
      { ...post(2, 3, 7), replyTo: 2 },
      post(0, 4),
    ],
    tags: ['winter'],
    accepted: 4,
  })
  const ids = [...thread.postIds.values()]
  const turn = (id: number, state: 'published' | 'deleted') =>
    kysely.transaction().execute(async (tx) => {
      await sql`update post set state = ${state} where id = ${id}`.execute(tx)
      await countPost(tx, id, state === 'published' ? 1 : -1)
    })
  // The last, the accepted one, the first, one of an author's two; then all but one; and back in another order.
  const goes = [ids[4], ids[3], ids[0], ids[2]] as number[]
  for (const id of goes) {
    await turn(id, 'deleted')
    await expectNumbersToHold()
  }
  for (const id of goes.toReversed()) {
    await turn(id, 'published')
    await expectNumbersToHold()
  }
})

test('a thread that comes and goes whole is counted with its tags', async () => {
  const thread = await makeThread(kysely, { space, posts: [post(0, 5)], tags: ['winter', 'alone'] })
  const id = thread.postIds.get(1) ?? 0
  await kysely.transaction().execute(async (tx) => {
    await sql`update post set state = 'deleted' where id = ${id}`.execute(tx)
    await countPost(tx, id, -1)
    await sql`update thread set state = 'deleted' where id = ${thread.id}`.execute(tx)
    await countThread(tx, thread.id, -1)
  })
  await expectNumbersToHold()
  await kysely.transaction().execute(async (tx) => {
    await sql`update thread set state = 'published' where id = ${thread.id}`.execute(tx)
    await countThread(tx, thread.id, 1)
    await sql`update post set state = 'published' where id = ${id}`.execute(tx)
    await countPost(tx, id, 1)
  })
  await expectNumbersToHold()
})

test('what is unlisted counts in its own thread and nowhere else', async () => {
  const thread = await makeThread(kysely, {
    space,
    posts: [post(0, 6), post(2, 7)],
    columns: { unlisted: true },
  })
  const id = thread.postIds.get(2) ?? 0
  await kysely.transaction().execute(async (tx) => {
    await sql`update post set state = 'deleted' where id = ${id}`.execute(tx)
    await countPost(tx, id, -1)
  })
  await expectNumbersToHold()
})

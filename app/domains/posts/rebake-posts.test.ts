import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { parseEnv } from '#app/platform/env.ts'
import { rebakeNames, rebakePosts, scheduleNames } from './rebake-posts.server.ts'

const db = await testDatabase()
const purged: string[] = []
const deps = {
  db,
  env: parseEnv({ PUBLIC_URL: 'http://localhost:3000' }),
  pages: {
    purge: (tags: string[]) => {
      purged.push(...tags)
      return Promise.resolve()
    },
  },
}
const htmlOf = async (id: number | undefined) =>
  (await db.kysely.selectFrom('post').select('html').where('id', '=', id!).executeTakeFirstOrThrow()).html

test('a title that fewer may know of leaves the posts that name it, and only those are baked', async () => {
  const author = await makeMember(db.kysely)
  const open = await makeSpace(db.kysely)
  const other = await makeSpace(db.kysely)
  const named = await makeThread(db.kysely, {
    space: other,
    title: 'Plans for spring',
    posts: [{ authorId: author.id, source: 'Soon' }],
  })
  const naming = await makeThread(db.kysely, {
    space: open,
    posts: [
      { authorId: author.id, source: `See http://localhost:3000/t/${named.id}/${named.slug}` },
      { authorId: author.id, source: 'Nothing of that' },
    ],
  })
  await sql`update post set pipeline_version = 0`.execute(db.kysely)
  await rebakePosts(deps)
  expect(await htmlOf(naming.postIds.get(1))).toContain('Plans for spring')

  await sql`update thread set rule_id = 2 where id = ${named.id}`.execute(db.kysely)
  await sql`update post set html = 'as it was' where id = ${naming.postIds.get(2)!}`.execute(db.kysely)
  purged.length = 0
  await rebakeNames(deps)
  expect(await htmlOf(naming.postIds.get(1))).not.toContain('Plans for spring')
  expect(await htmlOf(naming.postIds.get(2))).toBe('as it was')
  expect(purged).toEqual([`thread:${naming.id}`])
})

test('posts that name something are found by their index', async () => {
  const plan = await db.kysely.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select p.id from post p where p.id > 7
        and (p.html like '%<a class="thread"%' or p.html like '%<blockquote class="quote"%') order by p.id limit 100`.execute(
      tx,
    )
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  expect(plan).toContain('using post_naming')
})

test('the baking is queued once', async () => {
  await db.kysely.transaction().execute(scheduleNames)
  await db.kysely.transaction().execute(scheduleNames)
  const { rows } = await sql`select from graphile_worker.jobs where task_identifier = 'rebake-names'`.execute(
    db.kysely,
  )
  expect(rows).toHaveLength(1)
})

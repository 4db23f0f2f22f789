import { expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { recount } from './recount.server.ts'

const db = await testDatabase()

test('numbers that drifted are mended, and count only what lists show', async () => {
  const author = await makeMember(db.kysely)
  const helper = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  const posts = [
    { authorId: author.id, source: 'How do I mend this?', likes: 2 },
    { authorId: helper.id, source: 'Like so.', likes: 3, replyTo: 1 },
    { authorId: helper.id, source: 'Taken back', state: 'deleted' as const, likes: 9 },
  ]
  const thread = await makeThread(db.kysely, { space, posts, accepted: 2, tags: ['repair'] })
  await makeThread(db.kysely, {
    space,
    posts: posts.slice(0, 1),
    columns: { unlisted: true },
    tags: ['repair'],
  })
  await db.kysely.updateTable('thread').set({ post_count: 77, like_count: 77, last_number: 0 }).execute()
  await db.kysely.updateTable('space_count').set({ threads: 77 }).execute()
  await db.kysely.updateTable('member_count').set({ accepted: 77 }).execute()
  await db.kysely.updateTable('tag_count').set({ threads: 77 }).execute()

  await db.kysely.transaction().execute(recount)

  const counted = await db.kysely
    .selectFrom('thread')
    .selectAll()
    .where('id', '=', thread.id)
    .executeTakeFirst()
  expect(counted).toMatchObject({ post_count: 2, like_count: 5, author_count: 2, last_author_id: helper.id })
  // The number of the deleted post is never given again.
  expect(counted?.last_number).toBe(3)
  expect(await db.kysely.selectFrom('space_count').select(['threads', 'posts']).execute()).toEqual([
    { threads: 1, posts: 2 },
  ])
  const helped = await db.kysely
    .selectFrom('member_count')
    .select(['posts', 'accepted', 'likes_received'])
    .where('member_id', '=', helper.id)
    .executeTakeFirst()
  expect(helped).toEqual({ posts: 1, accepted: 1, likes_received: 3 })
  expect(await db.kysely.selectFrom('tag_count').select('threads').execute()).toEqual([{ threads: 1 }])
  const first = await db.kysely
    .selectFrom('post')
    .select('reply_count')
    .where('thread_id', '=', thread.id)
    .where('number', '=', 1)
    .executeTakeFirst()
  expect(first?.reply_count).toBe(1)
})

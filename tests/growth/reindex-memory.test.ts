import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { runCommand } from '#tests/long/run-command.ts'
import { testDatabase } from '#tests/support/database.ts'

/** Megabytes of JavaScript's heap: what the command needs to start, and some more. */
const HEAP = 72
/** Long posts, with twice as much text as that: so long that only their beginnings are indexed, which takes no time. */
const POSTS = 150
const TEXT = 'a few words of a long post '.repeat(37_000)

const forum = await testDatabase()
const reindex = (...options: string[]) =>
  runCommand({
    args: ['reindex', ...options],
    env: {
      DATABASE_URL: forum.url,
      PUBLIC_URL: 'https://memory.example.com',
      NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
    },
  })

beforeAll(async () => {
  const author = await makeMember(forum.kysely)
  const space = await makeSpace(forum.kysely)
  const thread = await makeThread(forum.kysely, {
    space,
    posts: [{ authorId: author.id, source: 'Opening' }],
  })
  await sql`
    insert into post (thread_id, number, author_id, source, html, text, pipeline_version, language)
    select ${thread.id}, n, ${author.id}, '', '', ${TEXT}, 3, 'en' from generate_series(2, ${POSTS}::int) as n`.execute(
    forum.kysely,
  )
}, 120_000)

test('a reindex holds no texts, whatever the forum holds and however much is wrong', async () => {
  expect(POSTS * TEXT.length).toBeGreaterThan(2 * HEAP * 1e6)
  expect(await reindex('--check')).toMatchObject({ end: '0' })
  await forum.pool.query('truncate search_post')
  expect(await reindex()).toMatchObject({ end: '0' })
  expect(await reindex('--check')).toMatchObject({ end: '0' })
}, 180_000)

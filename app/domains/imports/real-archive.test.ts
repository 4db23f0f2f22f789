import { expect, it } from 'vitest'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { testDatabase } from '#tests/support/database.ts'
import { importDiscourse } from './import-discourse.server.ts'
import { compareThread, likesOf, readTopics } from './testing/compare-thread.ts'
import { hashTables } from './testing/import-checks.ts'
import { importAndKill } from './testing/kill-import.ts'

const archive = fixturesPath('data/discourse-archive.tar.gz')
const db = await testDatabase()
const MINUTES = 60_000

async function one(query: string): Promise<unknown> {
  const { rows } = await db.pool.query<Record<string, unknown>>(query)
  return rows[0]
}

if (!archive)
  console.log('Left out: the import of a real forum (no data/discourse-archive.tar.gz in GUILDHALL_FIXTURES)')

it.runIf(archive)(
  'imports a real forum: killed in the middle, gone on with, equal to its archive',
  { timeout: 10 * MINUTES },
  async () => {
    const path = archive ?? ''
    const topics = await readTopics(path)
    const all = topics.flatMap((topic) => topic.post_stream.posts)
    const posts = all.filter((post) => post.post_type !== 3)

    expect(await importAndKill(db, path, { phase: 'writing', times: 40 })).toBe(true)
    const report = await importDiscourse({ db, siteOrigin: 'https://community.example' }, path)

    expect(report.counts).toEqual({
      members: new Set(all.map((post) => post.user_id)).size,
      // Every category that has topics; here all parents have some too.
      spaces: new Set(topics.map((topic) => topic.category_id)).size,
      threads: topics.length,
      posts: posts.length,
      events: all.length - posts.length,
      tags: 0,
      likes: posts.reduce((sum, post) => sum + likesOf(post), 0),
      accepted: topics.filter((topic) => topic.accepted_answer).length,
      hiddenPosts: posts.filter((post) => post.hidden).length,
    })
    expect(
      await one(`select (select count(*)::int from thread) as threads, (select count(*)::int from post) as posts,
    (select count(*)::int from thread_event) as events, (select sum(views)::int from thread) as views,
    (select count(*)::int from thread where closed_at is not null) as closed,
    (select count(*)::int from thread where archived_at is not null) as archived,
    (select sum(posts)::int from space_count) as "postsOfSpaces", (select sum(posts)::int from member_count) as "postsOfMembers",
    (select sum(likes_received)::int from member_count) as likes, (select sum(posts)::int from thread_day) as "postsOfDays"`),
    ).toEqual({
      threads: topics.length,
      posts: posts.length,
      events: all.length - posts.length,
      views: topics.reduce((sum, topic) => sum + topic.views, 0),
      closed: topics.filter((topic) => topic.closed).length,
      archived: topics.filter((topic) => topic.archived).length,
      postsOfSpaces: posts.filter((post) => !post.hidden).length,
      postsOfMembers: posts.filter((post) => !post.hidden).length,
      postsOfDays: posts.filter((post) => !post.hidden).length,
      likes: posts.filter((post) => !post.hidden).reduce((sum, post) => sum + likesOf(post), 0),
    })

    const seed = Math.floor(Math.random() * 2 ** 31)
    console.log(`30 threads drawn with seed ${seed}`)
    for (const topic of draw(topics, 30, seed)) await compareThread(db, topic)

    const before = await hashTables(db.pool)
    await db.kysely.transaction().execute((tx) => recount(tx))
    expect(await hashTables(db.pool)).toEqual(before)
    expect(await importDiscourse({ db, siteOrigin: 'https://community.example' }, path)).toMatchObject({
      unchanged: true,
    })
    expect(await hashTables(db.pool)).toEqual(before)
  },
)

/** Different elements, always the same for a seed. */
function draw<T>(from: readonly T[], count: number, seed: number): T[] {
  const left = [...from]
  let state = seed
  return Array.from({ length: Math.min(count, left.length) }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return left.splice(Math.floor((state / 2 ** 32) * left.length), 1)
  }).flat()
}

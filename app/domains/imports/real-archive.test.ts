import { expect, it } from 'vitest'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { testDatabase } from '#tests/support/database.ts'
import { readArchive } from './archive/read-archive.server.ts'
import { importDiscourse } from './import-discourse.server.ts'
import { findImportedThread } from './find-imported.queries.server.ts'
import { hashTables } from './testing/import-checks.ts'
import { importAndKill } from './testing/kill-import.ts'
import { visibleOf } from './testing/visible-text.ts'

const archive = fixturesPath('data/discourse-archive.tar.gz')
const db = await testDatabase()
const MINUTES = 60_000

type Json = {
  id: number
  title: string
  category_id: number
  views: number
  closed: boolean
  archived: boolean
  accepted_answer: { post_number: number } | null
  post_stream: { posts: JsonPost[] }
}
type JsonPost = {
  id: number
  post_type: number
  post_number: number
  user_id: number
  username: string
  cooked: string
  created_at: string
  updated_at: string
  version: number
  hidden: boolean
  reply_to_post_number: number | null
  actions_summary: { id: number; count?: number }[]
}

/** The archive as it is, read without schema or plan. */
async function readTopics(path: string): Promise<Json[]> {
  const topics: Json[] = []
  for await (const { bytes } of readArchive(path)) topics.push(JSON.parse(bytes.toString()) as Json)
  return topics
}

function likesOf(post: JsonPost): number {
  return post.actions_summary.find(({ id }) => id === 2)?.count ?? 0
}

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

    expect(await importAndKill(db.url, path, { phase: 'writing', after: 40 })).toBe(true)
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
    for (const topic of draw(topics, 30, seed)) await compare(topic)

    const before = await hashTables(db.pool)
    expect(await importDiscourse({ db, siteOrigin: 'https://community.example' }, path)).toMatchObject({
      unchanged: true,
    })
    expect(await hashTables(db.pool)).toEqual(before)
  },
)

type Row = {
  number: number
  handle: string
  created_at: Date
  edited_at: Date | null
  like_count: number
  reply: number | null
  state: string
  html: string
}

/** Post by post: who, when, in answer to what, how much liked, and what a reader sees. */
async function compare(topic: Json): Promise<void> {
  const thread = await findImportedThread(db.kysely, topic.id)
  const { rows } = await db.pool.query<Row>(
    `select p.number, m.handle, p.created_at, p.edited_at, p.like_count, r.number as reply, p.state, p.html
     from post p join member m on m.id = p.author_id left join post r on r.id = p.reply_to_id
     where p.thread_id = $1 order by p.number`,
    [thread],
  )
  const posts = topic.post_stream.posts.filter((post) => post.post_type !== 3)
  const numbers = new Set(posts.map((post) => post.post_number))
  const titles = await titlesOf(posts)
  expect(rows.map(({ html: _, ...row }) => row)).toEqual(
    posts.map((post) => ({
      number: post.post_number,
      handle: post.username,
      created_at: new Date(post.created_at),
      edited_at: post.version > 1 ? new Date(post.updated_at) : null,
      like_count: likesOf(post),
      reply: numbers.has(post.reply_to_post_number ?? 0) ? post.reply_to_post_number : null,
      state: post.hidden ? 'hidden' : 'published',
    })),
  )
  const place = (number: number) => `${topic.id}/${number}`
  for (const [i, post] of posts.entries()) {
    const there = visibleOf(post.cooked, (url) => titles.get(topicOf(url) ?? 0) ?? null)
    const here = visibleOf(rows[i]?.html ?? '')
    expect({ post: place(post.post_number), text: here.text, code: here.code }).toEqual({
      post: place(post.post_number),
      text: there.text,
      code: there.code,
    })
  }
}

function topicOf(url: string): number | null {
  const match = /^(?:https?:\/\/discourse\.urho3d\.io)?\/t\/(?:[^/]+\/)?(\d+)/.exec(url)
  return match ? Number(match[1]) : null
}

/** The titles of the threads that the posts link to, for links that show them. */
async function titlesOf(posts: readonly JsonPost[]): Promise<Map<number, string>> {
  const linked = posts.flatMap((post) =>
    [...post.cooked.matchAll(/href="([^"]+)"/g)].map((match) => topicOf(match[1] ?? '')),
  )
  const { rows } = await db.pool.query<{ topic: string; title: string }>(
    `select m.external_id as topic, t.title from import_map m join thread t on t.id = m.internal_id
     where m.kind = 'thread' and m.external_id = any($1::text[])`,
    [linked.filter((id) => id !== null).map(String)],
  )
  return new Map(rows.map((row) => [Number(row.topic), row.title]))
}

/** Different elements, always the same for a seed. */
function draw<T>(from: readonly T[], count: number, seed: number): T[] {
  const left = [...from]
  let state = seed
  return Array.from({ length: Math.min(count, left.length) }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return left.splice(Math.floor((state / 2 ** 32) * left.length), 1)
  }).flat()
}

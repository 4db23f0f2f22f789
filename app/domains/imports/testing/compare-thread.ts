import { expect } from 'vitest'
import type { Database } from '#app/platform/db/database.ts'
import { readArchive } from '../archive/read-archive.server.ts'
import { findImportedThread } from '../find-imported.queries.server.ts'
import { visibleOf } from './visible-text.ts'

// Holds imported threads against the JSON that they came from, read without schema or plan.

export type JsonTopic = {
  id: number
  title: string
  category_id: number
  views: number
  closed: boolean
  archived: boolean
  accepted_answer: { post_number: number } | null
  post_stream: { posts: JsonPost[] }
}
export type JsonPost = {
  id: number
  post_type: number
  post_number: number
  user_id: number
  username: string
  cooked: string
  polls?: unknown[]
  created_at: string
  updated_at: string
  version: number
  hidden: boolean
  reply_to_post_number: number | null
  actions_summary: { id: number; count?: number }[]
}

/** The archive as it is, read without schema or plan. */
export async function readTopics(path: string): Promise<JsonTopic[]> {
  const topics: JsonTopic[] = []
  for await (const { bytes } of readArchive(path)) topics.push(JSON.parse(bytes.toString()) as JsonTopic)
  return topics
}

export function likesOf(post: JsonPost): number {
  return post.actions_summary.find(({ id }) => id === 2)?.count ?? 0
}

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
export async function compareThread(db: Database, topic: JsonTopic): Promise<void> {
  const thread = await findImportedThread(db.kysely, topic.id)
  const { rows } = await db.pool.query<Row>(
    `select p.number, m.handle, p.created_at, p.edited_at, p.like_count, r.number as reply, p.state, p.html
     from post p join member m on m.id = p.author_id left join post r on r.id = p.reply_to_id
     where p.thread_id = $1 order by p.number`,
    [thread],
  )
  const posts = topic.post_stream.posts.filter((post) => post.post_type !== 3)
  const numbers = new Set(posts.map((post) => post.post_number))
  const titles = await titlesOf(db, posts)
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
  for (const [i, post] of posts.entries()) {
    // Polls are told with their results, which the HTML lacks.
    if (post.polls) continue
    const there = visibleOf(post.cooked, (url) => nameOf(url, titles))
    const here = visibleOf(rows[i]?.html ?? '')
    expect({ post: `${topic.id}/${post.post_number}`, text: here.text, code: here.code }).toEqual({
      post: `${topic.id}/${post.post_number}`,
      text: there.text,
      code: there.code,
    })
  }
}

/** What a link shows whose text is its address: the thread's title, the member's handle. */
function nameOf(url: string, titles: ReadonlyMap<string, string>): string | null {
  const person = /^https?:\/\/discourse\.urho3d\.io\/u\/([^/]+)\/?$/.exec(url)?.[1]
  return person ?? titles.get(topicOf(url) ?? '') ?? null
}

/** A topic's id, or its slug where the address has no id. */
function topicOf(url: string): string | null {
  const [, slug, id] = /^(?:https?:\/\/discourse\.urho3d\.io)?\/t\/([^/?]+)(?:\/(\d+))?/.exec(url) ?? []
  return id ?? slug ?? null
}

/** The titles of the threads that the posts link to, for links that show them. */
async function titlesOf(db: Database, posts: readonly JsonPost[]): Promise<Map<string, string>> {
  const linked = posts.flatMap((post) =>
    [...post.cooked.matchAll(/href="([^"]+)"/g)].map((match) => topicOf(match[1] ?? '')),
  )
  const { rows } = await db.pool.query<{ topic: string; slug: string; title: string }>(
    `select m.external_id as topic, t.slug, t.title from import_map m join thread t on t.id = m.internal_id
     where m.kind = 'thread' and (m.external_id = any($1::text[]) or t.slug = any($1::text[]))`,
    [linked.filter((topic) => topic !== null)],
  )
  return new Map(
    rows.flatMap(
      ({ topic, slug, title }) =>
        [
          [topic, title],
          [slug, title],
        ] as const,
    ),
  )
}

import { sql, type Transaction } from 'kysely'
import { tagSlug } from '#app/domains/threads/tag-slug.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { ConvertedThread, EventInsert, PostInsert, ThreadInsert } from '../convert/converted-rows.ts'
import type { Counts } from './import-report.ts'
import { insertRows } from './insert-rows.server.ts'
import type { Present } from './present.server.ts'

const THREAD_COLUMNS = {
  id: 'int',
  space_id: 'int',
  rule_id: 'int',
  author_id: 'int',
  title: 'text',
  slug: 'text',
  excerpt: 'text',
  state: 'content_state',
  unlisted: 'boolean',
  pin_scope: 'pin_scope',
  pinned_at: 'timestamptz',
  pinned_until: 'timestamptz',
  closed_at: 'timestamptz',
  archived_at: 'timestamptz',
  views: 'int',
  post_count: 'int',
  like_count: 'int',
  author_count: 'int',
  last_number: 'int',
  last_author_id: 'int',
  created_at: 'timestamptz',
  last_post_at: 'timestamptz',
}
const POST_COLUMNS = {
  id: 'int',
  thread_id: 'int',
  number: 'int',
  author_id: 'int',
  source: 'text',
  html: 'text',
  pipeline_version: 'int',
  excerpt: 'text',
  text: 'text',
  language: 'text',
  reply_to_id: 'int',
  reply_count: 'int',
  like_count: 'int',
  imported_likes: 'int',
  state: 'content_state',
  state_reason: 'text',
  state_at: 'timestamptz',
  edited_at: 'timestamptz',
  created_at: 'timestamptz',
}
const EVENT_COLUMNS = {
  id: 'int',
  thread_id: 'int',
  number: 'int',
  type: 'text',
  params: 'jsonb',
  actor_id: 'int',
  created_at: 'timestamptz',
}

/** Rows that are not in the database yet. */
export type FreshRows = {
  threads: ThreadInsert[]
  posts: PostInsert[]
  events: EventInsert[]
  tags: { threadId: number; slug: string }[]
}

/** Leaves out what is present: it stays as it is. */
export function selectFresh(batch: readonly ConvertedThread[], present: Present): FreshRows {
  const fresh = batch.filter(({ thread }) => !present.threads.has(thread.id))
  return {
    threads: fresh.map(({ thread }) => thread),
    posts: batch.flatMap(({ posts }) => posts).filter((post) => !present.posts.has(post.id)),
    events: batch.flatMap(({ events }) => events).filter((event) => !present.events.has(event.id)),
    tags: fresh.flatMap(({ thread, tags }) =>
      tags.map((tag) => ({ threadId: thread.id, slug: tagSlug(tag) })),
    ),
  }
}

export function countFresh({ threads, posts, events }: FreshRows): Partial<Counts> {
  return {
    threads: threads.length,
    posts: posts.length,
    events: events.length,
    likes: posts.reduce((sum, post) => sum + post.like_count, 0),
    accepted: threads.filter((thread) => thread.accepted_post_id !== null).length,
    hiddenPosts: posts.filter((post) => post.state === 'hidden').length,
  }
}

/**
 * Writes threads with their posts, events, tags and own numbers. The numbers of spaces, members and tags wait for the
 * end of the import.
 */
export async function writeFresh(
  tx: Transaction<DB>,
  { threads, posts, events, tags }: FreshRows,
): Promise<void> {
  await insertRows(tx, 'thread', THREAD_COLUMNS, threads)
  await insertRows(tx, 'post', POST_COLUMNS, posts)
  await insertRows(tx, 'thread_event', EVENT_COLUMNS, events)
  await finishThreads(tx, threads)
  await countDays(tx, [...new Set(posts.map((post) => post.thread_id))])
  await linkTags(tx, tags)
}

/** What can be said of a thread only when its posts are there. */
async function finishThreads(tx: Transaction<DB>, threads: readonly ThreadInsert[]): Promise<void> {
  const accepted = threads.map((thread) => thread.accepted_post_id)
  await sql`
    update thread set accepted_post_id = one.accepted,
      hot_score = thread_hot_score(post_count, like_count, created_at)
    from unnest(${threads.map((thread) => thread.id)}::int[], ${accepted}::int[]) as one(id, accepted)
    where thread.id = one.id`.execute(tx)
}

async function countDays(tx: Transaction<DB>, threadIds: readonly number[]): Promise<void> {
  await sql`
    insert into thread_day (thread_id, day, posts)
    select thread_id, (created_at at time zone 'UTC')::date, count(*)::int from post
    where thread_id = any(${threadIds}::int[]) and state = 'published' group by 1, 2
    on conflict (thread_id, day) do update set posts = excluded.posts`.execute(tx)
}

async function linkTags(tx: Transaction<DB>, tags: FreshRows['tags']): Promise<void> {
  await sql`
    insert into thread_tag (thread_id, tag_id)
    select pair.thread_id, tag.id
    from unnest(${tags.map((tag) => tag.threadId)}::int[], ${tags.map((tag) => tag.slug)}::text[]) as pair(thread_id, slug)
    join tag on tag.slug = pair.slug
    on conflict do nothing`.execute(tx)
}

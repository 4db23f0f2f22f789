import { sql, type Insertable, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { resolveLinks, type LinkTargets } from './links.ts'
import type { PlannedPost, PlannedThread } from './plan-demo.ts'
import type { People } from './write-people.ts'
import type { WrittenSpace } from './write-spaces.ts'

type Context = {
  people: People
  spaces: ReadonlyMap<string, WrittenSpace>
  brand: string
  targets: LinkTargets
}

/**
 * Writes threads with their posts and events, and answers their ids. Posts come without HTML, at version 0 of the
 * pipeline: what they refer to must exist before they are baked.
 */
export async function writeThreads(
  tx: Transaction<DB>,
  threads: readonly PlannedThread[],
  options: { people: People; spaces: ReadonlyMap<string, WrittenSpace>; brand: string },
): Promise<LinkTargets> {
  const context = { ...options, targets: await takeIds(tx, threads) }
  await tx
    .insertInto('thread')
    .values(threads.map((thread) => threadRow(thread, context)))
    .execute()
  const posts = threads.flatMap((thread) => thread.posts.map((post) => postRow(thread, post, context)))
  await tx.insertInto('post').values(posts).execute()
  await tx
    .insertInto('thread_event')
    .values(threads.flatMap((thread) => eventRows(thread, context)))
    .execute()
  await acceptAnswers(tx, threads, context.targets)
  return context.targets
}

/** Ids for everything at once, in the order of time, as if it had been written when it says. */
async function takeIds(tx: Transaction<DB>, threads: readonly PlannedThread[]): Promise<LinkTargets> {
  const posts = threads
    .flatMap((thread) => thread.posts)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  const threadIds = await nextIds(tx, 'thread', threads.length)
  const postIds = await nextIds(tx, 'post', posts.length)
  const idOf = new Map(posts.map((post, at) => [post, postIds[at]!]))
  return new Map(
    threads.map((thread, at) => [
      thread.key,
      { id: threadIds[at]!, postIds: thread.posts.map((post) => idOf.get(post)!) },
    ]),
  )
}

async function nextIds(tx: Transaction<DB>, table: 'thread' | 'post', count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence(${table}, 'id'))::int as id from generate_series(1, ${count}::int)`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

function threadRow(thread: PlannedThread, { people, spaces, targets }: Context): Insertable<DB['thread']> {
  const { id } = targets.get(thread.key)!
  const space = spaces.get(thread.space)!
  const at = (type: string) => thread.events.findLast((event) => event.type === type)?.at ?? null
  return {
    id,
    space_id: space.id,
    rule_id: space.ruleId,
    author_id: people.idOf(thread.posts[0]!.author),
    title: thread.title,
    slug: thread.slug,
    views: thread.views,
    last_number: thread.posts.length,
    pin_scope: at('pinned-site') ? 'site' : at('pinned') ? 'space' : null,
    pinned_at: at('pinned-site') ?? at('pinned'),
    closed_at: at('closed'),
    archived_at: at('archived'),
    created_at: thread.posts[0]!.createdAt,
    last_post_at: thread.posts.at(-1)!.createdAt,
  }
}

function postRow(thread: PlannedThread, post: PlannedPost, context: Context): Insertable<DB['post']> {
  const { people, targets, brand } = context
  const { id: threadId, postIds } = targets.get(thread.key)!
  return {
    id: postIds[post.number - 1]!,
    thread_id: threadId,
    number: post.number,
    author_id: people.idOf(post.author),
    typed_by_id: post.author === brand ? people.brandTypist : null,
    source: resolveLinks(post.source, thread.key, targets),
    html: '',
    pipeline_version: 0,
    reply_to_id: post.replyTo === null ? null : postIds[post.replyTo - 1]!,
    imported_likes: post.likes,
    like_count: post.likes,
    ...(post.concealed && {
      state: post.concealed.state,
      state_by_id: people.idOf(post.concealed.by),
      state_reason: post.concealed.reason,
      state_at: post.editedAt ?? post.createdAt,
    }),
    edited_at: post.editedAt,
    created_at: post.createdAt,
  }
}

function eventRows(thread: PlannedThread, { people, targets }: Context): Insertable<DB['thread_event']>[] {
  return thread.events.map((event) => ({
    thread_id: targets.get(thread.key)!.id,
    number: event.after,
    type: event.type,
    actor_id: people.idOf(event.actor),
    created_at: event.at,
  }))
}

/** Afterwards, because the database wants the post before the thread that points at it. */
async function acceptAnswers(
  tx: Transaction<DB>,
  threads: readonly PlannedThread[],
  targets: LinkTargets,
): Promise<void> {
  const accepted = threads.flatMap((thread) => {
    const { id, postIds } = targets.get(thread.key)!
    return thread.posts
      .filter((post) => post.accepted)
      .map((post) => ({ id, postId: postIds[post.number - 1]! }))
  })
  await sql`
    update thread set accepted_post_id = a.post_id
    from unnest(${accepted.map((one) => one.id)}::int[], ${accepted.map((one) => one.postId)}::int[]) as a(id, post_id)
    where thread.id = a.id`.execute(tx)
}

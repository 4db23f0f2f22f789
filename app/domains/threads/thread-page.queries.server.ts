import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { memberIdOf } from '#app/domains/access/actor.ts'
import { canView, type PostThing, type ThreadThing } from '#app/domains/access/access.policy.ts'
import { foldedColumn } from '#app/domains/people/folded.server.ts'
import { pollColumn } from '#app/domains/polls/poll-column.server.ts'
import { ownReactionColumn } from '#app/domains/reactions/own-reaction-column.server.ts'
import { readingColumn } from '#app/domains/reading/reading-conditions.server.ts'
import { pageOfNumber, WINDOW } from './thread-address.ts'
import {
  toAcceptedView,
  toThreadHeadView,
  toWindowItems,
  type EventRow,
  type PostRow,
  type ThreadRow,
} from './thread-page.view.ts'
import type { ThreadPageView, ThreadTeaserView } from './thread.view.ts'

/** A thread as the gate lets the reader see it. */
export type FoundThread =
  | { view: 'full'; row: ThreadRow }
  | { view: 'teaser'; teaser: ThreadTeaserView; thing: ThreadThing }
  | { view: 'none' }

/** Finds a thread by id and asks the gate. */
export async function findThread(reader: Reader, id: number): Promise<FoundThread> {
  const { rows } = await sql<ThreadRow>`
    select t.id, t.title, t.slug, t.excerpt, t.rule_id, t.state, t.author_id, t.unlisted, t.post_count, t.like_count,
      t.views, t.author_count, t.last_number, t.accepted_post_id, t.created_at, t.last_post_at, t.closed_at,
      t.archived_at, t.pin_scope, t.pinned_until,
      space.rule_id as space_rule_id, parent.rule_id as parent_rule_id, space.id as space_id, space.slug as space_slug, space.archived_at as space_archived_at, space.name as space_name, space.hue as space_hue,
      space.kind as space_kind, parent.slug as parent_slug, parent.name as parent_name,
      author.handle, author.display_name, author.role, author.title as author_title, author.kind as author_kind,
      (select jsonb_agg(jsonb_build_object('slug', tag.slug, 'name', tag.name) order by tag.slug)
       from thread_tag join tag on tag.id = thread_tag.tag_id where thread_tag.thread_id = t.id) as tags,
      ${readingColumn(reader)}
    from thread t
    join space on space.id = t.space_id
    left join space parent on parent.id = space.parent_id
    join member author on author.id = t.author_id
    where t.id = ${id}::int`.execute(reader.db)
  const row = rows[0]
  if (!row) return { view: 'none' }
  const thing = threadThing(row)
  const view = canView(reader.access, thing)
  if (view === 'none') return { view }
  if (view === 'full') return { view, row }
  const space = { slug: row.space_slug, name: row.space_name }
  return { view, teaser: { title: row.title, excerpt: row.excerpt, space }, thing }
}

/** How many pages a thread has: by its highest number, so that addresses of pages never move. */
export function pagesOf(row: ThreadRow): number {
  return pageOfNumber(row.last_number)
}

/** One page of a thread that `findThread` answered in full. */
export async function readThreadPage(reader: Reader, row: ThreadRow, page: number): Promise<ThreadPageView> {
  const from = (page - 1) * WINDOW + 1
  const to = page * WINDOW
  const [posts, events] = await Promise.all([
    readPosts(reader, row, from, to, page),
    readEvents(reader, row.id, from, to),
  ])
  const window = posts.filter((post) => post.number >= from && post.number <= to)
  const accepted = posts.find((post) => post.id === row.accepted_post_id)
  return {
    thread: toThreadHeadView(row, reader.now),
    items: toWindowItems(row, window, events, {
      from,
      to: Math.min(to, row.last_number),
      actor: reader.access.actor,
      now: reader.now,
    }),
    accepted: page === 1 && accepted && accepted.number !== 1 ? toAcceptedView(row, accepted) : null,
    page,
    pages: pagesOf(row),
    lastNumber: row.last_number,
    reading: memberIdOf(reader.access.actor) === null ? null : (row.reading ?? { number: 0, level: null }),
  }
}

async function readPosts(
  reader: Reader,
  row: ThreadRow,
  from: number,
  to: number,
  page: number,
): Promise<PostRow[]> {
  const extra = page === 1 ? row.accepted_post_id : null
  const { rows } = await sql<PostRow>`
    select p.id, p.number, p.author_id, p.state, p.created_at, p.edited_at, p.like_count, p.state_by_id,
      p.imported_likes, p.reaction_counts, ${ownReactionColumn(reader)},
      p.edited_at is not null and exists (select from post_revision r where r.post_id = p.id) as revised,
      case when p.state = 'published' then p.html else '' end as html, ${foldedColumn(reader)}, ${pollColumn(reader)},
      author.handle, author.display_name, author.role, author.title as author_title, author.kind as author_kind,
      (select key from upload where upload.id = author.avatar_id) as author_avatar,
      case when target.id is not null then jsonb_build_object('number', target.number, 'handle', target_author.handle,
        'name', target_author.display_name, 'kind', target_author.kind) end as reply_to,
      case when p.reply_count > 0 then (
        select jsonb_agg(jsonb_build_object('number', reply.number, 'handle', writer.handle,
          'name', writer.display_name, 'kind', writer.kind) order by reply.number)
        from (select number, author_id from post where reply_to_id = p.id and state = 'published' and thread_id = p.thread_id
              order by number limit 20) reply
        join member writer on writer.id = reply.author_id
      ) end as replies
    from post p
    join member author on author.id = p.author_id
    left join post target on target.id = p.reply_to_id and target.state = 'published' and target.thread_id = p.thread_id
    left join member target_author on target_author.id = target.author_id
    where p.thread_id = ${row.id}::int
      and (p.number between ${from}::int and ${to}::int or p.id = ${extra}::int)
    order by p.number`.execute(reader.db)
  // Gate per post: what is held or hidden keeps its number, not its words and not its author.
  return rows.map((post) => {
    const view = canView(reader.access, postThing(post, threadThing(row)))
    return view === 'full' ? post : { ...post, html: '', poll: null, concealed: true }
  })
}

async function readEvents(reader: Reader, threadId: number, from: number, to: number): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.id, e.number, e.type, e.created_at, actor.handle
    from thread_event e left join member actor on actor.id = e.actor_id
    where e.thread_id = ${threadId}::int and e.number between ${from}::int - 1 and ${to}::int
    order by e.number, e.id`.execute(reader.db)
  return rows.filter((event) => event.number >= from || from === 1)
}

/** The page of the first post on or after a day (in the site's reading of the date: UTC); the last page if none is. */
export async function pageOnDate(reader: Reader, row: ThreadRow, day: Date): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number from post
    where thread_id = ${row.id}::int and state = 'published' and created_at >= ${day}::timestamptz
    order by created_at, number limit 1`.execute(reader.db)
  return rows[0] ? pageOfNumber(rows[0].number) : pagesOf(row)
}

/** Where a post is, if the reader may see it. */
export async function findPost(reader: Reader, postId: number): Promise<PostPlace | null> {
  const { rows } = await sql<
    GateColumns & PostPlace & { post_state: ThreadRow['state']; post_author: number }
  >`
    select p.thread_id as "threadId", t.slug, p.number, t.rule_id, t.space_id, t.author_id, t.state, t.unlisted,
      space.rule_id as space_rule_id, parent.rule_id as parent_rule_id,
      p.state as post_state, p.author_id as post_author
    from post p
    join thread t on t.id = p.thread_id
    join space on space.id = t.space_id
    left join space parent on parent.id = space.parent_id
    where p.id = ${postId}::int`.execute(reader.db)
  const row = rows[0]
  if (!row) return null
  const thing = postThing({ state: row.post_state, author_id: row.post_author }, threadThing(row))
  const { threadId, slug, number } = row
  return canView(reader.access, thing) === 'full' ? { threadId, slug, number } : null
}

export type PostPlace = { threadId: number; slug: string; number: number }

type GateColumns = Pick<
  ThreadRow,
  'rule_id' | 'space_id' | 'state' | 'author_id' | 'unlisted' | 'space_rule_id' | 'parent_rule_id'
>

/** The thread as the gate knows it, with the spaces that it lies in. */
export function threadThing(row: GateColumns): ThreadThing {
  const within =
    row.parent_rule_id === null ? null : ({ noun: 'parent', ruleId: row.parent_rule_id } as const)
  return {
    noun: 'thread',
    ruleId: row.rule_id,
    state: row.state,
    authorId: row.author_id,
    unlisted: row.unlisted,
    spaceId: row.space_id,
    within: { noun: 'space', ruleId: row.space_rule_id, within },
  }
}

export function postThing(
  post: { state: ThreadRow['state']; author_id: number },
  thread: ThreadThing,
): PostThing {
  return { noun: 'post', state: post.state, authorId: post.author_id, within: thread }
}

/** Where a number of a thread moved to, if it moved. */
export async function findMovedPost(
  reader: Reader,
  threadId: number,
  number: number,
): Promise<number | null> {
  const row = await reader.db
    .selectFrom('post_move')
    .select('post_id')
    .where('thread_id', '=', threadId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row?.post_id ?? null
}

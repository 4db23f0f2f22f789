import { sql } from 'kysely'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { AuthorKind } from '#app/domains/threads/thread-list.view.ts'

export type PostHitRow = {
  post_id: number
  thread_id: number
  number: number
  text: string
  likes: number
  at: Date
  title: string
  slug: string
  post_count: number
  accepted_post_id: number | null
  closed_at: Date | null
  archived_at: Date | null
  space_slug: string
  space_name: string
  space_hue: number
  space_kind: string
  handle: string
  name: string
  kind: AuthorKind
}

/** The posts of these ids that stand in the reader's lists, in the order of the ids: here the gate is asked again. */
export async function readPostHits(reader: Reader, postIds: readonly number[]): Promise<PostHitRow[]> {
  if (postIds.length === 0) return []
  const { rows } = await sql<PostHitRow>`
    select p.id as post_id, t.id as thread_id, p.number, p.text, p.like_count as likes, p.created_at as at, t.title, t.slug,
      t.post_count, t.accepted_post_id, t.closed_at, t.archived_at, space.slug as space_slug, space.name as space_name,
      space.hue as space_hue, space.kind as space_kind, author.handle, author.display_name as name, author.kind
    from unnest(${[...postIds]}::int[]) with ordinality as hit(id, at)
    join post p on p.id = hit.id
    join thread t on t.id = p.thread_id
    join space on space.id = t.space_id
    join member author on author.id = p.author_id
    where p.state = 'published' and ${whereListed(reader.access, 'thread', 't')}
    order by hit.at`.execute(reader.db)
  return rows
}

/** First posts of threads, as `readPostHits` reads them, in the order of the thread ids. */
export async function readThreadHits(reader: Reader, threadIds: readonly number[]): Promise<PostHitRow[]> {
  if (threadIds.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select p.id from unnest(${[...threadIds]}::int[]) with ordinality as hit(id, at)
    join post p on p.thread_id = hit.id and p.number = 1 order by hit.at`.execute(reader.db)
  return readPostHits(
    reader,
    rows.map((row) => row.id),
  )
}

export type MemberHitRow = { handle: string; name: string; title: string; accepted: number }

/** Members of these ids of whom the reader may read something, in the order of the ids; here the gate is asked again. */
export async function readMemberHits(reader: Reader, ids: readonly number[]): Promise<MemberHitRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<MemberHitRow>`
    select m.handle, m.display_name as name, m.title, coalesce(counts.accepted, 0)::int as accepted
    from unnest(${[...ids]}::int[]) with ordinality as hit(id, at)
    join member m on m.id = hit.id
    left join lateral (
      select sum(accepted) as accepted from member_count
      where member_id = m.id and rule_id = any(${visibleRules(reader.access)}::int[])
    ) counts on true
    -- One post of each is looked up, not everybody's posts compared.
    cross join lateral (
      select from search_post s join thread t on t.id = s.thread_id
      where s.author_id = m.id and ${whereListed(reader.access, 'thread', 't')} limit 1
    ) read
    where m.kind <> 'erased'
    order by hit.at`.execute(reader.db)
  return rows
}

export type TagHitRow = { slug: string; name: string; threads: number }

/** Tags of these ids that stand on something the reader may see, in the order of the ids. */
export async function readTagHits(reader: Reader, ids: readonly number[]): Promise<TagHitRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<TagHitRow>`
    select tag.slug, tag.name, sum(count.threads)::int as threads
    from unnest(${[...ids]}::int[]) with ordinality as hit(id, at)
    join tag on tag.id = hit.id
    join tag_count count on count.tag_id = tag.id and count.rule_id = any(${visibleRules(reader.access)}::int[])
    group by tag.id, hit.at having sum(count.threads) > 0 order by hit.at`.execute(reader.db)
  return rows
}

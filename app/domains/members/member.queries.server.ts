import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import type { Cursor } from '#app/domains/paging/cursor.ts'
import { keysetPage } from '#app/domains/paging/keyset.ts'
import { memberIdOf } from '#app/domains/access/actor.ts'
import { isTeam } from '#app/domains/people/relation.policy.ts'
import { relationColumn } from '#app/domains/people/relation-column.server.ts'
import type { RelationKind } from '#app/domains/people/relation.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import type { ActivityListView, MemberView, OwnRelationView } from './member.view.ts'
import type { Profile } from './save-profile.server.ts'

/** Handles are compared in one form: compatibility characters folded, lower case. */
export function handleKey(handle: string): string {
  return handle.normalize('NFKC').toLowerCase()
}

/** A member by handle, or the handle they have now, or null. Numbers count only what the reader may see. */
export async function findMember(
  reader: Reader,
  handle: string,
): Promise<FoundMember | { found: 'moved'; handle: string } | null> {
  const key = handleKey(handle)
  const { rows } = await sql<MemberRow>`
    select m.id, m.kind, m.handle, m.display_name, m.role, m.title, m.bio, m.location, m.website, m.joined_at,
      (select key from upload where upload.id = m.avatar_id) as avatar,
      ${relationColumn(reader)}, m.last_seen_at, counts.threads, counts.posts, counts.likes, counts.accepted
    from member m
    cross join lateral (
      select coalesce(sum(threads), 0)::int as threads, coalesce(sum(posts), 0)::int as posts,
        coalesce(sum(likes_received), 0)::int as likes, coalesce(sum(accepted), 0)::int as accepted
      from member_count where member_id = m.id and rule_id = any(${visibleRules(reader.access)}::int[])
    ) counts
    where m.handle_key = ${key}
      or m.id = (select member_id from member_handle where handle_key = ${key})
    order by (m.handle_key = ${key}) desc limit 1`.execute(reader.db)
  const row = rows[0]
  // An erased person keeps no page: what they wrote stays under a name that leads nowhere.
  if (!row || row.kind === 'erased') return null
  if (handleKey(row.handle) !== key) return { found: 'moved', handle: row.handle }
  const self = memberIdOf(reader.access.actor)
  const relation = self === null || self === row.id ? null : { kind: row.relation, mayFold: !isTeam(row) }
  return { found: 'here', id: row.id, member: toMemberView(row), relation }
}

/** `relation`: what they are to the reader, who may be a visitor or themselves (null), and whether one may mute and ignore them. */
type FoundMember = { found: 'here'; id: number; member: MemberView; relation: OwnRelationView | null }

/** What a member says about themselves, for them to change. */
export async function readOwnProfile({ db }: Pick<Reader, 'db'>, memberId: number): Promise<Profile> {
  return db
    .selectFrom('member')
    .where('id', '=', memberId)
    .select(['handle', 'display_name as name', 'bio', 'location', 'website'])
    .executeTakeFirstOrThrow()
}

type MemberRow = {
  id: number
  kind: 'member' | 'imported' | 'brand' | 'erased'
  handle: string
  display_name: string
  role: MemberView['role']
  title: string
  bio: string
  location: string
  website: string
  avatar: string | null
  relation: RelationKind | null
  joined_at: Date
  last_seen_at: Date | null
  threads: number
  posts: number
  likes: number
  accepted: number
}

function toMemberView(row: MemberRow): MemberView {
  return {
    handle: row.handle,
    name: row.display_name,
    role: row.role,
    title: row.title,
    official: row.kind === 'brand',
    imported: row.kind === 'imported',
    bio: row.bio,
    location: row.location,
    website: row.website,
    avatar: row.avatar,
    joinedAt: row.joined_at.toISOString(),
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    threads: row.threads,
    posts: row.posts,
    likes: row.likes,
    accepted: row.accepted,
  }
}

/** Rows per page of a profile. */
export const ACTIVITY_PAGE = 20

/** What a member wrote, newest first; only in threads that the reader may see and that lists show. */
export async function listActivity(
  reader: Reader,
  query: { memberId: number; tab: 'posts' | 'threads'; cursor: Cursor | null },
): Promise<ActivityListView> {
  const { cursor, tab } = query
  const backwards = cursor?.direction === 'before'
  const order = sql.raw(backwards ? 'asc' : 'desc')
  const edge = cursor
    ? sql`and (p.created_at, p.id) ${sql.raw(backwards ? '>' : '<')} (${new Date(cursor.key)}::timestamptz, ${cursor.id}::int)`
    : sql``
  const { rows } = await sql<ActivityRow>`
    select p.id, p.number, p.excerpt, p.like_count, p.created_at, t.id as thread_id, t.slug, t.title, t.accepted_post_id,
      space.slug as space_slug, space.name as space_name, space.hue as space_hue
    from post p
    join thread t on t.id = p.thread_id
    join space on space.id = t.space_id
    where p.author_id = ${query.memberId}::int and p.state = 'published'
      and ${whereListed(reader.access, 'thread', 't')}
      ${tab === 'threads' ? sql`and p.number = 1` : sql``} ${edge}
    order by p.created_at ${order}, p.id ${order}
    limit ${ACTIVITY_PAGE + 1}`.execute(reader.db)
  const page = keysetPage(rows, ACTIVITY_PAGE, cursor, (row) => ({
    key: row.created_at.getTime(),
    id: row.id,
  }))
  const link = (direction: Cursor['direction'], at: string | null) =>
    at && `?${new URLSearchParams({ tab, [direction]: at })}`
  return {
    rows: page.kept.map((row) => ({
      id: row.id,
      href: postHref({ id: row.thread_id, slug: row.slug }, row.number),
      title: row.title,
      excerpt: row.excerpt,
      number: row.number,
      likes: row.like_count,
      accepted: row.accepted_post_id === row.id,
      space: { slug: row.space_slug, name: row.space_name, hue: row.space_hue },
      at: row.created_at.toISOString(),
    })),
    next: link('after', page.next),
    previous: link('before', page.previous),
  }
}

type ActivityRow = {
  id: number
  number: number
  excerpt: string
  like_count: number
  created_at: Date
  thread_id: number
  slug: string
  title: string
  accepted_post_id: number | null
  space_slug: string
  space_name: string
  space_hue: number
}

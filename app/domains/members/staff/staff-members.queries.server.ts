import { sql, type Kysely } from 'kysely'
import type { Cursor } from '#app/domains/paging/cursor.ts'
import { keysetPage } from '#app/domains/paging/keyset.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { MemberKind, Role } from '#prisma/generated/kysely/enums.ts'
import { handleKey } from '../member.queries.server.ts'
import type { StaffMemberFile, StaffMemberRow } from './staff-member.view.ts'

/** Members of a page. */
const PAGE = 50
const DAY = 24 * 60 * 60 * 1000

export const memberStates = ['active', 'suspended', 'imported'] as const

/** What to find: absent parts do not narrow. */
export type MemberFilter = {
  /** The beginning of a handle, a name or (where addresses may be seen) an address. */
  q?: string | undefined
  role?: Role | undefined
  trust?: number | undefined
  state?: (typeof memberStates)[number] | undefined
  /** Days of joining, in UTC; both counted. */
  from?: Date | undefined
  to?: Date | undefined
}

type Row = {
  id: number
  handle: string
  name: string
  kind: MemberKind
  role: Role
  trust: number
  joined_at: Date
  suspended_until: Date | null
  email: string | null
}

type Ask = { db: Kysely<DB>; now: Date; seesAddresses: boolean }

/** A page of members, who joined last first. Erased people are nobody's business. */
export async function listStaffMembers(
  ask: Ask,
  filter: MemberFilter,
  cursor: Cursor | null,
): Promise<{ rows: StaffMemberRow[]; next: string | null; previous: string | null }> {
  const backwards = cursor?.direction === 'before'
  const order = sql.raw(backwards ? 'asc' : 'desc')
  const edge = cursor
    ? sql`(member.joined_at, member.id) ${sql.raw(backwards ? '>' : '<')} (${new Date(cursor.key)}::timestamptz, ${cursor.id}::int)`
    : sql`true`
  const { rows } = await sql<Row>`
    select ${columns}
    from member left join account on account.member_id = member.id
    where ${sql.join([...conditions(ask, filter), edge], sql` and `)}
    order by member.joined_at ${order}, member.id ${order} limit ${PAGE + 1}`.execute(ask.db)
  const page = keysetPage(rows, PAGE, cursor, (row) => ({ key: row.joined_at.getTime(), id: row.id }))
  return { rows: page.kept.map((row) => toRow(ask, row)), next: page.next, previous: page.previous }
}

const columns = sql`member.id, member.handle, member.display_name as name, member.kind, member.role,
  member.trust_level as trust, member.joined_at, member.suspended_until, account.email`

function conditions({ now, seesAddresses }: Ask, { q, role, trust, state, from, to }: MemberFilter) {
  const parts = [sql`member.kind <> 'erased'`]
  if (q !== undefined) parts.push(startsWith(q, seesAddresses))
  if (role !== undefined) parts.push(sql`member.role = ${role}`)
  if (trust !== undefined) parts.push(sql`member.trust_level = ${trust}::int`)
  if (state === 'suspended') parts.push(sql`member.suspended_until > ${now}`)
  if (state === 'active')
    parts.push(
      sql`account.id is not null and (member.suspended_until is null or member.suspended_until <= ${now})`,
    )
  if (state === 'imported') parts.push(sql`member.kind = 'imported'`)
  if (from) parts.push(sql`member.joined_at >= ${from}`)
  if (to) parts.push(sql`member.joined_at < ${new Date(to.getTime() + DAY)}`)
  return parts
}

function startsWith(q: string, seesAddresses: boolean) {
  const like = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`
  const key = like(handleKey(q.replace(/^@/, '')))
  const address = seesAddresses ? sql`or account.email_key like ${like(q.toLowerCase())}` : sql``
  return sql`(member.handle_key like ${key} or lower(member.display_name) like ${like(q.toLowerCase())} ${address})`
}

function toRow({ now, seesAddresses }: Ask, row: Row): StaffMemberRow {
  const { id, handle, name, kind, role, trust, suspended_until: until } = row
  return {
    id,
    handle,
    name,
    kind,
    role,
    trust,
    joinedAt: row.joined_at.toISOString(),
    suspendedUntil: until !== null && until > now ? until.toISOString() : null,
    mailbox: seesAddresses ? row.email : null,
  }
}

type FileRow = Row & {
  last_seen_at: Date | null
  suspended_for: string
  account_id: number | null
  places: number
  keeps: { id: number; name: string }[] | null
}

/** What staff knows of a member, or null. */
export async function findStaffMember(ask: Ask, memberId: number): Promise<StaffMemberFile | null> {
  const { rows } = await sql<FileRow>`
    select ${columns}, member.last_seen_at, member.suspended_for, account.id as account_id,
      (select count(*)::int from session where session.account_id = account.id and session.expires_at > ${ask.now}) as places,
      (select jsonb_agg(jsonb_build_object('id', space.id, 'name', space.name) order by space.name, space.id)
        from space_moderator join space on space.id = space_moderator.space_id
        where space_moderator.member_id = member.id) as keeps
    from member left join account on account.member_id = member.id
    where member.id = ${memberId}::int and member.kind <> 'erased'`.execute(ask.db)
  const [row] = rows
  return row
    ? {
        ...toRow(ask, row),
        lastSeenAt: row.last_seen_at?.toISOString() ?? null,
        suspendedFor: row.suspended_for,
        comesIn: row.account_id !== null,
        places: row.places,
        keeps: row.keeps ?? [],
      }
    : null
}

import { sql, type Kysely } from 'kysely'
import { can, memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { DB } from '#app/platform/db/database.ts'
import { knowsGroup, looksAfter, mayAsk, mayJoin, seesMembers, type GroupStanding } from './group.policy.ts'
import type { GroupRowView, GroupView } from './group.view.ts'

/** People per page of a group. */
export const PEOPLE_PAGE = 100

export type GroupRow = GroupStanding & {
  id: number
  key: string
  name: string
  description: string
  domains: string[]
  members: number
}

/** What a group is to a member, in the words of the policy; `mine` is the member's id, or null. */
const standingColumns = (mine: number | null) => sql`
  g.id, g.key, g.name, g.description, g.kind, g.domains,
  (select count(*)::int from group_member where group_id = g.id) as members,
  coalesce(
    (select case when owner then 'owner' else 'member' end from group_member where group_id = g.id and member_id = ${mine}::int),
    (select kind::text from group_waiting where group_id = g.id and member_id = ${mine}::int)) as in,
  exists (select from account where member_id = ${mine}::int
    and split_part(lower(email), '@', 2) = any(g.domains)) as domain`

/** A group by its key as it is to somebody, if they may know of it. Also for writes, in their transaction. */
export async function findGroup(
  { db, access }: { db: Kysely<DB>; access: Reader['access'] },
  key: string,
): Promise<GroupRow | null> {
  const { rows } = await sql<GroupRow>`
    select ${standingColumns(memberIdOf(access.actor))} from member_group g where g.key = ${key}`.execute(db)
  const [row] = rows
  return row && knowsGroup(access.actor, row) ? row : null
}

/** The groups that the reader may know of, by name. */
export async function listGroups(reader: Reader): Promise<GroupRowView[]> {
  const { actor } = reader.access
  const { rows } = await sql<GroupRow>`
    select ${standingColumns(memberIdOf(actor))} from member_group g order by lower(g.name), g.id limit 500`.execute(
    reader.db,
  )
  return rows.filter((row) => knowsGroup(actor, row)).map((row) => toRowView(reader, row))
}

/** A group's page from the person behind `after` on; null where there is none for the reader. */
export async function readGroup(
  reader: Reader,
  key: string,
  after: string,
): Promise<{ id: number; view: GroupView } | null> {
  const row = await findGroup(reader, key)
  if (!row) return null
  const { actor } = reader.access
  const look = looksAfter(actor, row)
  const people = seesMembers(actor, row) ? await listPeople(reader, row.id, after) : null
  const more = people !== null && people.length > PEOPLE_PAGE
  const shown = people?.slice(0, PEOPLE_PAGE) ?? null
  const view: GroupView = {
    ...toRowView(reader, row),
    in: row.in,
    people: shown,
    next: more ? (shown?.at(-1)?.handle.toLowerCase() ?? null) : null,
    waiting: look ? await listWaiting(reader, row.id) : null,
    domains: look ? row.domains : null,
    can: { join: mayJoin(actor, row), ask: mayAsk(actor, row), look, edit: can(actor, 'access.manage') },
  }
  return { id: row.id, view }
}

function toRowView({ access }: Reader, row: GroupRow): GroupRowView {
  const { key, name, description, kind, members } = row
  return { key, name, description, kind, members: seesMembers(access.actor, row) ? members : null }
}

type Person = { handle: string; name: string; kind: 'member' | 'imported' | 'brand' | 'erased' }

async function listPeople({ db }: Reader, groupId: number, after: string) {
  const { rows } = await sql<Person & { owner: boolean }>`
    select m.handle, m.display_name as name, m.kind, gm.owner
    from group_member gm join member m on m.id = gm.member_id
    where gm.group_id = ${groupId}::int and m.handle_key > ${after}
    order by m.handle_key limit ${PEOPLE_PAGE + 1}`.execute(db)
  return rows
}

async function listWaiting({ db }: Reader, groupId: number) {
  const { rows } = await sql<Person & { waits: 'asked' | 'invited' }>`
    select m.handle, m.display_name as name, m.kind, w.kind as waits
    from group_waiting w join member m on m.id = w.member_id
    where w.group_id = ${groupId}::int order by w.kind, w.since limit 200`.execute(db)
  return rows
}

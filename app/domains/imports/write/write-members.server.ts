import { sql, type Transaction } from 'kysely'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Losses } from '../markdown/losses.ts'
import type { PlannedMember } from '../plan/import-plan.ts'
import { insertRows } from './insert-rows.server.ts'

const COLUMNS = {
  id: 'int',
  kind: 'member_kind',
  handle: 'text',
  handle_key: 'text',
  display_name: 'text',
  title: 'text',
  trust_level: 'int',
  joined_at: 'timestamptz',
  last_seen_at: 'timestamptz',
}

/**
 * Writes the members that are not there yet and returns how many. They are identities without an account and without
 * rights, whatever they were there. A handle that somebody has here already gets a number.
 */
export async function writeMembers(
  tx: Transaction<DB>,
  sourceId: number,
  members: ReadonlyMap<number, PlannedMember>,
  ids: ReadonlyMap<string, number>,
  losses: Losses,
): Promise<number> {
  const fresh = await missing(tx, members, ids)
  const handles = await freeHandles(tx, fresh, losses)
  const rows = fresh.map(({ id, member }, i) => ({
    id,
    kind: member.erased ? 'erased' : 'imported',
    handle: handles[i] ?? '',
    handle_key: handleKey(handles[i] ?? ''),
    display_name: member.displayName,
    title: member.title,
    trust_level: member.trustLevel,
    joined_at: member.firstAt,
    last_seen_at: member.lastAt,
  }))
  await insertRows(tx, 'member', COLUMNS, rows)
  await rememberNames(tx, sourceId, members, ids)
  return rows.length
}

type FreshMember = { id: number; member: PlannedMember }

async function missing(
  tx: Transaction<DB>,
  members: ReadonlyMap<number, PlannedMember>,
  ids: ReadonlyMap<string, number>,
): Promise<FreshMember[]> {
  const { rows } = await sql<{ id: number }>`
    select id from member where id = any(${[...ids.values()]}::int[])`.execute(tx)
  const there = new Set(rows.map((row) => row.id))
  return [...members.values()].flatMap((member) => {
    const id = ids.get(String(member.externalId))
    return id === undefined || there.has(id) ? [] : [{ id, member }]
  })
}

async function freeHandles(
  tx: Transaction<DB>,
  fresh: readonly FreshMember[],
  losses: Losses,
): Promise<string[]> {
  const { rows } = await sql<{ handle_key: string }>`
    select handle_key from member union select handle_key from member_handle`.execute(tx)
  const taken = new Set(rows.map((row) => row.handle_key))
  return fresh.map(({ member }) => {
    const wanted = member.erased ? 'erased-member' : reachable(member.username)
    let handle = wanted
    for (let n = 2; taken.has(handleKey(handle)); n++) handle = `${wanted}-${n}`
    if (handle !== member.username && !member.erased)
      losses.add('renamed-handle', `${member.username} is ${handle} here`)
    taken.add(handleKey(handle))
    return handle
  })
}

/** A handle that an address can hold: browsers resolve dots alone, and `.data` asks for a page's data. */
function reachable(name: string): string {
  if (/^\.+$/.test(name)) return 'member'
  return name.replaceAll('/', '-').replace(/\.data$/i, '-data')
}

/** Old profiles have the name in their address, not the id. */
async function rememberNames(
  tx: Transaction<DB>,
  sourceId: number,
  members: ReadonlyMap<number, PlannedMember>,
  ids: ReadonlyMap<string, number>,
): Promise<void> {
  const named = [...members.values()].filter((member) => !member.erased)
  await sql`
    insert into import_map (source_id, kind, external_id, internal_id)
    select ${sourceId}, 'member-name', name, id
    from unnest(${named.map((member) => member.username.toLowerCase())}::text[],
      ${named.map((member) => ids.get(String(member.externalId)) ?? 0)}::int[]) as names(name, id)
    on conflict do nothing`.execute(tx)
}

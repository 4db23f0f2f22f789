import { sql, type Transaction } from 'kysely'
import { announceAccess } from '#app/domains/access/access.events.ts'
import type { MemberActor } from '#app/domains/access/actor.ts'
import type { Gate } from '#app/domains/access/gate.server.ts'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Clock } from '#app/platform/clock.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { findGroup, type GroupRow } from './group.queries.server.ts'
import { looksAfter, mayAsk, mayJoin } from './group.policy.ts'
import type { Kysely } from 'kysely'

export type GroupDeps = {
  db: { kysely: Kysely<DB> }
  gate: Pick<Gate, 'accessWithin'>
  bus: Pick<Bus, 'publish' | 'caughtUp'>
  clock: Clock
  pages: { purge(tags: readonly string[], tx: Transaction<DB>): Promise<void> }
}

/** What one does about one's own place in a group. */
export type OwnMove = 'join' | 'leave' | 'ask' | 'withdraw'
/** What who looks after a group does about somebody's place in it. */
export type OtherMove = 'accept' | 'decline' | 'invite' | 'remove' | 'own' | 'disown'

/** `missing`: no such group for who asks; `nobody`: nobody of that name there; `refused`: they may not. */
export type GroupAnswer = 'done' | 'missing' | 'nobody' | 'refused'

/** Joins, leaves, asks to be let in or takes that back. Twice is once. What it opens or closes, it does at once. */
export async function moveSelf(
  deps: GroupDeps,
  member: MemberActor,
  key: string,
  move: OwnMove,
): Promise<GroupAnswer> {
  return inGroup(deps, member, key, async (tx, group, actor) => {
    const { memberId } = actor
    if (move === 'join') {
      if (group.in === 'member' || group.in === 'owner') return 'done'
      return mayJoin(actor, group) ? letIn(deps, tx, group, memberId) : 'refused'
    }
    if (move === 'ask') {
      if (group.in === 'asked') return 'done'
      return mayAsk(actor, group) ? wait(tx, group, memberId, 'asked') : 'refused'
    }
    return move === 'leave' ? putOut(deps, tx, group, memberId) : stopWaiting(tx, group, memberId)
  })
}

/** Lets somebody in, turns them down, invites, removes, makes them an owner or no longer one. Twice is once. */
export async function moveOther(
  deps: GroupDeps,
  member: MemberActor,
  key: string,
  { move, handle }: { move: OtherMove; handle: string },
): Promise<GroupAnswer> {
  return inGroup(deps, member, key, async (tx, group, actor) => {
    if (!looksAfter(actor, group)) return 'refused'
    const { rows } = await sql<{ id: number; waits: 'asked' | 'invited' | null; belongs: boolean }>`
      select m.id, (select kind from group_waiting where group_id = ${group.id}::int and member_id = m.id) as waits,
        exists (select from group_member where group_id = ${group.id}::int and member_id = m.id) as belongs
      from member m where m.handle_key = ${handleKey(handle)} and m.kind = 'member'`.execute(tx)
    const [other] = rows
    if (!other) return 'nobody'
    const { id, waits, belongs } = other
    switch (move) {
      case 'accept':
        return waits === 'asked' ? letIn(deps, tx, group, id) : belongs ? 'done' : 'nobody'
      case 'decline':
        return stopWaiting(tx, group, id)
      case 'invite':
        if (belongs) return 'done'
        return waits === 'asked' ? letIn(deps, tx, group, id) : wait(tx, group, id, 'invited')
      case 'remove':
        return putOut(deps, tx, group, id)
      default:
        return setOwner(tx, group, id, move === 'own')
    }
  })
}

/** Runs a move under the group's lock, with what the group is to the member by then; forgets the pages that show it. */
async function inGroup(
  deps: GroupDeps,
  member: MemberActor,
  key: string,
  move: (tx: Transaction<DB>, group: GroupRow, actor: MemberActor) => Promise<GroupAnswer>,
): Promise<GroupAnswer> {
  const answer = await transaction({ kysely: deps.db.kysely }, async (tx) => {
    await sql`select from member_group where key = ${key} for no key update`.execute(tx)
    const access = await deps.gate.accessWithin(tx, member)
    const group = await findGroup({ db: tx, access }, key)
    if (!group) return 'missing'
    const moved = await move(tx, group, access.actor)
    if (moved === 'done') await deps.pages.purge(['groups', `group:${group.id}`], tx)
    return moved
  })
  await deps.bus.caughtUp()
  return answer
}

/** Membership and the grant that rules ask for, together. */
export async function letIn(
  { bus, clock }: Pick<GroupDeps, 'bus' | 'clock'>,
  tx: Transaction<DB>,
  group: { id: number; key: string },
  memberId: number,
  owner = false,
): Promise<'done'> {
  await sql`
    insert into group_member (group_id, member_id, owner, joined_at)
    values (${group.id}::int, ${memberId}::int, ${owner}, ${clock.now()}::timestamptz) on conflict do nothing`.execute(
    tx,
  )
  await sql`
    insert into access_grant (member_id, kind, key) values (${memberId}::int, 'group', ${group.key})
    on conflict (member_id, kind, key) do update set starts_at = null, ends_at = null`.execute(tx)
  await stopWaiting(tx, group, memberId)
  await announceAccess(bus, tx, { memberId })
  return 'done'
}

async function putOut(
  { bus }: Pick<GroupDeps, 'bus'>,
  tx: Transaction<DB>,
  group: GroupRow,
  memberId: number,
): Promise<'done'> {
  await sql`
    delete from group_member where group_id = ${group.id}::int and member_id = ${memberId}::int`.execute(tx)
  await sql`
    delete from access_grant where member_id = ${memberId}::int and kind = 'group' and key = ${group.key}`.execute(
    tx,
  )
  await announceAccess(bus, tx, { memberId })
  return 'done'
}

async function wait(
  tx: Transaction<DB>,
  group: GroupRow,
  memberId: number,
  kind: 'asked' | 'invited',
): Promise<'done'> {
  await sql`
    insert into group_waiting (group_id, member_id, kind)
    values (${group.id}::int, ${memberId}::int, ${kind}::group_waiting_kind) on conflict do nothing`.execute(
    tx,
  )
  return 'done'
}

async function stopWaiting(tx: Transaction<DB>, group: { id: number }, memberId: number): Promise<'done'> {
  await sql`
    delete from group_waiting where group_id = ${group.id}::int and member_id = ${memberId}::int`.execute(tx)
  return 'done'
}

async function setOwner(
  tx: Transaction<DB>,
  group: GroupRow,
  memberId: number,
  owner: boolean,
): Promise<GroupAnswer> {
  const { rows } = await sql`
    update group_member set owner = ${owner}
    where group_id = ${group.id}::int and member_id = ${memberId}::int returning member_id`.execute(tx)
  return rows.length > 0 ? 'done' : 'nobody'
}

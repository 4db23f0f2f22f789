import { sql, type Kysely, type Transaction } from 'kysely'
import { announceAccess } from '#app/domains/access/access.events.ts'
import type { Actor, MemberActor } from '#app/domains/access/actor.ts'
import type { Gate } from '#app/domains/access/gate.server.ts'
import type { Permission } from '#app/domains/access/permissions.ts'
import { doerOf } from '#app/domains/audit/doer.ts'
import { recordAct, type ActRecord } from '#app/domains/audit/record-act.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'
import { whyNot } from './staff.policy.ts'
import { StaffRefusal } from './staff-refusal.ts'

/** What acts on members need of the community; the services of a process are one. */
export type StaffDeps = {
  db: { kysely: Kysely<DB> }
  gate: Pick<Gate, 'accessWithin'>
  bus: Pick<Bus, 'publish' | 'caughtUp'>
  clock: Clock
}

/** Who acts, and where they came from. */
export type Staff = { actor: Actor; network: string | null }

/** The member who is acted on, under a lock. */
export type Target = {
  id: number
  accountId: number | null
  role: Role
  trustLevel: number
  suspendedUntil: Date | null
}

type Done = Pick<ActRecord, 'act' | 'before' | 'after' | 'reason'>

/**
 * Runs an act of staff on a member in one transaction, under locks of both, in one order for everybody: who they are is read
 * afresh, so that of two who take each other's role one finds that they may not any more. What `work` answers goes into the
 * log; null is nothing done. Acts at once, in every process. Throws StaffRefusal.
 */
export async function asStaff(
  deps: StaffDeps,
  { actor, network }: Staff,
  act: { memberId: number; permission: Permission },
  work: (tx: Transaction<DB>, target: Target, now: Date) => Promise<Done | null>,
): Promise<void> {
  const now = deps.clock.now()
  await transaction(deps.db, async (tx) => {
    const target = await lockBoth(tx, actor, act.memberId)
    const current = actor.kind === 'member' ? await afresh(deps, tx, actor) : actor
    const because = whyNot(current, act.permission, target)
    if (because) throw new StaffRefusal(because)
    const done = await work(tx, target, now)
    if (!done) return
    await announceAccess(deps.bus, tx, { memberId: target.id })
    await recordAct(tx, doerOf(actor, network), { target: { kind: 'member', id: target.id }, ...done, now })
  })
  await deps.bus.caughtUp()
}

async function afresh({ gate }: StaffDeps, tx: Transaction<DB>, actor: MemberActor): Promise<MemberActor> {
  return (await gate.accessWithin(tx, actor)).actor
}

async function lockBoth(tx: Transaction<DB>, actor: Actor, memberId: number): Promise<Target> {
  const own = actor.kind === 'member' ? actor.memberId : memberId
  const { rows } = await sql<Target & { kind: string }>`
    select member.id, account.id as "accountId", member.kind, member.role, member.trust_level as "trustLevel",
      member.suspended_until as "suspendedUntil"
    from member left join account on account.member_id = member.id
    where member.id in (${own}::int, ${memberId}::int) order by member.id for no key update of member`.execute(
    tx,
  )
  const target = rows.find(({ id }) => id === memberId)
  if (!target || target.kind === 'erased') throw new StaffRefusal('missing')
  return target
}

/** Ends every session of the member, with the act that makes it necessary. */
export async function endSessions(
  tx: Transaction<DB>,
  { accountId }: Pick<Target, 'accountId'>,
): Promise<number> {
  if (accountId === null) return 0
  const { numDeletedRows } = await tx
    .deleteFrom('session')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Throws `lastAdmin` unless another admin with an account can act. Those who take admins away come one after another. */
export async function keepAnAdmin(tx: Transaction<DB>, leaving: number, now: Date): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('guildhall admins'))`.execute(tx)
  const other = await tx
    .selectFrom('member')
    .innerJoin('account', 'account.member_id', 'member.id')
    .select('member.id')
    .where('member.role', '=', 'admin')
    .where('member.id', '!=', leaving)
    .where((where) => where.or([where('suspended_until', 'is', null), where('suspended_until', '<=', now)]))
    .limit(1)
    .executeTakeFirst()
  if (!other) throw new StaffRefusal('lastAdmin')
}

import { randomBytes } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { scheduleMentions } from '#app/domains/posts/rebake-posts.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import type { Mailer } from '#app/platform/mail/mailer.ts'
import { isLastAdmin, type LeavingWay } from './leave.server.ts'

type Deps = {
  db: { kysely: Kysely<DB> }
  clock: Clock
  mailer: Pick<Mailer, 'forget'>
  bus: Pick<Bus, 'caughtUp'>
  pages: { purge(tags: readonly string[], tx: Transaction<DB>): Promise<void> }
}

/** Erases everybody whose days are over. One who has become the last admin meanwhile waits until there is another. */
export async function eraseLeavers(deps: Deps): Promise<void> {
  const due = await deps.db.kysely
    .selectFrom('account_leaving')
    .where('due_at', '<=', deps.clock.now())
    .select('account_id')
    .orderBy('account_id')
    .execute()
  for (const { account_id: accountId } of due) await eraseIdentity(deps, accountId)
}

/**
 * Takes from a member at once, and in one transaction, all that says who they were; from then on they are a former member whom
 * nothing leads to, and can't write. What takes longer (words, files) is a job of the same transaction.
 */
async function eraseIdentity(deps: Deps, accountId: number): Promise<void> {
  const letters = await transaction(deps.db, async (tx) => {
    if (await isLastAdmin(tx, accountId)) return []
    const { rows } = await sql<Leaver>`
      select m.id as "memberId", m.handle, a.email_key as "emailKey", l.way
      from account_leaving l join account a on a.id = l.account_id join member m on m.id = a.member_id
      where l.account_id = ${accountId}::int and l.due_at <= ${deps.clock.now()}::timestamptz
      for no key update of m`.execute(tx)
    const [leaver] = rows
    if (!leaver) return []
    const gone = await eraseRows(tx, leaver)
    await tx.deleteFrom('account').where('id', '=', accountId).execute()
    await scheduleMentions(tx, leaver.handle)
    const belongings = JSON.stringify({ memberId: leaver.memberId, way: leaver.way })
    await sql`select graphile_worker.add_job('erase-belongings', ${belongings}::json)`.execute(tx)
    await deps.pages.purge(['site'], tx)
    return gone
  })
  await deps.bus.caughtUp()
  for (const id of letters) await deps.mailer.forget(`mail-${id}`)
}

/** What says something about a member and nobody else: what they read, whom they follow, where they belong, what they began. */
const OWN_ROWS = [
  'access_grant',
  'draft',
  'group_member',
  'group_waiting',
  'member_day',
  'member_handle',
  'member_reading',
  'member_relation',
  'muted_word',
  'scheduled_thread',
  'space_moderator',
  'space_reading',
  'tag_reading',
  'thread_reading',
  'trust_change',
  'trust_lock',
] as const

type Leaver = { memberId: number; handle: string; emailKey: string | null; way: LeavingWay }

/** Answers the ids of the letters that were theirs. */
async function eraseRows(tx: Transaction<DB>, { memberId, emailKey }: Leaver): Promise<number[]> {
  // Letters before the member, in the order in which who sends them locks both.
  const { rows } = await sql<{ id: number }>`
    delete from mail where member_id = ${memberId}::int or lower(address) = ${emailKey} returning id`.execute(
    tx,
  )
  const nobody = `former-${randomBytes(6).toString('hex')}`
  await tx
    .updateTable('member')
    .set({
      kind: 'erased',
      handle: nobody,
      handle_key: nobody,
      display_name: '',
      bio: '',
      location: '',
      website: '',
      title: '',
      role: 'member',
      trust_level: 0,
      last_seen_at: null,
      time_zone: 'UTC',
      avatar_id: null,
    })
    .where('id', '=', memberId)
    .execute()
  for (const table of OWN_ROWS) await tx.deleteFrom(table).where('member_id', '=', memberId).execute()
  await tx.deleteFrom('member_relation').where('other_id', '=', memberId).execute()
  // The number that they had in an imported forum stays: a second run of the import must not bring them back.
  await sql`delete from import_map where kind = 'member-name' and internal_id = ${memberId}::int`.execute(tx)
  await sql`delete from account_ticket where address_key = ${emailKey}`.execute(tx)
  return rows.map(({ id }) => id)
}

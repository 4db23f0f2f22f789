import { sql, type Kysely, type Transaction } from 'kysely'
import { queueLetter } from '#app/domains/mail/queue-letter.server.ts'
import type { DB } from '#app/platform/db/database.ts'

/** What becomes of what somebody wrote: it stays under nobody's name, or goes with them. */
export type LeavingWay = 'anonymise' | 'remove'

/** Days in which who leaves may come back. */
export const GRACE_DAYS = 7

/** That somebody leaves, as they see it. */
export type LeavingView = { way: LeavingWay; dueAt: string }

declare module '#app/domains/mail/letter-kinds.ts' {
  interface LetterKinds {
    /** That an account will be erased, and until when that can be taken back. */
    leaving: { accountId: number }
  }
}

/**
 * Has an account erased in a few days; until then its owner may come back. Ends all its sessions, and tells them by letter.
 * `last` where it is the only admin's: a community without one could never have one again. However many admins leave at once,
 * one stays.
 */
export async function leave(
  db: Kysely<DB>,
  { accountId, way, locale, now }: { accountId: number; way: LeavingWay; locale: string; now: Date },
): Promise<'leaving' | 'last'> {
  return db.transaction().execute(async (tx) => {
    if (await isLastAdmin(tx, accountId)) return 'last'
    const dueAt = new Date(now.getTime() + GRACE_DAYS * 24 * 3_600_000)
    await tx
      .insertInto('account_leaving')
      .values({ account_id: accountId, way, asked_at: now, due_at: dueAt })
      .onConflict((oc) => oc.column('account_id').doUpdateSet({ way, asked_at: now, due_at: dueAt }))
      .execute()
    await tx.deleteFrom('session').where('account_id', '=', accountId).execute()
    const account = await tx
      .selectFrom('account')
      .where('id', '=', accountId)
      .select(['email', 'member_id'])
      .executeTakeFirstOrThrow()
    const { email: to, member_id: memberId } = account
    if (to !== null) await queueLetter(tx, { kind: 'leaving', params: { accountId }, to, locale, memberId })
    return 'leaving'
  })
}

/** Whether and how an account's owner leaves. */
export async function findLeaving(db: Kysely<DB>, accountId: number): Promise<LeavingView | null> {
  const row = await db
    .selectFrom('account_leaving')
    .where('account_id', '=', accountId)
    .select(['way', 'due_at'])
    .executeTakeFirst()
  return row ? { way: row.way, dueAt: row.due_at.toISOString() } : null
}

/** They stay after all. Once it is due nobody comes back. */
export async function comeBack(db: Kysely<DB>, accountId: number, now: Date): Promise<void> {
  await db
    .deleteFrom('account_leaving')
    .where('account_id', '=', accountId)
    .where('due_at', '>', now)
    .execute()
}

/** Whether no other admin would be left; locks the admins, so that two of them don't answer for each other. */
export async function isLastAdmin(tx: Transaction<DB>, accountId: number): Promise<boolean> {
  await sql`select from member where role = 'admin' order by id for no key update`.execute(tx)
  const { rows } = await sql<{ own: boolean; others: boolean }>`
    select coalesce(bool_or(a.id = ${accountId}::int), false) as own,
      coalesce(bool_or(a.id <> ${accountId}::int and l.account_id is null), false) as others
    from account a join member m on m.id = a.member_id left join account_leaving l on l.account_id = a.id
    where m.role = 'admin'`.execute(tx)
  return rows[0]?.own === true && !rows[0].others
}

import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Gives an account another password, or its first. Every session ends with it, so that whoever knew the old one is out. */
export async function changePassword(
  db: Kysely<DB>,
  { accountId, hash, now }: { accountId: number; hash: string; now: Date },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('account_password')
      .values({ account_id: accountId, hash, changed_at: now })
      .onConflict((oc) => oc.column('account_id').doUpdateSet({ hash, changed_at: now }))
      .execute()
    await tx.deleteFrom('session').where('account_id', '=', accountId).execute()
    await tx.deleteFrom('account_ticket').where('account_id', '=', accountId).execute()
  })
}

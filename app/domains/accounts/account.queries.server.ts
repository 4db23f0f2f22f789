import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** An account as its owner sees it. */
export type AccountView = {
  email: string | null
  hasPassword: boolean
  hasSecondStep: boolean
  recoveryCodes: number
}

/** What an account is made of; nothing of it is for anybody else. */
export async function readAccount(db: Kysely<DB>, accountId: number): Promise<AccountView> {
  const row = await db
    .selectFrom('account')
    .leftJoin('account_password', 'account_password.account_id', 'account.id')
    .leftJoin('account_totp', 'account_totp.account_id', 'account.id')
    .where('account.id', '=', accountId)
    .select((select) => [
      'account.email',
      'account_password.changed_at as password',
      'account_totp.confirmed_at as totp',
      select
        .selectFrom('recovery_code')
        .whereRef('recovery_code.account_id', '=', 'account.id')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .as('codes'),
    ])
    .executeTakeFirstOrThrow()
  return {
    email: row.email,
    hasPassword: row.password !== null,
    hasSecondStep: row.totp !== null,
    recoveryCodes: Number(row.codes ?? 0),
  }
}

/** The hash of an account's password, or null. */
export async function passwordHashOf(db: Kysely<DB>, accountId: number): Promise<string | null> {
  const row = await db
    .selectFrom('account_password')
    .where('account_id', '=', accountId)
    .select('hash')
    .executeTakeFirst()
  return row?.hash ?? null
}

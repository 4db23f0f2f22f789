import type { Kysely } from 'kysely'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import { parseEmail } from './email-address.ts'
import type { Passwords } from './passwords/passwords.server.ts'

/**
 * The account that a login (address or handle) and a password belong to; null where they don't belong together. Takes as long
 * whether or not there is such an account. Throws PasswordsBusyError.
 */
export async function accountByPassword(
  { db, passwords }: { db: Kysely<DB>; passwords: Passwords },
  { login, password }: { login: string; password: string },
): Promise<number | null> {
  const email = login.includes('@') ? parseEmail(login.replace(/^@/, '')) : null
  const found = await db
    .selectFrom('account')
    .innerJoin('member', 'member.id', 'account.member_id')
    .leftJoin('account_password', 'account_password.account_id', 'account.id')
    .where((where) =>
      email
        ? where('account.email_key', '=', email.key)
        : where('member.handle_key', '=', handleKey(login.trim().replace(/^@/, ''))),
    )
    .select(['account.id', 'account_password.hash'])
    .executeTakeFirst()
  const right = await passwords.matches(password, found?.hash ?? null)
  return right && found ? found.id : null
}

import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** The account of a proven address, or null. */
export async function accountByAddress(db: Kysely<DB>, addressKey: string): Promise<number | null> {
  const account = await db
    .selectFrom('account')
    .where('email_key', '=', addressKey)
    .select('id')
    .executeTakeFirst()
  return account?.id ?? null
}

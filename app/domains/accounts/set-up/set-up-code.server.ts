import { randomInt } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Where the code waits until it is used; it is worth nothing once there is an admin. */
export const SET_UP_CODE = 'setup.code'
/** Without letters and digits that look alike on a screen. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 12

/**
 * The code by which the first admin shows that they can read the console: the same in every process until somebody is an
 * admin. Null where there is one: nobody sets up a community twice.
 */
export async function setUpCode(db: Kysely<DB>): Promise<string | null> {
  if (await hasAdmin(db)) return null
  const code = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  await db
    .insertInto('setting')
    .values({ key: SET_UP_CODE, value: JSON.stringify(code) })
    .onConflict((oc) => oc.column('key').doNothing())
    .execute()
  const kept = await db
    .selectFrom('setting')
    .where('key', '=', SET_UP_CODE)
    .select('value')
    .executeTakeFirst()
  return typeof kept?.value === 'string' ? kept.value : null
}

/** Whether somebody with an account is an admin. */
export async function hasAdmin(db: Kysely<DB>): Promise<boolean> {
  const admin = await db
    .selectFrom('account')
    .innerJoin('member', 'member.id', 'account.member_id')
    .where('member.role', '=', 'admin')
    .select('account.id')
    .limit(1)
    .executeTakeFirst()
  return admin !== undefined
}

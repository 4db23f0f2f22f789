import { createHash, timingSafeEqual } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { EmailAddress } from '../email-address.ts'
import { hasAdmin, SET_UP_CODE } from './set-up-code.server.ts'

/** Whoever sets up a community. */
export type FirstAdmin = {
  handle: string
  email: EmailAddress
  passwordHash: string
  network: string | null
  now: Date
}

/**
 * Makes the first admin of a community of whoever knows the code. Once, however many try at once: `done` answers who it is,
 * `wrong` is the code, `over` where there is an admin already.
 */
export async function setUp(
  db: Kysely<DB>,
  code: string,
  { handle, email, passwordHash, network, now }: FirstAdmin,
): Promise<{ done: { accountId: number; memberId: number } } | 'wrong' | 'over'> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('guildhall set-up'))`.execute(tx)
    if (await hasAdmin(tx)) return 'over'
    const kept = await tx
      .selectFrom('setting')
      .where('key', '=', SET_UP_CODE)
      .select('value')
      .executeTakeFirst()
    if (typeof kept?.value !== 'string' || !isSame(kept.value, code)) return 'wrong'
    const member = await tx
      .insertInto('member')
      .values({ handle, handle_key: handleKey(handle), role: 'admin', joined_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    const account = await tx
      .insertInto('account')
      .values({ member_id: member.id, email: email.address, email_key: email.key })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('account_password')
      .values({ account_id: account.id, hash: passwordHash, changed_at: now })
      .execute()
    await tx.deleteFrom('setting').where('key', '=', SET_UP_CODE).execute()
    await recordAct(
      tx,
      { memberId: member.id, network },
      { act: 'site.setUp', target: { kind: 'member', id: member.id }, after: { role: 'admin' }, now },
    )
    return { done: { accountId: account.id, memberId: member.id } }
  })
}

function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

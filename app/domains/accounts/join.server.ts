import type { Kysely } from 'kysely'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import { isUniqueViolation } from '#app/platform/db/errors.ts'
import type { DB } from '#app/platform/db/database.ts'
import { handleLike } from './handle.ts'
import type { Ticket } from './tickets/prove-address.server.ts'

/** What became of somebody who wants to join. `account` where the address has got one in the meantime. */
export type Joined = { joined: number } | { taken: string[] } | { account: number } | { gone: true }

/**
 * Makes a member and an account of whoever proved an address, and uses the ticket up. However many try at once with one
 * ticket, one address or one handle, there is one account and one member of that name.
 */
export async function join(
  db: Kysely<DB>,
  ticket: Ticket,
  wanted: { handle: string; name: string; passwordHash: string | null; now: Date },
): Promise<Joined> {
  try {
    return await db.transaction().execute(async (tx) => {
      const used = await tx
        .deleteFrom('account_ticket')
        .where('id', '=', ticket.id)
        .where('proven_at', 'is not', null)
        .where('expires_at', '>', wanted.now)
        .returning('id')
        .executeTakeFirst()
      const known = await tx
        .selectFrom('account')
        .where('email_key', '=', ticket.addressKey)
        .select('id')
        .executeTakeFirst()
      if (!used) return { gone: true }
      if (known) return { account: known.id }
      const member = await tx
        .insertInto('member')
        .values({
          handle: wanted.handle,
          handle_key: handleKey(wanted.handle),
          display_name: wanted.name,
          joined_at: wanted.now,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const account = await tx
        .insertInto('account')
        .values({ member_id: member.id, email: ticket.address, email_key: ticket.addressKey })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (wanted.passwordHash !== null)
        await tx
          .insertInto('account_password')
          .values({ account_id: account.id, hash: wanted.passwordHash, changed_at: wanted.now })
          .execute()
      return { joined: account.id }
    })
  } catch (error) {
    if (isUniqueViolation(error, 'account_email_key_key')) return { gone: true }
    if (isUniqueViolation(error, 'member_handle_key_key'))
      return { taken: await freeHandles(db, wanted.handle) }
    throw error
  }
}

/** Whether nobody has a handle, or had it: an old one still leads to who bore it. */
export async function isFree(db: Kysely<DB>, handle: string): Promise<boolean> {
  const key = handleKey(handle)
  const now = await db.selectFrom('member').where('handle_key', '=', key).select('id').executeTakeFirst()
  const before = await db
    .selectFrom('member_handle')
    .where('handle_key', '=', key)
    .select('member_id')
    .executeTakeFirst()
  return !now && !before
}

/** Up to three handles like one that is taken, which nobody has. */
export async function freeHandles(db: Kysely<DB>, wanted: string): Promise<string[]> {
  const stem = handleLike(wanted)
  const ideas = ['_', '-', '.']
    .flatMap((sign) => [2, 3, 7].map((n) => `${stem}${sign}${n}`))
    .concat([`${stem}2`, `${stem}77`])
  const rows = await db.selectFrom('member').where('handle_key', 'in', ideas).select('handle_key').execute()
  const taken = new Set(rows.map((row) => row.handle_key))
  return ideas.filter((idea) => !taken.has(idea)).slice(0, 3)
}

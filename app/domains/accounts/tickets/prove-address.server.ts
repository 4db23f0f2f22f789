import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { hashOf, isSecret } from '../secrets.ts'

/** Wrong codes after which a ticket is void. */
export const MOST_TRIES = 5
/** Milliseconds in which whoever proved an address chooses a handle. */
const JOIN_LIFE = 60 * 60_000

/** A ticket as its browser may see it. */
export type Ticket = {
  id: number
  address: string
  addressKey: string
  returnTo: string
  proven: boolean
  /** Whether codes are still taken. */
  open: boolean
}

/** The ticket that a browser holds, if it still counts. */
export async function findTicket(db: Kysely<DB>, browser: string | null, now: Date): Promise<Ticket | null> {
  if (browser === null || !isSecret(browser)) return null
  const row = await db
    .selectFrom('account_ticket')
    .where('browser_hash', '=', hashOf(browser))
    .where('purpose', '=', 'enter')
    .where('expires_at', '>', now)
    .select(['id', 'address', 'address_key', 'return_to', 'proven_at', 'tries'])
    .executeTakeFirst()
  return (
    (row && {
      id: row.id,
      address: row.address,
      addressKey: row.address_key,
      returnTo: row.return_to,
      proven: row.proven_at !== null,
      open: row.tries < MOST_TRIES,
    }) ??
    null
  )
}

/**
 * Takes the link or the code of the letter from the browser that asked for it. Exactly one call succeeds per ticket, however
 * many come at once; each wrong code is counted before it is compared.
 */
export async function proveAddress(
  db: Kysely<DB>,
  ticket: Ticket,
  given: { token: string } | { code: string },
  now: Date,
): Promise<boolean> {
  if ('token' in given && !isSecret(given.token)) return false
  if ('code' in given && !(await countTry(db, ticket.id))) return false
  const { numUpdatedRows } = await db
    .updateTable('account_ticket')
    .set({ proven_at: now, expires_at: new Date(now.getTime() + JOIN_LIFE) })
    .where('id', '=', ticket.id)
    .where('proven_at', 'is', null)
    .where('expires_at', '>', now)
    .where(
      'token' in given
        ? sql<boolean>`token_hash = ${hashOf(given.token)}`
        : sql<boolean>`code_hash = ${hashOf(`${ticket.id} ${given.code}`)}`,
    )
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Counts a try before it is looked at; false where there were too many. */
export async function countTry(db: Kysely<DB>, id: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account_ticket')
    .set({ tries: sql`tries + 1` })
    .where('id', '=', id)
    .where('tries', '<', MOST_TRIES)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Removes tickets that nobody can use any more: for a daily task. */
export async function removeExpiredTickets(db: Kysely<DB>, now: Date): Promise<void> {
  await db.deleteFrom('account_ticket').where('expires_at', '<=', now).execute()
}

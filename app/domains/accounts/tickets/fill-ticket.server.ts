import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { hashOf, newCode, newSecret } from '../secrets.ts'

/**
 * Makes the link's token and the code of a ticket, which replace those of an attempt before, and finds out whether its address
 * has an account. Null where the ticket is used or over.
 */
export async function fillTicket(
  tx: Transaction<DB>,
  ticketId: number,
  now: Date,
): Promise<{ token: string; code: string; known: boolean } | null> {
  const token = newSecret()
  const code = newCode()
  const ticket = await tx
    .updateTable('account_ticket')
    .set({ token_hash: hashOf(token), code_hash: hashOf(`${ticketId} ${code}`) })
    .where('id', '=', ticketId)
    .where('expires_at', '>', now)
    .where('proven_at', 'is', null)
    .returning('address_key')
    .executeTakeFirst()
  if (!ticket) return null
  const account = await tx
    .selectFrom('account')
    .where('email_key', '=', ticket.address_key)
    .select('id')
    .executeTakeFirst()
  return { token, code, known: account !== undefined }
}

import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { queueLetter } from '#app/domains/mail/queue-letter.server.ts'
import type { EmailAddress } from '../email-address.ts'
import { hashOf, newSecret } from '../secrets.ts'

/** Milliseconds for which a link or a code works. */
export const TICKET_LIFE = 15 * 60_000

declare module '#app/domains/mail/letter-kinds.ts' {
  interface LetterKinds {
    /** The way in, for members, and for those who are none yet. */
    enter: { ticketId: number }
  }
}

/**
 * Has a letter sent with a link and a code by which this browser comes in, or joins: which of the two is found out when the
 * letter is written, so that asking tells nobody whether an address has an account. Earlier letters to the address stop
 * working. Answers the secret that the browser keeps in a cookie until it comes back.
 */
export async function askForTicket(
  db: Kysely<DB>,
  { email, returnTo, locale, now }: { email: EmailAddress; returnTo: string; locale: string; now: Date },
): Promise<string> {
  const browser = newSecret()
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('account_ticket')
      .where('address_key', '=', email.key)
      .where('purpose', '=', 'enter')
      .execute()
    const ticket = await tx
      .insertInto('account_ticket')
      .values({
        purpose: 'enter',
        address: email.address,
        address_key: email.key,
        browser_hash: hashOf(browser),
        return_to: returnTo,
        created_at: now,
        expires_at: new Date(now.getTime() + TICKET_LIFE),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await queueLetter(tx, { kind: 'enter', params: { ticketId: ticket.id }, to: email.address, locale })
  })
  return browser
}

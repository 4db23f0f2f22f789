import type { WriteLetter } from '#app/domains/mail/letter-kinds.ts'
import { hashOf, newCode, newSecret } from '../secrets.ts'

/** Writes the letter with the way in. Its link and its code are made here, and replace those of an attempt before. */
export const writeEnterLetter: WriteLetter<'enter'> = async ({ tx, site, origin, t, now }, { ticketId }) => {
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
  const known = account ? 'in' : 'join'
  return {
    subject: t(`mail.enter.${known}.subject`, { site: site.name, code }),
    paragraphs: [t(`mail.enter.${known}.lead`, { site: site.name })],
    code,
    action: { label: t(`mail.enter.${known}.action`), href: `${origin}/enter?token=${token}` },
    after: [t('mail.enter.once'), t('mail.enter.notYou')],
  }
}

import { fillTicket } from '#app/domains/accounts/tickets/fill-ticket.server.ts'
import type { SayLetter } from './letter-content.ts'

/** The way in: for members to come in, for everybody else to join. */
export const enterLetter: SayLetter<'enter'> = async ({ tx, site, origin, t, now }, { ticketId }) => {
  const ticket = await fillTicket(tx, ticketId, now)
  if (!ticket) return null
  const { token, code, known } = ticket
  const way = known ? 'in' : 'join'
  return {
    subject: t(`mail.enter.${way}.subject`, { site: site.name, code }),
    paragraphs: [t(`mail.enter.${way}.lead`, { site: site.name })],
    code,
    action: { label: t(`mail.enter.${way}.action`), href: `${origin}/enter?token=${token}` },
    after: [t('mail.enter.once'), t('mail.enter.notYou')],
  }
}

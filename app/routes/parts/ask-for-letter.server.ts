import { redirect } from '@remix-run/node'
import { parseEmail } from '#app/domains/accounts/email-address.ts'
import { askForTicket } from '#app/domains/accounts/tickets/ask-for-ticket.server.ts'
import { ticketCookie } from '#app/domains/accounts/tickets/ticket-cookie.ts'
import type { FormErrors } from '#app/http/form.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { safePath } from '#app/http/safe-redirect.ts'
import { translator } from '#app/locales/translate.ts'

/**
 * Has a letter with the way in sent to an address, and leads to the page that waits for it: the same for every address,
 * whoever it belongs to. Answers what is wrong with the form otherwise.
 */
export async function askForLetter(
  ctx: RequestContext,
  form: { email: string; to: string },
): Promise<{ sent: Response } | { errors: FormErrors }> {
  const { services, site, network, now } = ctx
  const t = translator(site.locale)
  const email = parseEmail(form.email)
  if (!email) return { errors: { email: t(form.email.trim() === '' ? 'email.missing' : 'email.wrong') } }
  const seconds = await services.accountLimits.letter(email.key, network)
  if (seconds > 0) return { errors: { email: t('letter.wait', { minutes: Math.ceil(seconds / 60) }) } }
  const returnTo = safePath(form.to)
  const secret = await askForTicket(services.db.kysely, { email, returnTo, locale: site.locale, now })
  const https = services.env.PUBLIC_URL.startsWith('https:')
  return { sent: redirect('/enter', { status: 303, headers: { 'Set-Cookie': ticketCookie(secret, https) } }) }
}

import { findLeaving } from '#app/domains/accounts/leaving/leave.server.ts'
import type { SayLetter } from './letter-content.ts'

/** That an account will be erased, and how that is taken back: whoever asked for it may be somebody else. */
export const leavingLetter: SayLetter<'leaving'> = async ({ tx, site, origin, t }, { accountId }) => {
  const leaving = await findLeaving(tx, accountId)
  if (!leaving) return null
  const day = new Date(leaving.dueAt).toLocaleDateString(t.locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    subject: t('mail.leaving.subject', { site: site.name }),
    paragraphs: [t('mail.leaving.lead', { site: site.name, day }), t('mail.leaving.back')],
    action: { label: t('mail.leaving.action'), href: `${origin}/sign-in` },
    after: [t('mail.leaving.notYou')],
  }
}

import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { listLetters } from '#app/domains/mail/mail.queries.server.ts'
import { withoutSecrets } from '#app/domains/mail/mail.view.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { MailPage } from './parts/mail-page.tsx'

const search = z.object({
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { error: '“before” is the number of a letter.' })
    .transform(Number)
    .optional(),
})

/** What was written to whom, and what became of it. */
export const loader = guardedLoader({ access: { can: 'mail.read' }, search }, async ({ ctx, search }) => {
  const { mailer, demo } = ctx.services
  const { rows, older } = await listLetters(ctx.db, search.before ?? null)
  const shown = demo ? (text: string) => text : withoutSecrets
  return { letters: rows.map((row) => ({ ...row, subject: shown(row.subject) })), older, where: mailer.where }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('mail.title'), unindexed: true })
}

export default function AdminMail() {
  return <MailPage {...useLoaderData<typeof loader>()} />
}

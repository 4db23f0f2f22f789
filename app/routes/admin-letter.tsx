import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { findLetter } from '#app/domains/mail/mail.queries.server.ts'
import { withoutSecrets } from '#app/domains/mail/mail.view.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { LetterPage } from './parts/letter-page.tsx'

const params = z.object({
  letter: z.string().regex(/^[1-9]\d{0,8}$/, 'A letter’s address ends with its number.'),
})

/** A letter that lies in the folder, as it was written. */
export const loader = guardedLoader({ access: { can: 'mail.read' }, params }, async ({ ctx, params }) => {
  const { mailer, demo } = ctx.services
  const letter = await findLetter(ctx.db, Number(params.letter))
  if (!letter) throw notFound()
  const shown = demo ? (text: string) => text : withoutSecrets
  const text = await mailer.read(`mail-${letter.id}`)
  return { ...letter, subject: shown(letter.subject), text: text === null ? null : shown(text) }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('mail.title'), unindexed: true })
}

export default function AdminLetter() {
  return <LetterPage letter={useLoaderData<typeof loader>()} />
}

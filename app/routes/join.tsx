import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safePath, safeRedirect } from '#app/http/safe-redirect.ts'
import { translator } from '#app/locales/translate.ts'
import { askForLetter } from './parts/ask-for-letter.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { JoinPage } from './parts/join-page.tsx'

const search = z.object({ to: z.string().max(2_000).optional() })
const form = z.object({ email: z.string().max(1_000, 'email.wrong'), to: z.string().max(2_000).default('/') })

export const loader = guardedLoader({ access: 'everyone', search }, async ({ ctx, search }) => {
  const to = safePath(search.to)
  if (ctx.actor.kind === 'member') throw safeRedirect(to)
  return { to, closed: ctx.site.joining === 'closed' }
})

export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  if (ctx.site.joining === 'closed')
    return data(refuseForm(read.value, { '': translator(ctx.site.locale)('join.closed') }), 422)
  const asked = await askForLetter(ctx, read.value)
  if ('sent' in asked) throw asked.sent
  return data(refuseForm(read.value, asked.errors), 422)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  const t = translator(root.locale)
  const title = t('join.title', { site: root.site })
  return pageHead({ ...root, title, description: t('signIn.new.text'), canonical: '/join' })
}

export default function Join() {
  return <JoinPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { concealed } from '#app/domains/accounts/email-address.ts'
import { accountByAddress } from '#app/domains/accounts/find-account.queries.server.ts'
import { proveAddress } from '#app/domains/accounts/tickets/prove-address.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { comeIn } from './parts/come-in.server.ts'
import { EnterPage } from './parts/enter-page.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { ticketOf } from './parts/ticket.server.ts'

const search = z.object({ token: z.string().max(100).optional() })
const form = z.object({
  token: z.string().max(100).optional(),
  code: z
    .string()
    .transform((typed) => typed.replace(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'enter.code.missing'))
    .optional(),
})

/** Following the link changes nothing yet: programs that look into letters follow links, too. */
export const loader = guardedLoader({ access: 'everyone', search }, async ({ ctx, request, search }) => {
  if (ctx.actor.kind === 'member') throw redirect('/')
  const ticket = await ticketOf(ctx, request)
  if (ticket?.proven) throw redirect('/join/name')
  const token = search.token ?? null
  if (ticket) return { view: token ? 'confirm' : 'code', address: concealed(ticket.address), token } as const
  return { view: token ? 'elsewhere' : 'stale' } as const
})

export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const { services, site, now } = ctx
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const ticket = await ticketOf(ctx, request)
  if (!ticket) throw redirect('/enter', 303)
  const { token, code = '' } = read.value
  const proven = await proveAddress(services.db.kysely, ticket, token ? { token } : { code }, now)
  if (!proven) {
    const t = translator(site.locale)
    const after = await ticketOf(ctx, request)
    // Another window was faster.
    if (after?.proven || !after) throw redirect('/enter', 303)
    return data(refuseForm({}, { code: t(after.open ? 'enter.code.wrong' : 'enter.code.over') }), 422)
  }
  const accountId = await accountByAddress(services.db.kysely, ticket.addressKey)
  if (accountId === null) throw redirect('/join/name', 303)
  throw await comeIn(ctx, request, { accountId, to: ticket.returnTo })
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('enter.title'), unindexed: true })
}

export default function Enter() {
  return <EnterPage data={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

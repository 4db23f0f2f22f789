import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { passwordHashOf, readAccount } from '#app/domains/accounts/account.queries.server.ts'
import { concealed, parseEmail } from '#app/domains/accounts/email-address.ts'
import { takeSecondStep } from '#app/domains/accounts/second-step/second-step.server.ts'
import { askForTicket } from '#app/domains/accounts/tickets/ask-for-ticket.server.ts'
import { proveAddress } from '#app/domains/accounts/tickets/prove-address.server.ts'
import { ticketCookie } from '#app/domains/accounts/tickets/ticket-cookie.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safePath, safeRedirect } from '#app/http/safe-redirect.ts'
import { translator } from '#app/locales/translate.ts'
import { ConfirmPage, type Way } from './parts/confirm-page.tsx'
import { memberOf } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { ticketOf } from './parts/ticket.server.ts'

const search = z.object({ to: z.string().max(2_000).optional() })
const to = z.string().max(2_000).default('/you/account')
const form = z.discriminatedUnion('how', [
  z.object({ how: z.literal('password'), password: z.string().max(4_000, 'confirm.wrong'), to }),
  z.object({ how: z.literal('second'), code: z.string().max(40, 'confirm.wrong'), to }),
  z.object({ how: z.literal('letter'), to }),
  z.object({ how: z.literal('code'), code: z.string().max(40, 'confirm.wrong'), to }),
])
type Given = z.infer<typeof form>

/** By what somebody can show who they are: their second step, and nothing less, where they have one. */
export const loader = guardedLoader({ access: 'members', search }, async ({ ctx, request, search }) => {
  const account = await readAccount(ctx.db, memberOf(ctx).accountId)
  const ticket = await ticketOf(ctx, request)
  const ways: Way[] = account.hasSecondStep
    ? ['second']
    : [...(account.hasPassword ? (['password'] as const) : []), ticket ? 'code' : 'letter']
  const address = account.email === null ? '' : concealed(account.email)
  return { to: safePath(search.to, '/you/account'), ways, address } as const
})

export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const { services, site } = ctx
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const given = read.value
  const t = translator(site.locale)
  const { accountId } = memberOf(ctx)
  if (given.how === 'letter') return sendLetter(ctx, accountId)
  const seconds = await services.accountLimits.secondStep(accountId)
  const right = seconds === 0 && (await isRight(ctx, request, accountId, given))
  const field = given.how === 'password' ? 'password' : 'code'
  if (!right) {
    const minutes = Math.ceil(seconds / 60)
    const words = seconds > 0 ? t('second.wait', { minutes }) : t('confirm.wrong')
    return data(refuseForm({ to: given.to }, { [field]: words }), 422)
  }
  await services.sessionDesk.prove(request.headers.get('cookie') ?? '')
  const headers = { 'Set-Cookie': ticketCookie(null, services.env.PUBLIC_URL.startsWith('https:')) }
  throw safeRedirect(given.to, { status: 303, headers })
})

async function isRight(
  ctx: RequestContext,
  request: Request,
  accountId: number,
  given: Given,
): Promise<boolean> {
  const { services, now } = ctx
  const db = services.db.kysely
  const account = await readAccount(db, accountId)
  if (given.how === 'second') return takeSecondStep(db, accountId, given.code, now)
  // Whoever has a second step is not asked for less.
  if (account.hasSecondStep) return false
  if (given.how === 'password')
    return services.passwords.matches(given.password, await passwordHashOf(db, accountId))
  if (given.how !== 'code') return false
  const ticket = await ticketOf(ctx, request)
  const own = account.email === null ? null : parseEmail(account.email)
  if (!ticket || ticket.addressKey !== own?.key) return false
  return proveAddress(db, ticket, { code: given.code.replace(/\D/g, '') }, now)
}

async function sendLetter({ services, site, db, network, now }: RequestContext, accountId: number) {
  const t = translator(site.locale)
  const { email: address } = await readAccount(db, accountId)
  const email = address === null ? null : parseEmail(address)
  const seconds = email ? await services.accountLimits.letter(email.key, network) : 0
  if (!email || seconds > 0) {
    const words = email ? t('letter.wait', { minutes: Math.ceil(seconds / 60) }) : t('confirm.noAddress')
    return data(refuseForm({}, { '': words }), 422)
  }
  const secret = await askForTicket(services.db.kysely, { email, returnTo: '/', locale: site.locale, now })
  const headers = { 'Set-Cookie': ticketCookie(secret, services.env.PUBLIC_URL.startsWith('https:')) }
  throw safeRedirect('/you/confirm', { status: 303, headers })
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('confirm.title'), unindexed: true })
}

export default function YouConfirm() {
  return <ConfirmPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { accountByPassword } from '#app/domains/accounts/sign-in-with-password.server.ts'
import { PasswordsBusyError } from '#app/domains/accounts/passwords/passwords.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import type { FormErrors } from '#app/http/form.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safePath, safeRedirect } from '#app/http/safe-redirect.ts'
import { translator } from '#app/locales/translate.ts'
import { askForLetter } from './parts/ask-for-letter.server.ts'
import { comeIn } from './parts/come-in.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SignInPage } from './parts/sign-in-page.tsx'

const search = z.object({ to: z.string().max(2_000).optional() })

const to = z.string().max(2_000).default('/')
const passwordForm = z.object({
  how: z.literal('password'),
  login: z.string().trim().min(1, 'signIn.login.missing').max(254, 'signIn.wrong'),
  password: z.string().min(1, 'signIn.password.missing').max(4_000, 'signIn.wrong'),
  stay: z.literal('yes').optional(),
  to,
})
const linkForm = z.object({ how: z.literal('link'), email: z.string().max(1_000, 'email.wrong'), to })
const form = z.discriminatedUnion('how', [passwordForm, linkForm])

export const loader = guardedLoader({ access: 'everyone', search }, async ({ ctx, search }) => {
  const to = safePath(search.to)
  if (ctx.actor.kind === 'member') throw safeRedirect(to)
  return { to }
})

export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { value } = read
  if (value.how === 'link') {
    const asked = await askForLetter(ctx, value)
    if ('sent' in asked) throw asked.sent
    return data(refuseForm(value, asked.errors), 422)
  }
  const found = await byPassword(ctx, value)
  if ('errors' in found) return data(refuseForm(value, found.errors), 422)
  const stay = value.stay === 'yes'
  throw await comeIn(ctx, request, { accountId: found.accountId, to: value.to, stay })
})

async function byPassword(
  { services, site, network }: RequestContext,
  { login, password }: { login: string; password: string },
): Promise<{ accountId: number } | { errors: FormErrors }> {
  const t = translator(site.locale)
  const seconds = await services.accountLimits.signIn(login, network)
  if (seconds > 0) return { errors: { password: t('signIn.wait', { minutes: Math.ceil(seconds / 60) }) } }
  const deps = { db: services.db.kysely, passwords: services.passwords }
  try {
    const accountId = await accountByPassword(deps, { login, password })
    return accountId === null ? { errors: { password: t('signIn.wrong') } } : { accountId }
  } catch (error) {
    if (error instanceof PasswordsBusyError) return { errors: { '': t('form.busy') } }
    throw error
  }
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  const title = translator(root.locale)('signIn.title', { site: root.site })
  return pageHead({ ...root, title, unindexed: true })
}

export default function SignIn() {
  return <SignInPage to={useLoaderData<typeof loader>().to} refusal={useActionData<typeof action>()} />
}

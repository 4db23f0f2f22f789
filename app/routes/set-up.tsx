import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseEmail } from '#app/domains/accounts/email-address.ts'
import { isHandle } from '#app/domains/accounts/handle.ts'
import { isFree } from '#app/domains/accounts/join.server.ts'
import { setUp } from '#app/domains/accounts/set-up/set-up.server.ts'
import { hasAdmin } from '#app/domains/accounts/set-up/set-up-code.server.ts'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { notFound } from '#app/http/errors.ts'
import type { FormErrors } from '#app/http/form.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { comeIn } from './parts/come-in.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SetUpPage } from './parts/set-up-page.tsx'

const search = z.object({ code: z.string().max(100).default('') })
const form = z.object({
  code: z
    .string()
    .max(100, 'setUp.code.wrong')
    .transform((typed) => typed.replace(/[\s-]/g, '').toLowerCase()),
  site: z.string().trim().min(1, 'setUp.site.missing').max(60, 'setUp.site.long'),
  email: z.string().max(1_000, 'email.wrong'),
  handle: z
    .string()
    .max(200, 'join.handle.wrong')
    .transform((typed) => typed.trim().replace(/^@/, '')),
  password: z.string().max(4_000, 'password.long'),
})
type Wanted = z.infer<typeof form>

/** There is such a page until somebody is an admin. */
export const loader = guardedLoader({ access: 'everyone', search }, async ({ ctx, search }) => {
  if (await hasAdmin(ctx.db)) throw notFound()
  return { code: search.code, site: ctx.site.name }
})

export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const { services, site, network, db, now } = ctx
  if (await hasAdmin(db)) throw notFound()
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { value } = read
  const refuse = (errors: FormErrors) => data(refuseForm(value, errors), 422)
  const t = translator(site.locale)
  const seconds = await services.accountLimits.signIn('the code of the set-up', network)
  if (seconds > 0) return refuse({ code: t('setUp.wait', { minutes: Math.ceil(seconds / 60) }) })
  const checked = await check(ctx, value)
  if ('errors' in checked) return refuse(checked.errors)
  const passwordHash = await services.passwords.hash(value.password)
  const made = await setUp(services.db.kysely, value.code, {
    ...value,
    email: checked.email,
    passwordHash,
    network,
    now,
  })
  if (made === 'over') throw notFound()
  if (made === 'wrong') return refuse({ code: t('setUp.code.wrong') })
  const doer = { memberId: made.done.memberId, network }
  await saveSiteSettings(services.db.kysely, services.bus, { 'site.name': value.site }, { doer, now })
  throw await comeIn(ctx, request, { accountId: made.done.accountId, to: '/' })
})

async function check(
  { services, site, db }: RequestContext,
  { email: typed, handle, password, site: name }: Wanted,
): Promise<{ email: NonNullable<ReturnType<typeof parseEmail>> } | { errors: FormErrors }> {
  const t = translator(site.locale)
  const errors: FormErrors = {}
  const email = parseEmail(typed)
  if (!email) errors['email'] = t(typed.trim() === '' ? 'email.missing' : 'email.wrong')
  if (!isHandle(handle)) errors['handle'] = t('join.handle.wrong')
  else if (!(await isFree(db, handle))) errors['handle'] = t('setUp.handle.taken', { handle })
  const fault = services.passwords.faultOf(password, [handle, name, typed.split('@', 1)[0] ?? ''])
  if (fault) errors['password'] = t(`password.${fault}`)
  return email && Object.keys(errors).length === 0 ? { email } : { errors }
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('setUp.title'), unindexed: true })
}

export default function SetUp() {
  return <SetUpPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

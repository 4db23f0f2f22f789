import { data, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readAccount } from '#app/domains/accounts/account.queries.server.ts'
import { changePassword } from '#app/domains/accounts/change-password.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { signIn } from './parts/come-in.server.ts'
import { askWhoIsThere, memberOf } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { AccountPage } from './parts/account-page.tsx'

const form = z.object({ password: z.string().max(4_000, 'password.long') })

export const loader = guardedLoader({ access: 'members' }, async ({ ctx }) => ({
  account: await readAccount(ctx.db, memberOf(ctx).accountId),
}))

export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const { services, site, now } = ctx
  const { accountId, handle, displayName } = memberOf(ctx)
  await askWhoIsThere(ctx, request)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { password } = read.value
  const { email } = await readAccount(ctx.db, accountId)
  const about = [handle, displayName, email?.split('@', 1)[0] ?? '', site.name]
  const fault = services.passwords.faultOf(password, about)
  if (fault) return data(refuseForm({}, { password: translator(site.locale)(`password.${fault}`) }), 422)
  const hash = await services.passwords.hash(password)
  await changePassword(services.db.kysely, { accountId, hash, now })
  throw await signIn(ctx, request, { accountId, to: '/you/account' })
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('you.account'), unindexed: true })
}

export default function YouAccount() {
  const { account } = useLoaderData<typeof loader>()
  return <AccountPage account={account} refusal={useActionData<typeof action>()} />
}

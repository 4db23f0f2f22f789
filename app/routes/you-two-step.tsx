import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readAccount } from '#app/domains/accounts/account.queries.server.ts'
import {
  beginSecondStep,
  confirmSecondStep,
  endSecondStep,
  pendingSecondStep,
} from '#app/domains/accounts/second-step/second-step.server.ts'
import { totpAddress } from '#app/domains/accounts/second-step/totp.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { askWhoIsThere, memberOf } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { qrPath } from './parts/qr-path.server.ts'
import { TwoStepPage } from './parts/two-step-page.tsx'

const form = z.object({ do: z.enum(['begin', 'confirm', 'end']), code: z.string().max(40).default('') })

export const loader = guardedLoader({ access: 'members' }, async ({ ctx, request }) => {
  await askWhoIsThere(ctx, request)
  const { accountId, handle } = memberOf(ctx)
  const account = await readAccount(ctx.db, accountId)
  if (account.hasSecondStep) return { step: 'on', left: account.recoveryCodes } as const
  const typed = await pendingSecondStep(ctx.db, accountId)
  if (typed === null) return { step: 'off' } as const
  const address = totpAddress({ secret: typed, site: ctx.site.name, handle })
  return { step: 'begun', typed, address, qr: qrPath(address) } as const
})

export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const { services, site, now } = ctx
  const db = services.db.kysely
  const { accountId } = memberOf(ctx)
  await askWhoIsThere(ctx, request)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data({ ...read.refusal, codes: null }, 422)
  const cookie = request.headers.get('cookie') ?? ''
  if (read.value.do === 'begin') {
    await beginSecondStep(db, accountId)
    throw redirect('/you/two-step', 303)
  }
  if (read.value.do === 'end') {
    await endSecondStep(db, accountId)
    await services.sessionDesk.endOthers(accountId, cookie)
    throw redirect('/you/two-step', 303)
  }
  const t = translator(site.locale)
  const seconds = await services.accountLimits.secondStep(accountId)
  const codes =
    seconds > 0 ? null : await confirmSecondStep(db, accountId, read.value.code.replace(/\D/g, ''), now)
  if (!codes) return data({ ...refuseForm({}, { code: t('twoStep.wrong') }), codes: null }, 422)
  // Sessions from before it have never given it.
  await services.sessionDesk.endOthers(accountId, cookie)
  return data({ values: {}, errors: {}, codes }, 200)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('you.twoStep'), unindexed: true })
}

export default function YouTwoStep() {
  return <TwoStepPage data={useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
}

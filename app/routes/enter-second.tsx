import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { z } from 'zod'
import { giveSecondStep } from '#app/domains/accounts/second-step/ask-second-step.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { signIn } from './parts/come-in.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SecondStepPage } from './parts/second-step-page.tsx'
import { firstStepOf } from './parts/ticket.server.ts'

const form = z.object({ code: z.string().trim().min(1, 'second.code.missing').max(40, 'second.code.wrong') })

export const loader = guardedLoader({ access: 'everyone' }, async ({ ctx, request }) => {
  if (!(await firstStepOf(ctx, request))) throw redirect('/sign-in')
  return null
})

export const action = guardedAction({ access: 'everyone' }, async ({ ctx, request }) => {
  const { services, site, now } = ctx
  const first = await firstStepOf(ctx, request)
  if (!first) throw redirect('/sign-in', 303)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const t = translator(site.locale)
  const seconds = await services.accountLimits.secondStep(first.accountId)
  if (seconds > 0)
    return data(refuseForm({}, { code: t('second.wait', { minutes: Math.ceil(seconds / 60) }) }), 422)
  if (!(await giveSecondStep(services.db.kysely, first, read.value.code, now))) {
    const after = await firstStepOf(ctx, request)
    if (!after) throw redirect('/sign-in', 303)
    return data(refuseForm({}, { code: t(after.open ? 'second.code.wrong' : 'second.code.over') }), 422)
  }
  throw await signIn(ctx, request, { accountId: first.accountId, to: first.returnTo, stay: first.stay })
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('second.title'), unindexed: true })
}

export default function EnterSecond() {
  return <SecondStepPage refusal={useActionData<typeof action>()} />
}

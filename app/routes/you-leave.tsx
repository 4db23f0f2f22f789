import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { comeBack, findLeaving, GRACE_DAYS, leave } from '#app/domains/accounts/leaving/leave.server.ts'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { askWhoIsThere, memberOf } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { LeavePage } from './parts/leave-page.tsx'

const form = z.discriminatedUnion('do', [
  z.object({ do: z.literal('stay') }),
  z.object({
    do: z.literal('leave'),
    way: z.enum(['anonymise', 'remove'], 'leave.way.missing'),
    handle: z
      .string()
      .max(200, 'leave.handle.wrong')
      .transform((typed) => typed.trim().replace(/^@/, '')),
  }),
])

export const loader = guardedLoader({ access: 'members' }, async ({ ctx, request }) => {
  await askWhoIsThere(ctx, request)
  const { accountId, handle } = memberOf(ctx)
  return { leaving: await findLeaving(ctx.db, accountId), handle, days: GRACE_DAYS }
})

/** Begins the days after which an account is erased, or ends them. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const { services, site, now } = ctx
  const { accountId, handle } = memberOf(ctx)
  await askWhoIsThere(ctx, request)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const db = services.db.kysely
  if (read.value.do === 'stay') {
    await comeBack(db, accountId, now)
    throw redirect('/', 303)
  }
  const t = translator(site.locale)
  const { way, handle: typed } = read.value
  if (handleKey(typed) !== handleKey(handle))
    return data(refuseForm(read.value, { handle: t('leave.handle.wrong', { handle }) }), 422)
  const outcome = await leave(db, { accountId, way, locale: site.locale, now })
  if (outcome === 'last') return data(refuseForm(read.value, { '': t('leave.last') }), 422)
  throw redirect('/left', { status: 303, headers: { 'Set-Cookie': services.sessions.blankCookie() } })
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('leave.title'), unindexed: true })
}

export default function YouLeave() {
  return <LeavePage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

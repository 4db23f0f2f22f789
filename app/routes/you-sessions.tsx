import { redirect, data, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { memberOf } from './parts/fresh.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { SessionsPage } from './parts/sessions-page.tsx'

const form = z.object({ end: z.string().max(40) })

export const loader = guardedLoader({ access: 'members' }, async ({ ctx, request }) => ({
  sessions: await ctx.services.sessionDesk.list(memberOf(ctx).accountId, request.headers.get('cookie') ?? ''),
}))

/** Ends a session, or all but this one. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const { sessionDesk } = ctx.services
  const { accountId } = memberOf(ctx)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { end } = read.value
  if (end === 'others') await sessionDesk.endOthers(accountId, request.headers.get('cookie') ?? '')
  else await sessionDesk.end(accountId, end)
  throw redirect('/you/sessions', 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('you.sessions'), unindexed: true })
}

export default function YouSessions() {
  return <SessionsPage sessions={useLoaderData<typeof loader>().sessions} />
}

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { listScheduled, reschedule, takeBack } from '#app/domains/threads/schedule-thread.server.ts'
import { localIn } from '#app/domains/threads/zoned-time.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { refusedWrite } from './parts/refused-write.server.ts'
import { ScheduledPage } from './parts/scheduled-page.tsx'

/** Ids beyond PostgreSQL's integers name nothing. */
const id = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .refine((one) => one <= 2_147_483_647)
const form = z.object({ id, at: z.string().max(40).default(''), do: z.enum(['time', 'back']).catch('time') })

export const loader = guardedLoader({ access: 'members' }, async ({ ctx }) => {
  const { timeZone } = ctx.site
  const waiting = await listScheduled(ctx, memberOf(ctx).memberId)
  return { timeZone, waiting: waiting.map(({ at, ...one }) => ({ ...one, at: localIn(timeZone, at) })) }
})

/** Gives a thread that waits another time, or makes it a draft again. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const member = memberOf(ctx)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { id, at, do: what } = read.value
  try {
    if (what === 'back') {
      const space = await takeBack(ctx.services, member, id)
      return redirect(`/new?space=${encodeURIComponent(space)}`, 303)
    }
    await reschedule(ctx.services, member, id, { at, timeZone: ctx.site.timeZone })
    return redirect('/you/scheduled', 303)
  } catch (error) {
    return refusedWrite(ctx, { id, at }, error)
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('scheduled.title'), unindexed: true })
}

export default function YouScheduled() {
  return <ScheduledPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

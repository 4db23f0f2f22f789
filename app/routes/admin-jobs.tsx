import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { doerOf } from '#app/domains/audit/doer.ts'
import { changeJob } from '#app/domains/jobs/change-job.server.ts'
import { jobStates, listJobs, listSchedules } from '#app/domains/jobs/jobs.queries.server.ts'
import { readForm, refuseForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { choice } from './parts/filter-fields.ts'
import { pageHead, rootData } from './parts/head.ts'
import { JobsPage } from './parts/jobs-page.tsx'

const number = z.string().regex(/^[1-9]\d{0,14}$/, { error: 'That is the number of a job.' })
const search = z.object({ state: choice(jobStates), before: number.transform(Number).optional() })
/** The button that was pressed names the job and what to do. */
const form = z.union([z.object({ retry: number }), z.object({ remove: number })])

/** What works in the background. */
export const loader = guardedLoader({ access: { can: 'jobs.manage' }, search }, async ({ ctx, search }) => ({
  ...(await listJobs(ctx.db, search)),
  schedules: await listSchedules(ctx.db),
  state: search.state ?? '',
  first: search.before === undefined,
}))

export const action = guardedAction({ access: { can: 'jobs.manage' }, search }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { value } = read
  const { services, actor, network, now } = ctx
  const wanted =
    'retry' in value
      ? { id: value.retry, act: 'retry' as const }
      : { id: value.remove, act: 'remove' as const }
  const done = await changeJob(services.db.kysely, { doer: doerOf(actor, network), now }, wanted)
  if (!done) return data(refuseForm({}, { '': translator(ctx.site.locale)('jobs.gone') }), 422)
  const { pathname, search } = new URL(request.url)
  throw redirect(pathname + search, 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.section.jobs'), unindexed: true })
}

export default function AdminJobs() {
  return <JobsPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />
}

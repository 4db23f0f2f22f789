import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { actAreas } from '#app/domains/audit/acts.ts'
import { listAuditEntries } from '#app/domains/audit/audit.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { choice, day, dayOf } from './parts/filter-fields.ts'
import { LogPage } from './parts/log-page.tsx'
import { pageHead, rootData } from './parts/head.ts'

const search = z.object({
  who: z.string().trim().max(80).optional(),
  what: choice(actAreas),
  from: day,
  to: day,
  before: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, { error: '“before” is the number of an entry.' })
    .transform(Number)
    .optional(),
})

/** What people with rights did. */
export const loader = guardedLoader(
  { access: { can: 'audit.read' }, search },
  async ({ ctx, search: { who = '', what, from, to, before } }) => {
    const page = await listAuditEntries(ctx.db, {
      who: who.replace(/^@/, '') || undefined,
      area: what,
      from,
      to,
      before,
    })
    return {
      ...page,
      filter: { who, what: what ?? '', from: dayOf(from), to: dayOf(to) },
      first: before === undefined,
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.section.log'), unindexed: true })
}

export default function AdminLog() {
  return <LogPage {...useLoaderData<typeof loader>()} />
}

import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { actAreas } from '#app/domains/audit/acts.ts'
import { listAuditEntries } from '#app/domains/audit/audit.queries.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { LogPage } from './parts/log-page.tsx'
import { pageHead, rootData } from './parts/head.ts'

const day = z
  .union([z.literal(''), z.iso.date({ error: 'A day is written like 2026-05-01.' })])
  .transform((text) => (text === '' ? undefined : new Date(`${text}T00:00:00Z`)))
  .optional()
const search = z.object({
  who: z.string().trim().max(80).optional(),
  what: z.union([z.literal(''), z.enum(actAreas)], { error: 'There are no acts of that kind.' }).optional(),
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
      area: what || undefined,
      from,
      to,
      before,
    })
    const dayOf = (date: Date | undefined) => date?.toISOString().slice(0, 10) ?? ''
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

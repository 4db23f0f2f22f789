import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { can } from '#app/domains/access/actor.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { AdminOverview } from './parts/admin-overview.tsx'
import { pageHead, rootData } from './parts/head.ts'

const search = z.object({ q: z.string().max(100).optional() })

/** The first page behind the counter: where to go, and whether all is well. */
export const loader = guardedLoader({ access: { can: 'desk.open' }, search }, async ({ ctx, search }) => {
  const looked = can(ctx.actor, 'health.read') ? await ctx.services.health.examine({ thorough: false }) : []
  return { q: search.q?.trim() ?? '', wrong: looked.filter(({ ok }) => !ok), looked: looked.length }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.title'), unindexed: true })
}

export default function Admin() {
  return <AdminOverview {...useLoaderData<typeof loader>()} />
}

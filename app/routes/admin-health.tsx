import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { choice } from './parts/filter-fields.ts'
import { pageHead, rootData } from './parts/head.ts'
import { HealthPage } from './parts/health-page.tsx'

const search = z.object({ thorough: choice(['yes']) })

/** What the doctor of the command line finds, on a page. */
export const loader = guardedLoader({ access: { can: 'health.read' }, search }, async ({ ctx, search }) => {
  const { health } = ctx.services
  const thorough = search.thorough === 'yes'
  return { findings: await health.examine({ thorough }), about: await health.about(), thorough }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.section.health'), unindexed: true })
}

export default function AdminHealth() {
  return <HealthPage {...useLoaderData<typeof loader>()} />
}

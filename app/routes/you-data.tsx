import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { askForExport, findExport } from '#app/domains/accounts/export/ask-for-export.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { askWhoIsThere, memberOf } from './parts/fresh.server.ts'
import { DataPage } from './parts/data-page.tsx'
import { pageHead, rootData } from './parts/head.ts'

export const loader = guardedLoader({ access: 'members' }, async ({ ctx, request }) => {
  await askWhoIsThere(ctx, request)
  return { file: await findExport(ctx.services.db.kysely, memberOf(ctx).accountId, ctx.now) }
})

/** Has the file made. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  await askWhoIsThere(ctx, request)
  await askForExport(ctx.services.db.kysely, memberOf(ctx).accountId, ctx.now)
  throw redirect('/you/data', 303)
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('you.data'), unindexed: true })
}

export default function YouData() {
  return <DataPage file={useLoaderData<typeof loader>().file} />
}

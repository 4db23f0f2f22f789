import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { GRACE_DAYS } from '#app/domains/accounts/leaving/leave.server.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { LeftPage } from './parts/leave-page.tsx'

/** Where whoever left comes out: it says the same to everybody. */
export const loader = guardedLoader({ access: 'everyone' }, () => Promise.resolve({ days: GRACE_DAYS }))

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('left.title'), unindexed: true })
}

export default function Left() {
  return <LeftPage days={useLoaderData<typeof loader>().days} />
}

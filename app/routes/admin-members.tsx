import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { roles } from '#app/domains/access/facts.ts'
import { listStaffMembers, memberStates } from '#app/domains/members/staff/staff-members.queries.server.ts'
import { cursorFields, toCursor } from '#app/domains/paging/cursor.schema.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { choice, day, dayOf } from './parts/filter-fields.ts'
import { pageHead, rootData } from './parts/head.ts'
import { seesAddresses } from './parts/sees-addresses.server.ts'
import { MembersPage } from './parts/members-page.tsx'

const search = z.object({
  q: z.string().trim().max(80).default(''),
  role: choice(roles),
  trust: choice(['0', '1', '2', '3', '4']),
  state: choice(memberStates),
  from: day,
  to: day,
  ...cursorFields,
})

/** Everybody, narrowed. */
export const loader = guardedLoader({ access: { can: 'members.list' }, search }, async ({ ctx, search }) => {
  const { q, role, trust, state, from, to } = search
  const sees = seesAddresses(ctx)
  const filter = {
    q: q || undefined,
    role,
    trust: trust === undefined ? undefined : Number(trust),
    state,
    from,
    to,
  }
  const page = await listStaffMembers(
    { db: ctx.db, now: ctx.now, seesAddresses: sees },
    filter,
    toCursor(search),
  )
  const typed = {
    q,
    role: role ?? '',
    trust: trust ?? '',
    state: state ?? '',
    from: dayOf(from),
    to: dayOf(to),
  }
  return { ...page, filter: typed, seesMailboxes: sees }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('admin.section.members'), unindexed: true })
}

export default function AdminMembers() {
  return <MembersPage {...useLoaderData<typeof loader>()} />
}

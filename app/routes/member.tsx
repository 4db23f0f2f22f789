import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { can, memberIdOf } from '#app/domains/access/actor.ts'
import { findImportedMember } from '#app/domains/imports/find-imported.queries.server.ts'
import { findMember, handleKey, listActivity } from '#app/domains/members/member.queries.server.ts'
import { cursorFields, toCursor } from '#app/domains/paging/cursor.schema.ts'
import { describeMember } from '#app/domains/structured-data/describe-places.ts'
import { notFound } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'
import { pageHead, rootData } from './parts/head.ts'
import { MemberPage } from './parts/member-page.tsx'
import { structuredFor } from './parts/structured-data.server.ts'

const params = z.object({ handle: z.string().max(200) })
const search = z
  .object({
    tab: z.enum(['posts', 'threads'], { error: '“tab” is posts or threads.' }).default('posts'),
    ...cursorFields,
  })
  .transform(({ tab, ...fields }) => ({ tab, cursor: toCursor(fields) }))

export const loader = guardedLoader(
  { access: 'everyone', params, search },
  async ({ ctx, params, search }) => {
    const found = await findMember(ctx, params.handle)
    if (found?.found === 'moved') throw redirect(`/u/${encodeURIComponent(found.handle)}`, 301)
    if (!found) {
      // An old address of an imported forum, where the name had to change.
      const handle = await findImportedMember(ctx.db, params.handle)
      if (handle !== null && handleKey(handle) !== handleKey(params.handle))
        throw redirect(`/u/${encodeURIComponent(handle)}`, 301)
      throw notFound()
    }
    ctx.tags.add(`member:${found.id}`)
    const activity = await listActivity(ctx, { memberId: found.id, tab: search.tab, cursor: search.cursor })
    const first = search.cursor === null
    const structured = first ? structuredFor(ctx, (site) => describeMember(found.member, site)) : []
    return {
      id: found.id,
      member: found.member,
      relation: found.relation,
      // Their own standing, and for managers everybody's.
      knowsTrust: memberIdOf(ctx.actor) === found.id || can(ctx.actor, 'members.trust'),
      activity,
      tab: search.tab,
      first,
      structured,
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const { member, activity, tab } = data
  const path = `/u/${encodeURIComponent(member.handle)}`
  return pageHead({
    ...root,
    title: member.name || `@${member.handle}`,
    description: member.bio,
    canonical: tab === 'posts' ? path : `${path}?tab=${tab}`,
    previous: activity.previous && path + activity.previous,
    next: activity.next && path + activity.next,
    unindexed: !data.first,
    shared: { as: 'profile', username: member.handle },
    structured: data.structured,
  })
}

export default function Member() {
  return <MemberPage data={useLoaderData<typeof loader>()} />
}

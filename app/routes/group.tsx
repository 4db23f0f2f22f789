import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readGroup } from '#app/domains/groups/group.queries.server.ts'
import { moveOther, moveSelf } from '#app/domains/groups/membership.server.ts'
import { badRequest, notFound, refusedAct } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { GroupPage } from './parts/group-page.tsx'

const params = z.object({ group: z.string().max(60) })
/** The person behind whom the list of people goes on. */
const search = z.object({ after: z.string().max(100).default('') })

export const loader = guardedLoader(
  { access: 'everyone', params, search },
  async ({ ctx, params, search }) => {
    const found = await readGroup(ctx, params.group, search.after)
    if (!found) throw notFound()
    ctx.tags.add(`group:${found.id}`)
    return { group: found.view, first: search.after === '' }
  },
)

const form = z.discriminatedUnion('do', [
  z.object({ do: z.enum(['join', 'leave', 'ask', 'withdraw']) }),
  z.object({
    do: z.enum(['accept', 'decline', 'invite', 'remove', 'own', 'disown']),
    handle: z
      .string()
      .max(200)
      .transform((text) => text.trim().replace(/^@/, '')),
  }),
])

/** Somebody goes in or out, or who looks after the group lets them. */
export const action = guardedAction({ access: 'members', params }, async ({ ctx, params, request }) => {
  const member = memberOf(ctx)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) throw badRequest()
  const { value } = read
  const key = params.group
  const answer =
    'handle' in value
      ? await moveOther(ctx.services, member, key, { move: value.do, handle: value.handle })
      : await moveSelf(ctx.services, member, key, value.do)
  if (answer === 'missing') throw notFound()
  if (answer !== 'done') throw refusedAct(translator(ctx.site.locale)(`groups.refused.${answer}`))
  // Who left a secret group has no way back to its page.
  if (value.do === 'leave') return redirect('/groups', 303)
  return redirect(`/groups/${encodeURIComponent(key)}`, 303)
})

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const { key, name, description, kind } = data.group
  const canonical = `/groups/${key}`
  return pageHead({
    ...root,
    title: name,
    description,
    canonical,
    unindexed: kind !== 'public' || !data.first,
  })
}

export default function Group() {
  return <GroupPage group={useLoaderData<typeof loader>().group} />
}

import { redirect, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readReactions } from '#app/domains/reactions/reactions.queries.server.ts'
import { setReaction } from '#app/domains/reactions/set-reaction.server.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { badRequest, notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safePath } from '#app/http/safe-redirect.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { postParams } from './parts/post-id.ts'
import { ReactionsPage } from './parts/reactions-page.tsx'
import { refusalOf } from './parts/refusal-of.server.ts'

/** Who reacted to a post: for everybody who may read it. */
export const loader = guardedLoader({ access: 'everyone', params: postParams }, async ({ ctx, params }) => {
  const view = await readReactions(ctx, params.post)
  if (!view) throw notFound()
  ctx.tags.add(`thread:${view.post.threadId}`)
  return { view, choices: ctx.site.reactions }
})

const form = z.object({ reaction: z.string().max(40), to: z.string().max(2_000).optional() })

/** Gives a post a reaction of the site's, or takes back one's own (`none`). */
export const action = guardedAction(
  { access: 'members', params: postParams },
  async ({ ctx, params, request }) => {
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) throw badRequest()
    const { reaction, to } = read.value
    if (reaction !== 'none' && !ctx.site.reactions.includes(reaction)) throw badRequest()
    const emoji = reaction === 'none' ? null : reaction
    try {
      const { threadId, slug, number } = await setReaction(ctx.services, memberOf(ctx), params.post, emoji)
      return redirect(safePath(to, postHref({ id: threadId, slug }, number)), 303)
    } catch (error) {
      throw refusalOf(ctx, error)
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => {
  const root = rootData(matches)
  if (!data) return [{ title: root.site }]
  const { post, thread } = data.view
  const title = translator(root.locale)('react.title', { number: post.number })
  return pageHead({ ...root, title: `${title} · ${thread.title}`, unindexed: true })
}

export default function PostReactions() {
  return <ReactionsPage {...useLoaderData<typeof loader>()} />
}

import { redirect } from '@remix-run/node'
import { restorePost } from '#app/domains/posts/delete-post.server.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { memberOf } from '#app/http/member-of.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { postParams } from './parts/post-id.ts'
import { refusalOf } from './parts/refusal-of.server.ts'

/** An address that somebody typed: bringing a post back takes its button. */
export const loader = guardedLoader({ access: 'everyone', params: postParams }, async ({ params }) => {
  throw redirect(`/p/${params.post}`)
})

/** Brings a deleted post back. */
export const action = guardedAction({ access: 'members', params: postParams }, async ({ ctx, params }) => {
  try {
    const { threadId, slug, number } = await restorePost(
      ctx.services,
      { ...memberOf(ctx), network: ctx.network },
      params.post,
    )
    return redirect(postHref({ id: threadId, slug }, number), 303)
  } catch (error) {
    throw refusalOf(ctx, error)
  }
})

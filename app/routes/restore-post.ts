import { redirect } from '@remix-run/node'
import { restorePost } from '#app/domains/posts/delete-post.server.ts'
import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { notFound, refusedAct, tooMany } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { postParams } from './parts/post-id.ts'

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
    if (!(error instanceof WriteRefusal)) throw error
    const { why } = error
    if (why.reason === 'wait') throw tooMany({ because: 'own', seconds: why.seconds })
    if (why.reason !== 'forbidden') throw notFound()
    throw refusedAct(translator(ctx.site.locale)(`write.refused.${why.because}`))
  }
})

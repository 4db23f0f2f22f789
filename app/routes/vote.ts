import { redirect } from '@remix-run/node'
import { castVote } from '#app/domains/polls/cast-vote.server.ts'
import { voteSchema } from '#app/domains/polls/poll.schema.ts'
import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { badRequest, notFound, refusedAct, tooMany } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { postParams } from './parts/post-id.ts'
import { FAULTS } from './parts/refused-write.server.ts'

/** An address that somebody typed: voting takes the form below the post. */
export const loader = guardedLoader({ access: 'everyone', params: postParams }, async ({ params }) => {
  throw redirect(`/p/${params.post}`)
})

/** Keeps what a member chose in the poll of a post. */
export const action = guardedAction(
  { access: 'members', params: postParams },
  async ({ ctx, params, request }) => {
    const read = await readForm(ctx, request, voteSchema)
    if ('refusal' in read) throw badRequest()
    try {
      const { threadId, slug, number } = await castVote(ctx.services, memberOf(ctx), params.post, read.value)
      return redirect(postHref({ id: threadId, slug }, number), 303)
    } catch (error) {
      if (!(error instanceof WriteRefusal)) throw error
      const { why } = error
      const t = translator(ctx.site.locale)
      if (why.reason === 'wait') throw tooMany({ because: 'own', seconds: why.seconds })
      if (why.reason === 'invalid') throw badRequest(t(FAULTS[why.fault], why.params))
      if (why.reason === 'forbidden') throw refusedAct(t(`write.refused.${why.because}`))
      throw notFound()
    }
  },
)

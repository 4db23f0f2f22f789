import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { acceptAnswer } from '#app/domains/posts/accept-answer.server.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { badRequest } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { postParams } from './parts/post-id.ts'
import { refusalOf } from './parts/refusal-of.server.ts'

const form = z.object({ accept: z.enum(['yes', 'no']) })

/** An address that somebody typed: accepting takes its button. */
export const loader = guardedLoader({ access: 'everyone', params: postParams }, async ({ params }) => {
  throw redirect(`/p/${params.post}`)
})

/** Says that a post answered the question, or that it did not. */
export const action = guardedAction(
  { access: 'members', params: postParams },
  async ({ ctx, params, request }) => {
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) throw badRequest()
    const member = { ...memberOf(ctx), network: ctx.network }
    try {
      const accept = read.value.accept === 'yes'
      const { threadId, slug, number } = await acceptAnswer(ctx.services, member, params.post, accept)
      return redirect(postHref({ id: threadId, slug }, number), 303)
    } catch (error) {
      throw refusalOf(ctx, error)
    }
  },
)

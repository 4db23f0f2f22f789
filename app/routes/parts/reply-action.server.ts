import { data, redirect } from '@remix-run/node'
import { z } from 'zod'
import { pollFields } from '#app/domains/polls/poll.schema.ts'
import { saveDraft } from '#app/domains/posts/drafts.server.ts'
import { numberSchema, replySchema, submissionSchema, typedBody } from '#app/domains/posts/post.schema.ts'
import { previewPost } from '#app/domains/posts/preview-post.server.ts'
import { replyToThread } from '#app/domains/posts/reply-to-thread.server.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { findThread } from '#app/domains/threads/thread-page.queries.server.ts'
import { notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { answerForm, refusedWrite } from './refused-write.server.ts'
import { postUnless } from './which-button.ts'

const begun = z.object({
  body: typedBody,
  replyTo: numberSchema,
  submission: submissionSchema,
  ...pollFields,
})
const form = z.preprocess(
  postUnless('draft', 'preview'),
  z.discriminatedUnion('do', [
    replySchema.extend({ do: z.literal('post') }),
    begun.extend({ do: z.literal('draft') }),
    begun.extend({ do: z.literal('preview') }),
  ]),
)
type Sent = z.infer<typeof form>

/** A reply was sent: it is posted, kept as a draft, or shown as it will be. */
export async function replyAction(ctx: RequestContext, threadId: number, request: Request) {
  const member = memberOf(ctx)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  const { do: what, ...value } = read.value
  try {
    if (what !== 'post') return await keepOrShow(ctx, threadId, read.value)
    const written = await replyToThread(ctx.services, member, threadId, value)
    return redirect(postHref({ id: threadId, slug: written.slug }, written.number), 303)
  } catch (error) {
    return refusedWrite(ctx, value, error)
  }
}

async function keepOrShow(ctx: RequestContext, threadId: number, { do: what, ...value }: Sent) {
  const found = await findThread(ctx, threadId)
  if (found.view !== 'full') throw notFound()
  if (what === 'draft') {
    const saved = await saveDraft(
      ctx,
      memberOf(ctx).memberId,
      { threadId },
      { title: '', tags: '', ...value },
    )
    return answerForm(value, { savedAt: saved?.toISOString() ?? null })
  }
  const place = { ruleId: found.row.rule_id, siteOrigin: ctx.services.env.PUBLIC_URL }
  return answerForm(value, { preview: await previewPost(ctx, value.body, place) })
}

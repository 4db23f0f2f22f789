import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { editPost, editSchema, isInGrace } from '#app/domains/posts/edit-post.server.ts'
import { findWrittenPost } from '#app/domains/posts/find-written-post.server.ts'
import { canEdit } from '#app/domains/posts/post.policy.ts'
import { typedBody } from '#app/domains/posts/post.schema.ts'
import { previewPost } from '#app/domains/posts/preview-post.server.ts'
import { threadFacts } from '#app/domains/posts/thread-facts.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { notFound, refusedAct } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { EditPostPage } from './parts/edit-post-page.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { postParams } from './parts/post-id.ts'
import { answerForm, refusedWrite } from './parts/refused-write.server.ts'
import { postUnless } from './parts/which-button.ts'

const form = z.preprocess(
  postUnless('draft', 'preview'),
  z.discriminatedUnion('do', [
    editSchema.extend({ do: z.literal('post') }),
    z.object({
      do: z.enum(['preview', 'draft']),
      title: z.string().optional(),
      body: typedBody,
      reason: z.string().default(''),
      base: z.string().default(''),
    }),
  ]),
)

export const loader = guardedLoader({ access: 'members', params: postParams }, async ({ ctx, params }) => {
  const post = await editable(ctx, params.post)
  const { memberId } = memberOf(ctx)
  return {
    id: post.id,
    title: post.number === 1 ? post.thread.title : null,
    body: post.source,
    base: post.version,
    own: post.authorId === memberId,
    grace: isInGrace({ now: ctx.now, memberId }, post),
    back: postHref(post.thread, post.number),
    space: { slug: post.thread.space_slug, name: post.thread.space_name },
  }
})

/** The post, for who may change it: 404 where they may not see it, 403 with the reason where they only see it. */
async function editable(ctx: RequestContext, id: number) {
  const post = await findWrittenPost(ctx, id)
  if (!post) throw notFound()
  const allowed = canEdit(ctx.actor, post, threadFacts(post.thread))
  if (!allowed.may) throw refusedAct(translator(ctx.site.locale)(`write.refused.${allowed.because}`))
  return post
}

export const action = guardedAction(
  { access: 'members', params: postParams },
  async ({ ctx, params, request }) => {
    const member = { ...memberOf(ctx), network: ctx.network }
    const read = await readForm(ctx, request, form)
    if ('refusal' in read) return data(read.refusal, 422)
    const { do: what, ...value } = read.value
    if (what !== 'post') {
      const { thread } = await editable(ctx, params.post)
      const place = { ruleId: thread.rule_id, siteOrigin: ctx.services.env.PUBLIC_URL }
      return answerForm(value, { preview: await previewPost(ctx, value.body, place) })
    }
    try {
      const { threadId, slug, number } = await editPost(ctx.services, member, params.post, value)
      return redirect(postHref({ id: threadId, slug }, number), 303)
    } catch (error) {
      return refusedWrite(ctx, value, error)
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('write.edit.title'), unindexed: true })
}

export default function EditPost() {
  return <EditPostPage post={useLoaderData<typeof loader>()} sent={useActionData<typeof action>()} />
}

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { deletePost, deleteSchema } from '#app/domains/posts/delete-post.server.ts'
import { findWrittenPost } from '#app/domains/posts/find-written-post.server.ts'
import { canDelete } from '#app/domains/posts/post.policy.ts'
import { threadFacts } from '#app/domains/posts/thread-facts.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import { notFound, refusedAct } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { DeleteForm } from '#app/ui/delete-form.tsx'
import { PageHead } from '#app/ui/page-head.tsx'
import { useT } from '#app/ui/words.tsx'
import { pageHead, rootData } from './parts/head.ts'
import { Page } from './parts/page.tsx'
import { postParams } from './parts/post-id.ts'
import { refusedWrite } from './parts/refused-write.server.ts'

export const loader = guardedLoader({ access: 'members', params: postParams }, async ({ ctx, params }) => {
  const post = await findWrittenPost(ctx, params.post)
  if (!post) throw notFound()
  const { thread } = post
  const replies = thread.post_count - 1
  const allowed = canDelete(ctx.actor, post, { ...threadFacts(thread), replies })
  if (!allowed.may) throw refusedAct(translator(ctx.site.locale)(`write.refused.${allowed.because}`))
  return {
    id: post.id,
    whole: post.number === 1 && replies === 0,
    own: post.authorId === memberOf(ctx).memberId,
    back: postHref(thread, post.number),
    space: thread.space_slug,
  }
})

export const action = guardedAction(
  { access: 'members', params: postParams },
  async ({ ctx, params, request }) => {
    const member = { ...memberOf(ctx), network: ctx.network }
    const read = await readForm(ctx, request, deleteSchema)
    if ('refusal' in read) return data(read.refusal, 422)
    try {
      const { threadId, slug, number, whole } = await deletePost(
        ctx.services,
        member,
        params.post,
        read.value,
      )
      return redirect(whole ? '/' : postHref({ id: threadId, slug }, number), 303)
    } catch (error) {
      return refusedWrite(ctx, read.value, error)
    }
  },
)

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('write.delete.title'), unindexed: true })
}

export default function DeletePost() {
  const { id, whole, own, back, space } = useLoaderData<typeof loader>()
  const { values, errors = {} } = useActionData<typeof action>() ?? {}
  const t = useT()
  return (
    <Page space={space}>
      <PageHead
        size="s"
        title={t('write.delete.title')}
        lead={t(whole ? 'write.delete.whole' : 'write.delete.one')}
      />
      <DeleteForm
        action={`/p/${id}/delete`}
        reason={own ? null : (values?.['reason'] ?? '')}
        errors={errors}
        back={back}
      />
    </Page>
  )
}

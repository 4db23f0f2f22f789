import { redirect } from '@remix-run/node'
import { saveDraft } from '#app/domains/posts/drafts.server.ts'
import { previewPost } from '#app/domains/posts/preview-post.server.ts'
import { similarThreads } from '#app/domains/search/similar-threads.queries.server.ts'
import type { SpaceRow } from '#app/domains/spaces/space-directory.server.ts'
import { findSpace } from '#app/domains/spaces/space.queries.server.ts'
import { listStartableSpaces } from '#app/domains/threads/new-thread-form.queries.server.ts'
import { bodyIn, isUntouched } from '#app/domains/threads/use-template.ts'
import { notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { translator } from '#app/locales/translate.ts'
import { answerForm } from './refused-write.server.ts'

type Begun = {
  do: 'draft' | 'preview' | 'space'
  space: string
  title: string
  body: string
  tags: string
  submission: string
  at: string
}

/** Keeps a new thread as a draft of its space, takes it to another, or shows what it will look like and what sounds like it. */
export async function keepOrShowThread(ctx: RequestContext, { do: what, ...value }: Begun) {
  const { services, site } = ctx
  const found = value.space === '' ? null : await findSpace(ctx, services.spaces, value.space)
  if (found && found.view !== 'full') throw notFound()
  const space = found?.space ?? null
  if (what !== 'preview') {
    if (!space) {
      const errors = { space: translator(site.locale)('write.space.missing') }
      return answerForm(value, { status: 422, errors })
    }
    if (what === 'space') return takeTo(ctx, space, value)
    const saved = await saveDraft(
      ctx,
      memberOf(ctx).memberId,
      { spaceId: space.id },
      { ...value, replyTo: null, ...(saysNothing(value, [space]) ? { body: '' } : {}) },
    )
    return answerForm(value, { savedAt: saved?.toISOString() ?? null })
  }
  const place = { ruleId: space?.ruleId ?? 1, siteOrigin: services.env.PUBLIC_URL }
  const { threads } = await similarThreads(ctx, { engine: services.search }, value.title, {
    spaceId: space?.id ?? null,
  })
  return answerForm(value, { preview: await previewPost(ctx, value.body, place), similar: threads })
}

/** Nothing was written yet: the space's own draft or template may stand there. Else what was written comes along. */
async function takeTo(ctx: RequestContext, space: SpaceRow, value: Omit<Begun, 'do'>) {
  const startable = await listStartableSpaces(ctx, ctx.services.spaces, memberOf(ctx))
  if (saysNothing(value, startable)) throw redirect(`/new?space=${encodeURIComponent(space.slug)}`, 303)
  return answerForm({ ...value, body: bodyIn(space, value.body, startable) }, {})
}

const saysNothing = ({ title, tags, body }: Omit<Begun, 'do'>, spaces: readonly SpaceRow[]) =>
  `${title}${tags}`.trim() === '' && isUntouched(body, spaces)

import { data, redirect, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { canStart } from '#app/domains/spaces/space.policy.ts'
import { findSpace } from '#app/domains/spaces/space.queries.server.ts'
import {
  listStartableSpaces,
  readNewThreadForm,
} from '#app/domains/threads/new-thread-form.queries.server.ts'
import { scheduleThread } from '#app/domains/threads/schedule-thread.server.ts'
import { startThread } from '#app/domains/threads/start-thread.server.ts'
import { threadHref } from '#app/domains/threads/thread-address.ts'
import { newThreadSchema } from '#app/domains/threads/thread.schema.ts'
import { pollFields } from '#app/domains/polls/poll.schema.ts'
import { submissionSchema, typedBody } from '#app/domains/posts/post.schema.ts'
import { notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { translator } from '#app/locales/translate.ts'
import { pageHead, rootData } from './parts/head.ts'
import { keepOrShowThread } from './parts/keep-or-show-thread.server.ts'
import { NewThreadPage } from './parts/new-thread-page.tsx'
import { refusedWrite } from './parts/refused-write.server.ts'
import { postUnless } from './parts/which-button.ts'

const search = z.object({ space: z.string().max(200).optional() })

/** As a field for date and time gives it. */
const typedTime = z.string().max(40).default('')

const begun = z.object({
  space: z.string().max(200).default(''),
  title: z.string().default(''),
  body: typedBody.default(''),
  tags: z.string().default(''),
  submission: submissionSchema,
  at: typedTime,
  ...pollFields,
})
const form = z.preprocess(
  postUnless('draft', 'preview', 'space', 'schedule'),
  z.discriminatedUnion('do', [
    newThreadSchema.extend({ do: z.literal('post'), at: typedTime }),
    newThreadSchema.extend({ do: z.literal('schedule'), at: typedTime }),
    begun.extend({ do: z.literal('draft') }),
    begun.extend({ do: z.literal('preview') }),
    begun.extend({ do: z.literal('space') }),
  ]),
)

export const loader = guardedLoader({ access: 'everyone', search }, async ({ ctx, search, request }) => {
  const { actor } = ctx
  if (actor.kind !== 'member') {
    const { pathname, search } = new URL(request.url)
    throw redirect(`/sign-in?to=${encodeURIComponent(pathname.replace(/\.data$/, '') + search)}`)
  }
  const startable = await listStartableSpaces(ctx, ctx.services.spaces, actor)
  const { chosen, because } = await chosenSpace(ctx, search.space)
  const form = await readNewThreadForm(ctx, actor, startable, chosen)
  return { form: { ...form, timeZone: ctx.site.timeZone }, because }
})

/** The space of the address, if one may start something in it; `because` says why not. 404 where one may not know of it. */
async function chosenSpace(ctx: RequestContext, slug: string | undefined) {
  if (slug === undefined || slug === '') return { chosen: null, because: null }
  const found = await findSpace(ctx, ctx.services.spaces, slug)
  if (found.view === 'none' || found.view === 'moved') throw notFound()
  if (found.view === 'teaser') return { chosen: null, because: 'outside' as const }
  const allowed = canStart(ctx.actor, found.space)
  return allowed.may ? { chosen: found.space, because: null } : { chosen: null, because: allowed.because }
}

export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const member = memberOf(ctx)
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) return data(read.refusal, 422)
  try {
    if (read.value.do === 'schedule') {
      const { at } = read.value
      await scheduleThread(ctx.services, member, read.value, { at, timeZone: ctx.site.timeZone })
      return redirect('/you/scheduled', 303)
    }
    if (read.value.do !== 'post') return await keepOrShowThread(ctx, read.value)
    const { threadId, slug } = await startThread(ctx.services, member, read.value)
    return redirect(threadHref({ id: threadId, slug }), 303)
  } catch (error) {
    const { do: _, tags, ...value } = read.value
    const typed = typeof tags === 'string' ? tags : tags.map(({ name }) => name).join(', ')
    return refusedWrite(ctx, { ...value, tags: typed }, error)
  }
})

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = rootData(matches)
  return pageHead({ ...root, title: translator(root.locale)('write.new.title'), unindexed: true })
}

export default function NewThread() {
  const { form, because } = useLoaderData<typeof loader>()
  return <NewThreadPage form={form} because={because} sent={useActionData<typeof action>()} />
}

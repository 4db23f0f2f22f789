import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { relationKinds } from '#app/domains/people/relation.ts'
import { setRelation } from '#app/domains/people/set-relation.server.ts'
import { badRequest, notFound, refusedAct } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safePath } from '#app/http/safe-redirect.ts'
import { translator } from '#app/locales/translate.ts'

const params = z.object({ handle: z.string().max(200) })
const form = z.object({
  kind: z.enum(relationKinds).or(z.literal('none').transform(() => null)),
  to: z.string().max(2_000).optional(),
})
const pageOf = (handle: string) => `/u/${encodeURIComponent(handle)}`

/** An address that somebody typed: this takes a form. */
export const loader = guardedLoader({ access: 'everyone', params }, async ({ params }) => {
  throw redirect(pageOf(params.handle))
})

/** Makes somebody followed, muted or ignored, or none of these any more. */
export const action = guardedAction({ access: 'members', params }, async ({ ctx, params, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) throw badRequest()
  const { kind, to } = read.value
  const no = await setRelation(ctx, memberOf(ctx).memberId, { handle: params.handle, kind })
  if (no?.refused === 'missing') throw notFound()
  if (no) throw refusedAct(translator(ctx.site.locale)(`people.refused.${no.refused}`))
  return redirect(safePath(to, pageOf(params.handle)), 303)
})

import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { markAllRead } from '#app/domains/reading/mark-all-read.server.ts'
import { findSpace } from '#app/domains/spaces/space.queries.server.ts'
import { badRequest, notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safeRedirect } from '#app/http/safe-redirect.ts'

const form = z.object({ space: z.string().max(200).optional(), to: z.string().max(2_000).optional() })

/** An address that somebody typed: this takes a form. */
export const loader = guardedLoader({ access: 'everyone' }, async () => {
  throw redirect('/')
})

/** Nothing waits for a member any more: in a space with those that lie in it, or everywhere. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) throw badRequest()
  const { space, to } = read.value
  const found = space === undefined ? null : await findSpace(ctx, ctx.services.spaces, space)
  if (found && found.view !== 'full') throw notFound()
  await markAllRead(ctx, memberOf(ctx).memberId, found?.listed ?? null)
  return safeRedirect(to, 303)
})

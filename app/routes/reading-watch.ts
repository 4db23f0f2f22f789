import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { setWatchLevel, watchables } from '#app/domains/reading/set-watch-level.server.ts'
import { watchLevels } from '#app/domains/reading/watch-level.ts'
import { badRequest, notFound } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { safeRedirect } from '#app/http/safe-redirect.ts'
import { idField } from './parts/id-field.ts'

const form = z.object({
  of: z.enum(watchables),
  id: idField,
  /** Empty: as if nothing had been chosen. */
  level: z.enum(watchLevels).or(z.literal('').transform(() => null)),
  to: z.string().max(2_000).optional(),
})

/** An address that somebody typed: this takes a form. */
export const loader = guardedLoader({ access: 'everyone' }, async () => {
  throw redirect('/')
})

/** Keeps how much a member wants to hear of a thread, a space or a tag. */
export const action = guardedAction({ access: 'members' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) throw badRequest()
  const { to, ...choice } = read.value
  if (!(await setWatchLevel(ctx, memberOf(ctx).memberId, choice))) throw notFound()
  return safeRedirect(to, 303)
})

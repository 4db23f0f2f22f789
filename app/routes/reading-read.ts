import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { markRead } from '#app/domains/reading/mark-read.server.ts'
import { badRequest } from '#app/http/errors.ts'
import { memberOf } from '#app/http/member-of.ts'
import { readForm } from '#app/http/read-form.server.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { idField } from './parts/id-field.ts'

const form = z.object({
  thread: idField,
  number: idField,
  seconds: z.coerce.number().min(0).max(86_400).catch(0).default(0),
  /** A script reports, and waits for no page. */
  by: z.literal('script').optional(),
})

/** An address that somebody typed: this takes a form. */
export const loader = guardedLoader({ access: 'everyone' }, async () => {
  throw redirect('/')
})

/** Keeps how far a member read a thread. A thread that they may not see answers like any other. */
export const action = guardedAction({ access: 'members', limit: 'reading' }, async ({ ctx, request }) => {
  const read = await readForm(ctx, request, form)
  if ('refusal' in read) throw badRequest()
  const { thread: threadId, number, seconds, by } = read.value
  await markRead(ctx, memberOf(ctx).memberId, { threadId, number, seconds })
  return by === 'script' ? new Response(null, { status: 204 }) : redirect(`/t/${threadId}/-/unread`, 303)
})

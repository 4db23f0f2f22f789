import { notFound } from '#app/http/errors.ts'
import { guardedAction, guardedLoader } from '#app/http/route.server.ts'
import { takeSent } from './parts/take-sent.server.ts'

/** There is nothing to read here: what one has uploaded is a page. */
export const loader = guardedLoader({ access: 'members' }, async () => {
  throw notFound()
})

/**
 * Uploads for scripts: the same form as on the page (`file`, `alt`), answered as JSON. 201 with `upload`, or the status that
 * fits with `error`: a word for programs, and a sentence for people.
 */
export const action = guardedAction({ access: 'members', limit: 'upload' }, async ({ ctx, request }) => {
  const taken = await takeSent(ctx, request, 'post')
  if ('upload' in taken) return Response.json({ upload: taken.upload }, { status: 201 })
  const { why, status, errors } = taken.refusal
  return Response.json({ error: { why, message: Object.values(errors)[0] } }, { status })
})

import { redirect } from '@remix-run/node'
import { askSecondStep } from '#app/domains/accounts/second-step/ask-second-step.server.ts'
import { hasSecondStep } from '#app/domains/accounts/second-step/second-step.server.ts'
import { findLeaving } from '#app/domains/accounts/leaving/leave.server.ts'
import { ticketCookie } from '#app/domains/accounts/tickets/ticket-cookie.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { safePath, safeRedirect } from '#app/http/safe-redirect.ts'

type Who = { accountId: number; to: string; stay?: boolean }

/**
 * Lets in who has proven to own an account, by whichever way: to the second step where the account has one, otherwise in.
 * There is no other door.
 */
export async function comeIn(ctx: RequestContext, request: Request, who: Who): Promise<Response> {
  const { services, now } = ctx
  const { accountId, to, stay = true } = who
  if (!(await hasSecondStep(ctx.db, accountId))) return signIn(ctx, request, who)
  const secret = await askSecondStep(services.db.kysely, { accountId, returnTo: safePath(to), stay, now })
  const headers = { 'Set-Cookie': ticketCookie(secret, services.env.PUBLIC_URL.startsWith('https:')) }
  return redirect('/enter/second', { status: 303, headers })
}

/** Signs an account in on this browser, in a session of its own, and leads to where it wanted to go. */
export async function signIn(
  { services }: RequestContext,
  request: Request,
  { accountId, to, stay = true }: Who,
): Promise<Response> {
  const { sessions, env } = services
  const userAgent = request.headers.get('user-agent') ?? ''
  // What the browser had before ends: nobody is signed in by a session that somebody else knows.
  await sessions.revoke(request.headers.get('cookie') ?? '')
  const { cookie } = await sessions.create(accountId, { userAgent, stay })
  const leaving = await findLeaving(services.db.kysely, accountId)
  const headers = new Headers([
    ['Set-Cookie', cookie],
    ['Set-Cookie', ticketCookie(null, env.PUBLIC_URL.startsWith('https:'))],
  ])
  // Whoever is about to be erased is asked whether they come back.
  return safeRedirect(leaving ? '/you/leave' : to, { status: 303, headers })
}

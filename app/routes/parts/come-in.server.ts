import { ticketCookie } from '#app/domains/accounts/tickets/ticket-cookie.ts'
import type { RequestContext } from '#app/http/request-context.ts'
import { safeRedirect } from '#app/http/safe-redirect.ts'

/** Signs an account in on this browser, in a session of its own, and leads to where it wanted to go. */
export async function comeIn(
  { services }: RequestContext,
  request: Request,
  { accountId, to, stay = true }: { accountId: number; to: string; stay?: boolean },
): Promise<Response> {
  const { sessions, env } = services
  const userAgent = request.headers.get('user-agent') ?? ''
  // What the browser had before ends: nobody is signed in by a session that somebody else knows.
  await sessions.revoke(request.headers.get('cookie') ?? '')
  const { cookie } = await sessions.create(accountId, { userAgent, stay })
  const headers = new Headers([
    ['Set-Cookie', cookie],
    ['Set-Cookie', ticketCookie(null, env.PUBLIC_URL.startsWith('https:'))],
  ])
  return safeRedirect(to, { status: 303, headers })
}

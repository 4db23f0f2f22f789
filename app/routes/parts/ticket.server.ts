import { findTicket, type Ticket } from '#app/domains/accounts/tickets/prove-address.server.ts'
import { ticketCookieName } from '#app/domains/accounts/tickets/ticket-cookie.ts'
import { readToken } from '#app/domains/sessions/session-cookie.ts'
import type { RequestContext } from '#app/http/request-context.ts'

/** The ticket of the browser that asks, while it counts. */
export function ticketOf({ services, now }: RequestContext, request: Request): Promise<Ticket | null> {
  const name = ticketCookieName(services.env.PUBLIC_URL.startsWith('https:'))
  return findTicket(services.db.kysely, readToken(request.headers.get('cookie') ?? '', name), now)
}

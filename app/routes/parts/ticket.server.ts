import { findFirstStep, type FirstStep } from '#app/domains/accounts/second-step/ask-second-step.server.ts'
import { findTicket, type Ticket } from '#app/domains/accounts/tickets/prove-address.server.ts'
import { ticketCookieName } from '#app/domains/accounts/tickets/ticket-cookie.ts'
import { readToken } from '#app/domains/sessions/session-cookie.ts'
import type { RequestContext } from '#app/http/request-context.ts'

/** The ticket of the browser that asks, while it counts. */
export function ticketOf(ctx: RequestContext, request: Request): Promise<Ticket | null> {
  return findTicket(ctx.services.db.kysely, secretOf(ctx, request), ctx.now)
}

/** The first step that the browser has given, while it counts. */
export function firstStepOf(ctx: RequestContext, request: Request): Promise<FirstStep | null> {
  return findFirstStep(ctx.services.db.kysely, secretOf(ctx, request), ctx.now)
}

function secretOf({ services }: RequestContext, request: Request): string | null {
  const name = ticketCookieName(services.env.PUBLIC_URL.startsWith('https:'))
  return readToken(request.headers.get('cookie') ?? '', name)
}

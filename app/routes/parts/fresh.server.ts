import { redirect } from '@remix-run/node'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { forbidden } from '#app/http/errors.ts'
import type { RequestContext } from '#app/http/request-context.ts'

/** The member who asks; throws 403 for anybody else. For routes that are for members alone. */
export function memberOf({ actor }: RequestContext): MemberActor {
  if (actor.kind === 'member') return actor
  throw forbidden('members')
}

/**
 * Before what is dangerous: leads to the page that asks once more who is there, unless they have said so a short while ago.
 * It leads back to where they were, or to the page that is named.
 */
export async function askWhoIsThere(
  { services }: RequestContext,
  request: Request,
  to = new URL(request.url).pathname,
): Promise<void> {
  if (await services.sessionDesk.isFresh(request.headers.get('cookie') ?? '')) return
  throw redirect(`/you/confirm?to=${encodeURIComponent(to)}`, 303)
}

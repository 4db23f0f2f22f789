import type { MemberActor } from '#app/domains/access/actor.ts'
import { forbidden } from './errors.ts'
import type { RequestContext } from './request-context.ts'

/** Who asks, in a route that is for members; throws 403 for everybody else. */
export function memberOf({ actor }: Pick<RequestContext, 'actor'>): MemberActor {
  if (actor.kind !== 'member') throw forbidden('members')
  return actor
}

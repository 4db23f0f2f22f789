import { can } from '#app/domains/access/actor.ts'
import type { RequestContext } from '#app/http/request-context.ts'

/** Whether who asks sees addresses of members: admins, and managers where the community lets them. */
export function seesAddresses({ actor, site }: RequestContext): boolean {
  return can(actor, 'members.seeAddress') || (site.managersSeeAddresses && can(actor, 'members.trust'))
}

import type { AccessCommand } from '#app/domains/access/manage-access.ts'
import type { RequestContext } from '#app/http/request-context.ts'

/** A command of who asks, from where they ask. */
export function commandOf({ services, actor, network }: RequestContext): AccessCommand {
  return { db: services.db.kysely, bus: services.bus, clock: services.clock, actor, network }
}

import { isDatabaseAway } from '#app/platform/db/errors.ts'
import { visitor, type Actor } from '#app/domains/access/actor.ts'
import type { Access } from '#app/domains/access/access.ts'
import { siteDefaults } from '#app/domains/settings/site.settings.ts'
import { unavailable } from './errors.ts'
import type { RequestContext } from './request-context.ts'
import type { Services } from './services.ts'

/** Satisfies no rule: what is asked while the gate can't answer is denied. */
const nothing: Access = { actor: visitor, satisfied: new Set(), teasers: new Set(), expiresAt: null }

/**
 * Finds out who asks and builds the context of the request. When the database is away the context says so in `fault`
 * and the root renders the 503 page with the defaults.
 */
export async function contextFor(
  services: Services,
  request: { id: string; actor: Actor | { cookie: string }; network: string | null; fault?: Response },
): Promise<RequestContext> {
  const base = {
    services,
    db: services.db.kysely,
    now: services.clock.now(),
    requestId: request.id,
    network: request.network,
    tags: new Set<string>(),
  }
  try {
    const actor =
      'kind' in request.actor ? request.actor : await services.sessions.readActor(request.actor.cookie)
    const [access, site] = await Promise.all([services.gate.accessOf(actor), services.settings.site()])
    return { ...base, actor, access, site, fault: request.fault ?? null }
  } catch (error) {
    if (!isDatabaseAway(error)) throw error
    services.log.warn({ requestId: request.id, err: error }, 'the database is away')
    return { ...base, actor: visitor, access: nothing, site: siteDefaults, fault: unavailable() }
  }
}

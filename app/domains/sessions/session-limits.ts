import { hasRole } from '#app/domains/access/facts.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Milliseconds for which a session lives unused; use in its second half renews it. */
export const IDLE_LIMIT = 30 * DAY

/** Milliseconds after which a session ends however much it is used: who is staff has more to lose. */
export function absoluteLimit(role: Role): number {
  return hasRole(role, 'moderator') ? 12 * HOUR : 90 * DAY
}

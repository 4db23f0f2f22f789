import { hasRole } from '#app/domains/access/facts.ts'
import type { RelationKind } from './relation.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'

type Other = { id: number; role: Role; kind: 'member' | 'imported' | 'brand' | 'erased' }

export type RelationRefusal = 'self' | 'staff'

/** Whether a member may follow, mute or ignore somebody: what the team and the brand say reaches everybody. */
export function canRelate(
  memberId: number,
  other: Other,
  kind: RelationKind,
): { may: true } | { may: false; because: RelationRefusal } {
  if (other.id === memberId) return { may: false, because: 'self' }
  return kind !== 'following' && isTeam(other) ? { may: false, because: 'staff' } : { may: true }
}

/** Who speaks for the community: nobody can fold their words away. */
export function isTeam({ role, kind }: Pick<Other, 'role' | 'kind'>): boolean {
  return kind === 'brand' || hasRole(role, 'moderator')
}

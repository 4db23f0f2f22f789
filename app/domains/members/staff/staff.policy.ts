import { can, type Actor } from '#app/domains/access/actor.ts'
import { hasRole } from '#app/domains/access/facts.ts'
import type { Permission } from '#app/domains/access/permissions.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'
import type { StaffBecause } from './staff-refusal.ts'

/** What decides about an act on a member. */
export type TargetFacts = { id: number; role: Role }

/** Null where the actor may do this to the member; else why not. Nobody acts on their equals, but admins; nobody suspends themself. */
export function whyNot(actor: Actor, permission: Permission, target: TargetFacts): StaffBecause | null {
  if (!can(actor, permission)) return 'forbidden'
  if (actor.kind !== 'member' || actor.role === 'admin')
    return isOwnEnd(actor, permission, target) ? 'self' : null
  return hasRole(target.role, actor.role) ? 'rank' : null
}

function isOwnEnd(actor: Actor, permission: Permission, target: TargetFacts): boolean {
  return permission === 'members.suspend' && actor.kind === 'member' && actor.memberId === target.id
}

import { roleMay, spaceModeratorMay, type Permission } from './permissions.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'

/** Somebody who is signed in. */
export type MemberActor = {
  kind: 'member'
  memberId: number
  accountId: number
  handle: string
  displayName: string
  role: Role
  trustLevel: number
  /** Suspended people read as plain members and write nothing. */
  suspended: boolean
  /** The spaces that they look after, with those in them. */
  moderates: readonly number[]
}

/**
 * Who asks. `system` is the community itself at work in a job or a command line: it sees everything, so it is
 * never a default but named, with the job's name for the log.
 */
export type Actor = { kind: 'visitor' } | MemberActor | { kind: 'system'; job: string }

export const visitor: Actor = { kind: 'visitor' }

/** The id by which things are the actor's own, or null. */
export function memberIdOf(actor: Actor): number | null {
  return actor.kind === 'member' ? actor.memberId : null
}

/**
 * Whether the actor may: everywhere by their role, or in the space `spaceId` because they look after it. Never while suspended;
 * `system` may all.
 */
export function can(actor: Actor, permission: Permission, spaceId?: number): boolean {
  if (actor.kind !== 'member') return actor.kind === 'system'
  if (actor.suspended) return false
  if (roleMay(actor.role, permission)) return true
  return spaceId !== undefined && spaceModeratorMay(permission) && actor.moderates.includes(spaceId)
}

/** Whether the actor may in at least one space; what it comes to is asked of each thing by `can`. */
export function canSomewhere(actor: Actor, permission: Permission): boolean {
  if (can(actor, permission)) return true
  return actor.kind === 'member' && actor.moderates.some((spaceId) => can(actor, permission, spaceId))
}

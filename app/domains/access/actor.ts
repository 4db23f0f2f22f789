import { hasRole } from './facts.ts'
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

/** Whether the actor acts with the role or one above it: never while suspended; `system` does with any. */
export function actsAs(actor: Actor, role: Role): boolean {
  if (actor.kind === 'member') return !actor.suspended && hasRole(actor.role, role)
  return actor.kind === 'system'
}

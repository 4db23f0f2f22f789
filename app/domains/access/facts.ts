import type { Role } from '#prisma/generated/kysely/enums.ts'

/** From least to most. A role has everything that the ones before it have. */
export const roles = ['member', 'moderator', 'manager', 'admin'] as const satisfies readonly Role[]

/** Something that a member holds: a group, a tier, a badge, an entitlement. It counts in [startsAt, endsAt). */
export type Grant = { kind: string; key: string; startsAt: Date | null; endsAt: Date | null }

/** What is known about the one who asks: all that a rule may depend on, besides the time. */
export type Facts = {
  /** Null for a visitor, of whom nothing else counts. */
  memberId: number | null
  role: Role
  trustLevel: number
  suspendedUntil: Date | null
  grants: readonly Grant[]
  /** The spaces that they look after, with those in them. */
  moderates: readonly number[]
}

export const visitorFacts: Facts = {
  memberId: null,
  role: 'member',
  trustLevel: 0,
  suspendedUntil: null,
  grants: [],
  moderates: [],
}

/** Whether `role` is `atLeast` or above it. */
export function hasRole(role: Role, atLeast: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(atLeast)
}

/** Whether the instant lies in the half-open span [start, end); an absent end is open. */
export function inSpan(at: Date, start: Date | null, end: Date | null): boolean {
  return (start === null || at >= start) && (end === null || at < end)
}

/**
 * The facts as they count at an instant. Nobody is more than a plain member while suspended: what was earned or
 * given (role, trust, grants, spaces) rests until the suspension ends.
 */
export function factsAt(facts: Facts, at: Date): Facts {
  if (facts.suspendedUntil === null || at >= facts.suspendedUntil) return facts
  return { ...facts, role: 'member', trustLevel: 0, grants: [], moderates: [] }
}

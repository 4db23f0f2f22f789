import { actsAs } from './actor.ts'
import { factsAt, hasRole } from './facts.ts'
import { evaluateBound } from './satisfies.ts'
import type { Actor } from './actor.ts'
import type { Facts } from './facts.ts'
import type { Bound } from './satisfies.ts'

/** The rules that exist always. */
export const EVERYONE_RULE = 1
export const MEMBERS_RULE = 2

/** A rule as the gate keeps it. */
export type Rule = { id: number; teaser: boolean; bound: Bound }

/** Which rules an actor satisfies. */
export type Standing = {
  satisfied: ReadonlySet<number>
  /** Rules that the actor doesn't satisfy, but may know of. */
  teasers: ReadonlySet<number>
  /** The first instant at which this may be another; null where it holds until something is changed. */
  expiresAt: Date | null
}

/** Who asks, and which rules they satisfy: what every question about sight is answered from. */
export type Access = Standing & { actor: Actor }

/** Where somebody with these facts stands now. An admin satisfies every rule: somebody must be able to mend one. */
export function standing(rules: readonly Rule[], facts: Facts, now: Date): Standing {
  const effective = factsAt(facts, now)
  const admin = effective.memberId !== null && hasRole(effective.role, 'admin')
  const answers = rules.map((rule) => ({ rule, ...evaluateBound(rule.bound, facts, now) }))
  const satisfied = new Set(answers.flatMap(({ rule, satisfied }) => (satisfied || admin ? [rule.id] : [])))
  const teasers = new Set(rules.flatMap(({ id, teaser }) => (teaser && !satisfied.has(id) ? [id] : [])))
  const changes = [facts.suspendedUntil, ...answers.map(({ nextChange }) => nextChange)]
  const next = changes.filter((change): change is Date => change !== null && change > now)
  const expiresAt = next.reduce<Date | null>(
    (least, at) => (least !== null && least <= at ? least : at),
    null,
  )
  return { satisfied, teasers, expiresAt }
}

/** The access of the community itself: every rule. */
export function systemStanding(rules: readonly Rule[]): Standing {
  return { satisfied: new Set(rules.map(({ id }) => id)), teasers: new Set(), expiresAt: null }
}

/** Whether the actor may see held, hidden and deleted things, in the areas that they see at all. */
export function seesAllStates(access: Access): boolean {
  return actsAs(access.actor, 'moderator')
}

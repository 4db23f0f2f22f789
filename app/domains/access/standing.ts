import { factsAt, hasRole } from './facts.ts'
import { evaluateBound } from './satisfies.ts'
import type { Sight } from './access.policy.ts'
import type { Standing } from './access.ts'
import type { Facts } from './facts.ts'
import type { Rule } from './rules.ts'

const ranks: readonly Sight[] = ['none', 'teaser', 'full']

/** Where somebody with these facts stands now. An admin satisfies every rule: somebody must be able to mend one. */
export function standing(rules: readonly Rule[], facts: Facts, now: Date): Standing {
  const effective = factsAt(facts, now)
  const admin = effective.memberId !== null && hasRole(effective.role, 'admin')
  const sights = new Map<number, Sight>()
  const changes = [facts.suspendedUntil]
  for (const rule of rules) {
    if ('outer' in rule) {
      sights.set(rule.id, admin ? 'full' : lesser(sights.get(rule.outer), sights.get(rule.own)))
    } else {
      const { satisfied, nextChange } = evaluateBound(rule.bound, facts, now)
      sights.set(rule.id, satisfied || admin ? 'full' : rule.teaser ? 'teaser' : 'none')
      changes.push(nextChange)
    }
  }
  return {
    satisfied: withSight(sights, 'full'),
    teasers: withSight(sights, 'teaser'),
    expiresAt: earliest(changes, now),
  }
}

/** The standing of the community itself: every rule. */
export function systemStanding(rules: readonly Rule[]): Standing {
  return { satisfied: new Set(rules.map(({ id }) => id)), teasers: new Set(), expiresAt: null }
}

/** Of two sights the one that shows less; what is not known yet, or gone, shows nothing. */
function lesser(one: Sight = 'none', other: Sight = 'none'): Sight {
  return ranks.indexOf(one) < ranks.indexOf(other) ? one : other
}

function withSight(sights: ReadonlyMap<number, Sight>, sight: Sight): ReadonlySet<number> {
  return new Set([...sights].flatMap(([id, its]) => (its === sight ? [id] : [])))
}

function earliest(changes: readonly (Date | null)[], now: Date): Date | null {
  const times = changes.flatMap((change) => (change !== null && change > now ? [change.getTime()] : []))
  return times.length === 0 ? null : new Date(Math.min(...times))
}

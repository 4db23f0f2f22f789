import { factsAt } from './facts.ts'
import type { Facts } from './facts.ts'
import type { Progress } from './terms.ts'
import type { Bound } from './satisfies.ts'

/** One thing to be, have or do. Words are the reader's: this is kind and parameters. */
export type Step = Progress & { kind: string; params: Record<string, unknown> }

/** One way in: all its steps, while it is open. */
export type Way = { steps: Step[]; opensAt: Date | null; closesAt: Date | null }

/** More would be a puzzle, not a help; rules nest, so their combinations could be many. */
const MAX_WAYS = 12

/**
 * How somebody could come to satisfy a rule: the alternatives, the nearest first. Ways that can't be gone any
 * more (closed for good, or by a condition that nobody knows) are left out: never a dead end.
 */
export function waysIn(bound: Bound, facts: Facts, now: Date): Way[] {
  return best(expand(bound, factsAt(facts, now), now), now)
}

function expand(bound: Bound, facts: Facts, now: Date): Way[] {
  const span = { opensAt: bound.from !== null && bound.from > now ? bound.from : null, closesAt: bound.until }
  const inner = within(bound, facts, now)
  return inner.flatMap((way) => both({ steps: [], ...span }, way, now))
}

function within(bound: Bound, facts: Facts, now: Date): Way[] {
  const open = { opensAt: null, closesAt: null }
  if (bound.kind === 'never') return []
  if (bound.kind === 'any')
    return best(
      bound.of.flatMap((child) => expand(child, facts, now)),
      now,
    )
  if (bound.kind === 'all') {
    return bound.of
      .map((child) => expand(child, facts, now))
      .reduce(
        (ways, more) =>
          best(
            ways.flatMap((a) => more.flatMap((b) => both(a, b, now))),
            now,
          ),
        [{ steps: [], ...open }],
      )
  }
  if (bound.name === 'everyone') return [{ steps: [], ...open }]
  const step = { kind: bound.name, params: bound.term.fields, ...bound.term.progress(facts, now) }
  return [{ steps: [step], ...open }]
}

/** The way that needs both, or none where one closes before the other opens. */
function both(a: Way, b: Way, now: Date): Way[] {
  const opensAt = extreme(Math.max, a.opensAt, b.opensAt)
  const closesAt = extreme(Math.min, a.closesAt, b.closesAt)
  if (closesAt !== null && closesAt <= (opensAt ?? now)) return []
  const steps = new Map(
    [...a.steps, ...b.steps].map((step) => [JSON.stringify([step.kind, step.params]), step]),
  )
  return [{ steps: [...steps.values()], opensAt, closesAt }]
}

function extreme(choose: typeof Math.max, a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return new Date(choose(a.getTime(), b.getTime()))
}

function best(ways: Way[], now: Date): Way[] {
  return ways
    .sort((a, b) => distance(a) - distance(b) || waiting(a, now) - waiting(b, now))
    .slice(0, MAX_WAYS)
}

/** Steps still to go, a counted one by the part that is missing. */
function distance(way: Way): number {
  return way.steps.reduce((sum, { done, counted }) => {
    if (done) return sum
    return sum + (counted && counted.need > 0 ? 1 - counted.have / counted.need : 1)
  }, 0)
}

function waiting(way: Way, now: Date): number {
  return way.opensAt === null ? 0 : way.opensAt.getTime() - now.getTime()
}

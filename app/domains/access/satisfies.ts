import { z } from 'zod'
import { MAX_DEPTH } from './limits.ts'
import { factsAt, inSpan } from './facts.ts'
import { coreTerms } from './terms.ts'
import type { Facts } from './facts.ts'
import type { BoundTerm, Terms } from './terms.ts'

/** A stored expression, read once: what it means no longer depends on its spelling. */
export type Bound = Window &
  (
    | { kind: 'never' }
    | { kind: 'any'; of: readonly Bound[] }
    | { kind: 'all'; of: readonly Bound[] }
    | { kind: 'term'; name: string; term: BoundTerm }
  )
type Window = { from: Date | null; until: Date | null }

const windowSchema = z.looseObject({
  kind: z.string(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
})
const never: Bound = { kind: 'never', from: null, until: null }

/**
 * Reads a stored expression. Total: whatever is unknown, malformed or nested too deeply denies (and only that
 * part of it), so that a plugin that is gone or a slip in the database never opens a door.
 */
export function bind(expression: unknown, terms: Terms = coreTerms, depth = 1): Bound {
  const node = windowSchema.safeParse(expression)
  if (!node.success || depth > MAX_DEPTH) return never
  const { kind, from, until, ...fields } = node.data
  const span = { from: from ? new Date(from) : null, until: until ? new Date(until) : null }
  if (kind === 'any' || kind === 'all') {
    if (!Array.isArray(fields['of']) || fields['of'].length === 0) return never
    return { ...span, kind, of: fields['of'].map((child) => bind(child, terms, depth + 1)) }
  }
  const term = terms.get(kind)?.bind(fields)
  return term ? { ...span, kind: 'term', name: kind, term } : never
}

/** Whether the expression is satisfied at an instant. `facts` are those of that instant (`factsAt`). */
function holds(bound: Bound, facts: Facts, at: Date): boolean {
  if (!inSpan(at, bound.from, bound.until)) return false
  if (bound.kind === 'never') return false
  if (bound.kind === 'any') return bound.of.some((child) => holds(child, facts, at))
  if (bound.kind === 'all') return bound.of.every((child) => holds(child, facts, at))
  return bound.term.progress(facts, at).done
}

function changesOf(bound: Bound, facts: Facts): (Date | null)[] {
  const own = [bound.from, bound.until]
  if (bound.kind === 'never') return []
  if (bound.kind === 'term') return [...own, ...bound.term.changes(facts)]
  return [...own, ...bound.of.flatMap((child) => changesOf(child, facts))]
}

export type Evaluation = {
  satisfied: boolean
  /** The first instant at which the answer is another, as long as the facts stay; null where there is none. */
  nextChange: Date | null
}

/** Whether somebody with these facts satisfies a bound expression now, and until when that answer holds. */
export function evaluateBound(bound: Bound, facts: Facts, now: Date): Evaluation {
  const at = (instant: Date) => holds(bound, factsAt(facts, instant), instant)
  const satisfied = at(now)
  const nextChange = [facts.suspendedUntil, ...changesOf(bound, facts)]
    .filter((instant): instant is Date => instant !== null && instant > now)
    .sort((a, b) => a.getTime() - b.getTime())
    .find((instant) => at(instant) !== satisfied)
  return { satisfied, nextChange: nextChange ?? null }
}

/** `evaluateBound` for an expression as it is stored. */
export function evaluate(expression: unknown, facts: Facts, now: Date, terms: Terms = coreTerms): Evaluation {
  return evaluateBound(bind(expression, terms), facts, now)
}

import fc from 'fast-check'
import { roles } from './facts.ts'
import type { Facts } from './facts.ts'

/** Few instants, a millisecond apart in pairs, so that random windows, grants and questions meet at their edges. */
export const INSTANTS: readonly Date[] = Array.from({ length: 8 }, (_, hour) =>
  Date.UTC(2026, 4, 1, hour),
).flatMap((time) => [new Date(time - 1), new Date(time), new Date(time + 1)])

export const instantArbitrary = fc.constantFrom(...INSTANTS)
const edge = fc.option(instantArbitrary, { nil: null })
const kind = fc.constantFrom('group', 'tier')
const key = fc.constantFrom('a', 'b')
/** Mostly none; else a start, an end, or both, the start first as a rule: closed windows teach little. */
const window = fc
  .tuple(
    instantArbitrary,
    instantArbitrary,
    fc.constantFrom('none', 'none', 'from', 'until', 'both', 'turned'),
  )
  .map(([one, other, shape]) => {
    const [from = '', until = ''] = [one, other]
      .sort((a, b) => a.getTime() - b.getTime())
      .map((at) => at.toISOString())
    const shapes = { none: {}, from: { from }, until: { until }, both: { from, until } }
    return shape === 'turned' ? { from: until, until: from } : shapes[shape]
  })

const term = fc.oneof(
  fc.constant({ kind: 'everyone' }),
  fc.constant({ kind: 'members' }),
  fc.constant({ kind: 'badges.level', atLeast: 1 }),
  fc.record({ kind: fc.constant('trust'), atLeast: fc.nat(4) }),
  fc.record({ kind: fc.constant('role'), atLeast: fc.constantFrom(...roles) }),
  fc.record({ kind: fc.constant('grant'), grant: kind, key }),
)

/** Expressions of every shape that is stored, conditions of absent plugins included. */
export const expressionArbitrary: fc.Arbitrary<object> = fc.letrec<{ node: object }>((tie) => ({
  node: fc
    .tuple(
      fc.oneof(
        { maxDepth: 4, depthIdentifier: 'rule' },
        term,
        fc.record({
          kind: fc.constantFrom('any', 'all'),
          of: fc.array(tie('node'), { minLength: 1, maxLength: 3, depthIdentifier: 'rule' }),
        }),
      ),
      window,
    )
    .map(([node, span]) => ({ ...node, ...span })),
})).node

/** A grant may be held once per kind and key, and may never begin. */
const grants = fc.uniqueArray(fc.record({ kind, key, startsAt: edge, endsAt: edge }), {
  maxLength: 3,
  selector: ({ kind, key }) => `${kind} ${key}`,
})

/** Who somebody is to the rules; which spaces they look after is told by the test that has spaces. */
export const factsArbitrary: fc.Arbitrary<Facts> = fc.record({
  memberId: fc.constantFrom(null, 7, 7, 7),
  role: fc.constantFrom(...roles),
  trustLevel: fc.nat(4),
  suspendedUntil: fc.oneof(
    { arbitrary: fc.constant(null), weight: 3 },
    { arbitrary: instantArbitrary, weight: 1 },
  ),
  grants,
  moderates: fc.constant([]),
})

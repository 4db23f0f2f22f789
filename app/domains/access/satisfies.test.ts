import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { evaluate } from './satisfies.ts'
import { defineTerm, coreTerms } from './terms.ts'
import { visitorFacts } from './facts.ts'
import { expressionArbitrary, factsArbitrary, instantArbitrary, INSTANTS } from './access.arbitrary.ts'
import type { Facts } from './facts.ts'

type Node = Record<string, unknown> & { kind: string; of?: Node[]; from?: string; until?: string }

/** The algebra once more, as plainly as it can be said and sharing nothing with `satisfies.ts`. */
function naive(expression: unknown, facts: Facts, at: Date): boolean {
  const node = expression as Node
  const time = at.valueOf()
  if (node.from !== undefined && time < Date.parse(node.from)) return false
  if (node.until !== undefined && time >= Date.parse(node.until)) return false
  const suspended = facts.suspendedUntil !== null && time < facts.suspendedUntil.valueOf()
  const isMember = facts.memberId !== null
  if (node.kind === 'everyone') return true
  if (node.kind === 'members') return isMember
  if (node.kind === 'trust') return isMember && (suspended ? 0 : facts.trustLevel) >= Number(node['atLeast'])
  if (node.kind === 'role') {
    const rank = { member: 0, moderator: 1, manager: 2, admin: 3 }
    const own = suspended ? 0 : rank[facts.role]
    return isMember && own >= rank[node['atLeast'] as keyof typeof rank]
  }
  if (node.kind === 'grant') {
    if (!isMember || suspended) return false
    for (const grant of facts.grants) {
      const begun = grant.startsAt === null || grant.startsAt.valueOf() <= time
      const over = grant.endsAt !== null && grant.endsAt.valueOf() <= time
      if (grant.kind === node['grant'] && grant.key === node['key'] && begun && !over) return true
    }
    return false
  }
  let yes = 0
  for (const child of node.of ?? []) if (naive(child, facts, at)) yes += 1
  if (node.kind === 'any') return yes > 0
  if (node.kind === 'all') return yes > 0 && yes === node.of?.length
  return false
}

const noon = new Date('2026-05-01T12:00:00Z')
const member = { ...visitorFacts, memberId: 7, trustLevel: 2 }
const satisfied = (expression: unknown, facts = member, now = noon) =>
  evaluate(expression, facts, now).satisfied

describe('evaluate, against a naive evaluator', () => {
  it('gives the same answer at every instant', () => {
    fc.assert(
      fc.property(expressionArbitrary, factsArbitrary, instantArbitrary, (expression, facts, now) => {
        expect(evaluate(expression, facts, now).satisfied).toBe(naive(expression, facts, now))
      }),
      { numRuns: 3000 },
    )
  })

  it('changes at nextChange, and at no instant before it', () => {
    fc.assert(
      fc.property(expressionArbitrary, factsArbitrary, instantArbitrary, (expression, facts, now) => {
        const { satisfied, nextChange } = evaluate(expression, facts, now)
        const before = INSTANTS.filter((at) => at > now && (nextChange === null || at < nextChange))
        for (const at of before) expect(naive(expression, facts, at)).toBe(satisfied)
        if (nextChange === null) return
        expect(nextChange > now).toBe(true)
        expect(naive(expression, facts, new Date(nextChange.getTime() - 1))).toBe(satisfied)
        expect(naive(expression, facts, nextChange)).toBe(!satisfied)
      }),
      { numRuns: 3000 },
    )
  })

  it('is asked questions of every sort: granted, refused, and changing with time', () => {
    const samples = fc.sample(fc.tuple(expressionArbitrary, factsArbitrary, instantArbitrary), {
      numRuns: 500,
      seed: 1,
    })
    const answers = samples.map((sample) => evaluate(...sample))
    expect(answers.filter(({ satisfied }) => satisfied).length).toBeGreaterThan(50)
    expect(answers.filter(({ satisfied }) => !satisfied).length).toBeGreaterThan(50)
    expect(answers.filter(({ nextChange }) => nextChange !== null).length).toBeGreaterThan(50)
  })
})

describe('evaluate', () => {
  it('counts a window from its start up to, not including, its end', () => {
    const open = { kind: 'everyone', from: '2026-05-01T12:00:00Z', until: '2026-05-01T14:00:00+02:00' }
    expect(satisfied(open)).toBe(false)
    expect(satisfied({ ...open, until: '2026-05-01T14:00:00.001+02:00' })).toBe(true)
    expect(satisfied({ kind: 'everyone', until: '2026-05-01T12:00:00Z' })).toBe(false)
  })

  it('lets a suspension end by itself', () => {
    const facts = { ...member, suspendedUntil: new Date('2026-05-02T00:00:00Z') }
    expect(evaluate({ kind: 'trust', atLeast: 1 }, facts, noon)).toEqual({
      satisfied: false,
      nextChange: facts.suspendedUntil,
    })
    expect(evaluate({ kind: 'members' }, facts, noon)).toEqual({ satisfied: true, nextChange: null })
  })

  it.each([
    ['nothing', null],
    ['a word', 'everyone'],
    ['a list', [{ kind: 'everyone' }]],
    ['an object without a kind', {}],
    ['a kind that is no word', { kind: ['everyone'] }],
    ['an unknown kind', { kind: 'everybody' }],
    ['the name of an inherited property', { kind: 'constructor' }],
    ['the name of the prototype', JSON.parse('{"kind": "__proto__"}')],
    ['a condition of an absent plugin', { kind: 'badges.level', atLeast: 1 }],
    ['a field too many', { kind: 'everyone', except: 'Bob' }],
    ['a malformed field', { kind: 'trust', atLeast: '1' }],
    ['no field', { kind: 'trust' }],
    ['a malformed start', { kind: 'everyone', from: 'soon' }],
    ['an end without a zone', { kind: 'everyone', until: '2027-01-01T00:00:00' }],
    ['all of nothing', { kind: 'all', of: [] }],
    ['all of no list', { kind: 'all', of: { length: 0 } }],
    ['all of nothing said', { kind: 'all' }],
    ['any of nothing', { kind: 'any', of: [] }],
  ])('denies %s', (_, expression) => {
    expect(satisfied(expression)).toBe(false)
    expect(evaluate(expression, { ...member, role: 'admin' }, noon)).toEqual({
      satisfied: false,
      nextChange: null,
    })
  })

  it('denies the unknown part alone', () => {
    const unknown = { kind: 'badges.level', atLeast: 1 }
    expect(satisfied({ kind: 'any', of: [unknown, { kind: 'members' }] })).toBe(true)
    expect(satisfied({ kind: 'all', of: [unknown, { kind: 'members' }] })).toBe(false)
  })

  it('denies what is nested deeper than rules may be', () => {
    const nest = (depth: number): unknown =>
      depth === 1 ? { kind: 'everyone' } : { kind: 'any', of: [nest(depth - 1)] }
    expect(satisfied(nest(5))).toBe(true)
    expect(satisfied(nest(6))).toBe(false)
  })

  it('knows the conditions that it is given', () => {
    const level = defineTerm({
      fields: z.strictObject({ atLeast: z.int() }),
      progress: ({ atLeast }, facts) => ({ done: facts.grants.length >= atLeast }),
    })
    const terms = new Map([...coreTerms, ['badges.level', level]])
    expect(evaluate({ kind: 'badges.level', atLeast: 0 }, member, noon, terms).satisfied).toBe(true)
    expect(evaluate({ kind: 'badges.level', atLeast: 1 }, member, noon, terms).satisfied).toBe(false)
  })
})

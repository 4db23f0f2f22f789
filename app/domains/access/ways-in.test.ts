import { describe, expect, it } from 'vitest'
import { visitorFacts } from './facts.ts'
import { bind } from './satisfies.ts'
import { waysIn } from './ways-in.ts'
import type { Facts } from './facts.ts'

const now = new Date('2026-05-01T12:00:00Z')
const later = '2026-06-01T00:00:00.000Z'
const past = '2026-04-01T00:00:00.000Z'
const member: Facts = { ...visitorFacts, memberId: 7, trustLevel: 1 }
const ways = (expression: unknown, facts = member) => waysIn(bind(expression), facts, now)
const open = { opensAt: null, closesAt: null }
const insiders = { kind: 'grant', grant: 'group', key: 'insiders' }
const joinInsiders = { kind: 'grant', params: { grant: 'group', key: 'insiders' }, done: false }

describe('waysIn', () => {
  it('tells a visitor to become a member', () => {
    expect(ways({ kind: 'members' }, visitorFacts)).toEqual([
      { steps: [{ kind: 'members', params: {}, done: false }], ...open },
    ])
  })

  it('counts what can be counted', () => {
    expect(ways({ kind: 'trust', atLeast: 2 })[0]?.steps).toEqual([
      { kind: 'trust', params: { atLeast: 2 }, done: false, counted: { have: 1, need: 2 } },
    ])
  })

  it('gives alternatives, the nearest first', () => {
    const far = { kind: 'trust', atLeast: 4 }
    const both = { kind: 'all', of: [insiders, { kind: 'trust', atLeast: 2 }] }
    const found = ways({ kind: 'any', of: [both, insiders, far] })
    expect(found.map(({ steps }) => steps.map(({ kind, params }) => [kind, params['atLeast']]))).toEqual([
      [['trust', 4]],
      [['grant', undefined]],
      [
        ['grant', undefined],
        ['trust', 2],
      ],
    ])
  })

  it('spreads alternatives within a combination, and asks nothing twice', () => {
    const expression = {
      kind: 'all',
      of: [insiders, { kind: 'any', of: [{ kind: 'members' }, insiders, { kind: 'trust', atLeast: 2 }] }],
    }
    expect(ways(expression).map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([
      ['grant', 'members'],
      ['grant'],
      ['grant', 'trust'],
    ])
  })

  it('says when it opens and closes', () => {
    const span = { from: later, until: '2026-07-01T00:00:00.000Z' }
    expect(ways({ kind: 'everyone', ...span }, visitorFacts)).toEqual([
      { steps: [], opensAt: new Date(span.from), closesAt: new Date(span.until) },
    ])
    const inner = { kind: 'members', from: '2026-06-10T00:00:00.000Z' }
    expect(ways({ kind: 'all', of: [inner, insiders], ...span })).toEqual([
      expect.objectContaining({ opensAt: new Date(inner.from), closesAt: new Date(span.until) }),
    ])
  })

  it('says from when something that is held already counts', () => {
    const grants = [{ kind: 'group', key: 'insiders', startsAt: new Date(later), endsAt: null }]
    expect(ways(insiders, { ...member, grants })[0]?.steps).toEqual([
      { ...joinInsiders, startsAt: new Date(later) },
    ])
  })

  it('leaves out what leads nowhere', () => {
    expect(ways({ kind: 'members', until: past })).toEqual([])
    expect(ways({ kind: 'badges.level', atLeast: 2 })).toEqual([])
    expect(ways({ kind: 'all', of: [insiders, { kind: 'badges.level' }] })).toEqual([])
    expect(ways({ kind: 'any', of: [insiders, { kind: 'badges.level' }] })).toEqual([
      { steps: [joinInsiders], ...open },
    ])
    const never = {
      kind: 'all',
      of: [
        { ...insiders, until: later },
        { kind: 'members', from: later },
      ],
    }
    expect(ways(never)).toEqual([])
  })

  it('stays small where combinations are many', () => {
    const either = (n: number) => ({
      kind: 'any',
      of: [1, 2, 3].map((key) => ({ kind: 'grant', grant: `kind${n}`, key: `${key}` })),
    })
    const found = ways({ kind: 'all', of: Array.from({ length: 14 }, (_, n) => either(n)) })
    expect(found).toHaveLength(12)
    expect(found.every(({ steps }) => steps.length === 14)).toBe(true)
  })
})

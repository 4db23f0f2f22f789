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
const insiders = { type: 'grant', kind: 'group', key: 'insiders' }
const joinInsiders = { type: 'grant', params: { kind: 'group', key: 'insiders' }, done: false }

describe('waysIn', () => {
  it('tells a visitor to become a member', () => {
    expect(ways({ type: 'members' }, visitorFacts)).toEqual([
      { steps: [{ type: 'members', params: {}, done: false }], ...open },
    ])
  })

  it('counts what can be counted', () => {
    expect(ways({ type: 'trust', atLeast: 2 })[0]?.steps).toEqual([
      { type: 'trust', params: { atLeast: 2 }, done: false, counted: { have: 1, need: 2 } },
    ])
  })

  it('gives alternatives, the nearest first', () => {
    const far = { type: 'trust', atLeast: 4 }
    const both = { type: 'all', of: [insiders, { type: 'trust', atLeast: 2 }] }
    const found = ways({ type: 'any', of: [both, insiders, far] })
    expect(found.map(({ steps }) => steps.map(({ type, params }) => [type, params['atLeast']]))).toEqual([
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
      type: 'all',
      of: [insiders, { type: 'any', of: [{ type: 'members' }, insiders, { type: 'trust', atLeast: 2 }] }],
    }
    expect(ways(expression).map(({ steps }) => steps.map(({ type }) => type))).toEqual([
      ['grant', 'members'],
      ['grant'],
      ['grant', 'trust'],
    ])
  })

  it('says when it opens and closes', () => {
    const span = { from: later, until: '2026-07-01T00:00:00.000Z' }
    expect(ways({ type: 'everyone', ...span }, visitorFacts)).toEqual([
      { steps: [], opensAt: new Date(span.from), closesAt: new Date(span.until) },
    ])
    const inner = { type: 'members', from: '2026-06-10T00:00:00.000Z' }
    expect(ways({ type: 'all', of: [inner, insiders], ...span })).toEqual([
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
    expect(ways({ type: 'members', until: past })).toEqual([])
    expect(ways({ type: 'badges.level', atLeast: 2 })).toEqual([])
    expect(ways({ type: 'all', of: [insiders, { type: 'badges.level' }] })).toEqual([])
    expect(ways({ type: 'any', of: [insiders, { type: 'badges.level' }] })).toEqual([
      { steps: [joinInsiders], ...open },
    ])
    const never = {
      type: 'all',
      of: [
        { ...insiders, until: later },
        { type: 'members', from: later },
      ],
    }
    expect(ways(never)).toEqual([])
  })

  it('stays small where combinations are many', () => {
    const either = (n: number) => ({
      type: 'any',
      of: [1, 2, 3].map((key) => ({ type: 'grant', kind: `kind${n}`, key: `${key}` })),
    })
    const found = ways({ type: 'all', of: Array.from({ length: 14 }, (_, n) => either(n)) })
    expect(found).toHaveLength(12)
    expect(found.every(({ steps }) => steps.length === 14)).toBe(true)
  })
})

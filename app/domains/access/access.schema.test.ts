import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expressionArbitrary } from './access.arbitrary.ts'
import { expressionSchema, grantSchema, ruleSchema } from './access.schema.ts'
import { evaluate } from './satisfies.ts'
import { visitorFacts } from './facts.ts'

const schema = expressionSchema()
/** The faults of an input as `path: message`. */
function faults(input: unknown): string[] {
  const read = schema.safeParse(input)
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the schema of expressions', () => {
  it.each([
    [{ type: 'everyone' }],
    [{ type: 'members', from: '2026-05-01T09:00:00+02:00', until: '2026-05-02T09:00:00Z' }],
    [{ type: 'trust', atLeast: 2 }],
    [{ type: 'role', atLeast: 'moderator' }],
    [{ type: 'grant', kind: 'events.attended', key: 'spring-ride' }],
    [{ type: 'any', of: [{ type: 'members' }, { type: 'all', of: [{ type: 'trust', atLeast: 0 }] }] }],
    [{ type: 'badges.level', atLeast: 3, badge: 'helper', strict: true }],
  ])('keeps %j as it is', (expression) => {
    expect(schema.parse(expression)).toEqual(expression)
  })

  it('keeps whatever the evaluator may grant', () => {
    fc.assert(
      fc.property(expressionArbitrary, (expression) => {
        const read = schema.safeParse(expression)
        if (read.success) expect(read.data).toEqual(expression)
        else expect(JSON.stringify(read.error.issues)).toMatch(/The end must come after the start/)
      }),
    )
  })

  it.each([
    [null, ': A condition is an object with a type, such as {"type": "members"}.'],
    [{}, 'type: Say which type of condition this is.'],
    [
      { type: 'member' },
      'type: There is no condition called "member". There are: everyone, members, trust, role, grant, any, all.',
    ],
    [{ type: 'constructor' }, /^type: There is no condition called "constructor"/],
    [{ type: 'any', of: [] }, 'of: “any” needs at least one condition.'],
    [
      { type: 'all', of: [{ type: 'trust', atLeast: 1.5 }] },
      'of.0.atLeast: A trust level is a whole number.',
    ],
    [{ type: 'trust', atLeast: 11 }, 'atLeast: Trust levels end at 10.'],
    [{ type: 'role', atLeast: 'owner' }, 'atLeast: A role is one of: member, moderator, manager, admin.'],
    [{ type: 'grant', kind: 'group', key: ' ' }, 'key: Say which one it is.'],
    [{ type: 'grant', kind: 'Group', key: 'a' }, /^kind: The kind of a grant is a lower-case word/],
    [{ type: 'everyone', except: 'Bob' }, 'except: “everyone” has no field “except”.'],
    [{ type: 'any', of: [{ type: 'everyone' }], not: 1 }, 'not: “any” has no field “not”.'],
    [
      { type: 'everyone', from: '2026-05-01' },
      'from: A time is written with its zone, such as 2026-05-01T09:00:00Z.',
    ],
    [
      { type: 'everyone', from: '2026-05-01T09:00:00Z', until: '2026-05-01T10:00:00+01:00' },
      'until: The end must come after the start, or nobody ever gets in.',
    ],
    [{ type: 'badges.level', of: [{ deep: true }] }, /^of: /],
  ])('says what is wrong with %j', (expression, fault) => {
    expect(faults(expression)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)])
  })

  it('tells of every fault at once, each at its place', () => {
    const expression = {
      type: 'any',
      of: [{ type: 'trust' }, { type: 'members' }, { type: 'role', atLeast: 1 }],
    }
    expect(faults(expression)).toEqual([
      'of.0.atLeast: A trust level is a whole number.',
      'of.2.atLeast: A role is one of: member, moderator, manager, admin.',
    ])
  })

  it('limits depth and size, whatever comes', () => {
    let deep: object = { type: 'everyone' }
    for (let depth = 0; depth < 100_000; depth += 1) deep = { type: 'any', of: [deep] }
    expect(faults(deep)).toEqual([expect.stringContaining('Conditions nest at most 5 deep.')])
    const wide = { type: 'any', of: Array.from({ length: 1000 }, () => ({ type: 'members' })) }
    expect(faults(wide)).toEqual([expect.stringContaining('A rule has at most 60 conditions.')])
  })

  it('lets no field reach a prototype', () => {
    const read = schema.parse(JSON.parse('{"type": "a.b", "__proto__": true, "constructor": "x"}'))
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(evaluate(read, visitorFacts, new Date()).satisfied).toBe(false)
  })
})

describe('the schemas of commands', () => {
  it('take the names they know, and no others', () => {
    const rule = { name: ' Insiders ', expression: { type: 'members' } }
    expect(ruleSchema().parse(rule)).toEqual({ ...rule, name: 'Insiders', teaser: false })
    expect(ruleSchema().safeParse({ ...rule, createdAt: 'now' }).success).toBe(false)
    expect(ruleSchema().safeParse({ ...rule, teaser: 'true' }).success).toBe(false)
    expect(ruleSchema().safeParse({ ...rule, id: ['1'] }).success).toBe(false)
  })

  it('refuse a grant that ends before it starts', () => {
    const grant = { memberId: 1, kind: 'tier', key: 'gold', startsAt: '2026-05-02T00:00:00Z' }
    expect(grantSchema.parse(grant)).toEqual({ ...grant, endsAt: null })
    const read = grantSchema.safeParse({ ...grant, endsAt: '2026-05-01T00:00:00Z' })
    expect(read.error?.issues.map(({ path }) => path)).toEqual([['endsAt']])
  })
})

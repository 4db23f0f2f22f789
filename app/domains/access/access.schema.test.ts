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
    [{ kind: 'everyone' }],
    [{ kind: 'members', from: '2026-05-01T09:00:00+02:00', until: '2026-05-02T09:00:00Z' }],
    [{ kind: 'trust', atLeast: 2 }],
    [{ kind: 'role', atLeast: 'moderator' }],
    [{ kind: 'grant', grant: 'events.attended', key: 'spring-ride' }],
    [{ kind: 'any', of: [{ kind: 'members' }, { kind: 'all', of: [{ kind: 'trust', atLeast: 0 }] }] }],
    [{ kind: 'badges.level', atLeast: 3, badge: 'helper', strict: true }],
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
    [null, ': A condition is an object with a kind, such as {"kind": "members"}.'],
    [{}, 'kind: Say which kind of condition this is.'],
    [
      { kind: 'member' },
      'kind: There is no condition called "member". There are: everyone, members, trust, role, grant, any, all.',
    ],
    [{ kind: 'constructor' }, /^kind: There is no condition called "constructor"/],
    [{ kind: 'any', of: [] }, 'of: “any” needs at least one condition.'],
    [
      { kind: 'all', of: [{ kind: 'trust', atLeast: 1.5 }] },
      'of.0.atLeast: A trust level is a whole number.',
    ],
    [{ kind: 'trust', atLeast: 11 }, 'atLeast: Trust levels end at 10.'],
    [{ kind: 'role', atLeast: 'owner' }, 'atLeast: A role is one of: member, moderator, manager, admin.'],
    [{ kind: 'grant', grant: 'group', key: ' ' }, 'key: Say which one it is.'],
    [{ kind: 'grant', grant: 'Group', key: 'a' }, /^grant: The kind of a grant is a lower-case word/],
    [{ kind: 'everyone', except: 'Bob' }, 'except: “everyone” has no field “except”.'],
    [{ kind: 'any', of: [{ kind: 'everyone' }], not: 1 }, 'not: “any” has no field “not”.'],
    [
      { kind: 'everyone', from: '2026-05-01' },
      'from: A time is written with its zone, such as 2026-05-01T09:00:00Z.',
    ],
    [
      { kind: 'everyone', from: '2026-05-01T09:00:00Z', until: '2026-05-01T10:00:00+01:00' },
      'until: The end must come after the start, or nobody ever gets in.',
    ],
    [{ kind: 'badges.level', of: [{ deep: true }] }, /^of: /],
  ])('says what is wrong with %j', (expression, fault) => {
    expect(faults(expression)).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)])
  })

  it('tells of every fault at once, each at its place', () => {
    const expression = {
      kind: 'any',
      of: [{ kind: 'trust' }, { kind: 'members' }, { kind: 'role', atLeast: 1 }],
    }
    expect(faults(expression)).toEqual([
      'of.0.atLeast: A trust level is a whole number.',
      'of.2.atLeast: A role is one of: member, moderator, manager, admin.',
    ])
  })

  it('limits depth and size, whatever comes', () => {
    let deep: object = { kind: 'everyone' }
    for (let depth = 0; depth < 100_000; depth += 1) deep = { kind: 'any', of: [deep] }
    expect(faults(deep)).toEqual([expect.stringContaining('Conditions nest at most 5 deep.')])
    const wide = { kind: 'any', of: Array.from({ length: 1000 }, () => ({ kind: 'members' })) }
    expect(faults(wide)).toEqual([expect.stringContaining('A rule has at most 60 conditions.')])
  })

  it('lets no field reach a prototype', () => {
    const read = schema.parse(JSON.parse('{"kind": "a.b", "__proto__": true, "constructor": "x"}'))
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(evaluate(read, visitorFacts, new Date()).satisfied).toBe(false)
  })
})

describe('the schemas of commands', () => {
  it('take the names they know, and no others', () => {
    const rule = { name: ' Insiders ', expression: { kind: 'members' } }
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

import { describe, expect, it } from 'vitest'
import { canView, isListed, rulesOf } from './access.policy.ts'
import { visitor } from './actor.ts'
import type { ContentState } from '#prisma/generated/kysely/enums.ts'
import type { Access } from './access.ts'
import type { SpaceThing, Thing, ThreadThing } from './access.policy.ts'
import type { Actor, MemberActor } from './actor.ts'

const [OPEN, TOLD, SECRET] = [1, 2, 3]
const states: ContentState[] = ['published', 'held', 'hidden', 'deleted']

const accessOf = (actor: Actor, satisfied = [OPEN]): Access => ({
  actor,
  satisfied: new Set(satisfied),
  teasers: new Set([TOLD].filter((rule) => !satisfied.includes(rule))),
  expiresAt: null,
})
const member: MemberActor = {
  kind: 'member',
  memberId: 7,
  accountId: 70,
  handle: 'ada',
  displayName: 'Ada',
  role: 'member',
  trustLevel: 1,
  suspended: false,
  moderates: [],
}
const moderator: MemberActor = { ...member, memberId: 8, role: 'moderator' }

const space = (ruleId: number, parentRule?: number): SpaceThing => ({
  noun: 'space',
  ruleId,
  within: parentRule === undefined ? null : { noun: 'parent', ruleId: parentRule },
})
const thread = (values: Partial<ThreadThing> = {}): ThreadThing => ({
  noun: 'thread',
  ruleId: OPEN,
  state: 'published',
  authorId: 1,
  unlisted: false,
  spaceId: 5,
  within: space(OPEN),
  ...values,
})
const sights = (access: Access, authorId: number) =>
  states.map((state) => canView(access, thread({ state, authorId })))

describe('canView', () => {
  it('shows what its rule opens, tells of what may be told, and of nothing else', () => {
    const access = accessOf(visitor)
    expect([OPEN, TOLD, SECRET].map((ruleId) => canView(access, thread({ ruleId })))).toEqual([
      'full',
      'teaser',
      'none',
    ])
  })

  it('shows waiting things to their author, and everything to staff', () => {
    expect(sights(accessOf(visitor), 7)).toEqual(['full', 'none', 'none', 'none'])
    expect(sights(accessOf(member), 1)).toEqual(['full', 'none', 'none', 'none'])
    expect(sights(accessOf(member), 7)).toEqual(['full', 'full', 'full', 'none'])
    expect(sights(accessOf(moderator), 1)).toEqual(['full', 'full', 'full', 'full'])
    expect(sights(accessOf({ ...moderator, suspended: true }), 1)).toEqual(['full', 'none', 'none', 'none'])
    expect(sights(accessOf({ kind: 'system', job: 'index' }), 1)).toEqual(['full', 'full', 'full', 'full'])
  })

  it('shows everything in a space to who looks after it, and nothing more elsewhere', () => {
    const keeper: MemberActor = { ...member, memberId: 9, moderates: [5] }
    const post = (spaceId: number): Thing => ({
      noun: 'post',
      state: 'deleted',
      authorId: 1,
      within: thread({ spaceId }),
    })
    expect(sights(accessOf(keeper), 1)).toEqual(['full', 'full', 'full', 'full'])
    expect([5, 6].map((spaceId) => canView(accessOf(keeper), post(spaceId)))).toEqual(['full', 'none'])
    expect(canView(accessOf(keeper), thread({ spaceId: 6, state: 'held' }))).toBe('none')
    expect(canView(accessOf(keeper), thread({ ruleId: SECRET, state: 'held' }))).toBe('none')
    expect(sights(accessOf({ ...keeper, suspended: true }), 1)).toEqual(['full', 'none', 'none', 'none'])
  })

  it('gives staff no area that their rules do not open', () => {
    expect(canView(accessOf(moderator), thread({ ruleId: SECRET }))).toBe('none')
    expect(canView(accessOf(moderator), thread({ ruleId: TOLD, state: 'hidden' }))).toBe('none')
  })

  it('shows authors nothing of their own in an area that is closed to them', () => {
    expect(canView(accessOf(member), thread({ ruleId: SECRET, authorId: 7 }))).toBe('none')
  })

  it('asks what a thing lies in, too', () => {
    const access = accessOf(member)
    expect(canView(access, thread({ within: space(SECRET) }))).toBe('none')
    expect(canView(access, thread({ within: space(TOLD) }))).toBe('teaser')
    expect(canView(access, thread({ within: space(OPEN, SECRET) }))).toBe('none')
    expect(canView(access, thread({ ruleId: TOLD, within: space(OPEN, SECRET) }))).toBe('none')
    expect(canView(access, space(OPEN, TOLD))).toBe('teaser')
    const post = (within: ThreadThing): Thing => ({ noun: 'post', state: 'published', authorId: 7, within })
    expect(canView(access, post(thread()))).toBe('full')
    expect(canView(access, post(thread({ state: 'hidden' })))).toBe('none')
    expect(canView(access, post(thread({ ruleId: TOLD })))).toBe('teaser')
    expect(canView(access, { noun: 'post', state: 'held', authorId: 1, within: thread() })).toBe('none')
  })

  it('denies what it knows too little about', () => {
    const access = accessOf(moderator, [OPEN, TOLD, SECRET])
    const broken = [
      { noun: 'thread', state: 'published' },
      { ...thread(), ruleId: undefined },
      { ...thread(), within: undefined },
      { ...thread(), within: null },
      { ...thread(), within: { noun: 'parent', ruleId: OPEN } },
    ]
    for (const thing of broken) expect(canView(access, thing as unknown as Thing)).toBe('none')
    const stateless = { ...thread(), state: undefined } as unknown as Thing
    expect(canView(accessOf(member), stateless)).toBe('none')
  })
})

describe('isListed', () => {
  it('lists what is published and not unlisted, alike for everybody who may read it', () => {
    const listedTo = (access: Access, values: Partial<ThreadThing>) =>
      isListed(access, thread({ authorId: 7, ...values }))
    for (const actor of [visitor, member, moderator]) {
      expect(listedTo(accessOf(actor), {})).toBe(true)
      expect(listedTo(accessOf(actor), { unlisted: true })).toBe(false)
      expect(listedTo(accessOf(actor), { state: 'held' })).toBe(false)
      expect(listedTo(accessOf(actor), { ruleId: TOLD })).toBe(false)
      expect(listedTo(accessOf(actor), { within: space(OPEN, SECRET) })).toBe(false)
    }
    expect(canView(accessOf(visitor), thread({ unlisted: true }))).toBe('full')
  })
})

describe('rulesOf', () => {
  it('names every rule on the way', () => {
    const post: Thing = {
      noun: 'post',
      state: 'published',
      authorId: 1,
      within: thread({ ruleId: SECRET, within: space(TOLD, OPEN) }),
    }
    expect(rulesOf(post)).toEqual([SECRET, TOLD, OPEN])
    expect(rulesOf(thread())).toEqual([OPEN])
  })
})

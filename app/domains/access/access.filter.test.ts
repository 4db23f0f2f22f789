import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { INSTANTS, expressionArbitrary, factsArbitrary } from './access.arbitrary.ts'
import { visibleRules, whereKnown, whereListed, whereVisible } from './access.filter.server.ts'
import { canView, isListed } from './access.policy.ts'
import { createWorld } from './access.world.ts'
import { visitor } from './actor.ts'
import { EVERYONE_RULE, MEMBERS_RULE } from './rules.ts'
import { createGate } from './gate.server.ts'
import type { ContentState } from '#prisma/generated/kysely/enums.ts'
import type { Access } from './access.ts'
import type { PostThing, SpaceThing, Thing, ThreadThing } from './access.policy.ts'
import type { Actor, MemberActor } from './actor.ts'
import type { Facts } from './facts.ts'

const { kysely: db } = await testDatabase()
const now = INSTANTS[10] ?? new Date()
const states: ContentState[] = ['published', 'held', 'hidden', 'deleted']
const index = fc.nat(1000)

/** Spaces (some in others), threads (some with a rule of their own, sensible or not) and posts, by random choices. */
const community = fc.record({
  rules: fc.array(fc.tuple(expressionArbitrary, fc.boolean()), { minLength: 2, maxLength: 6 }),
  people: fc.array(factsArbitrary, { minLength: 2, maxLength: 5 }),
  moderators: fc.array(fc.record({ person: index, space: index }), { maxLength: 4 }),
  spaces: fc.array(fc.record({ rule: index, parent: fc.option(index, { nil: null }) }), {
    minLength: 2,
    maxLength: 5,
  }),
  threads: fc.array(
    fc.record({
      space: index,
      rule: index,
      state: fc.constantFrom(...states, 'published'),
      author: index,
      unlisted: fc.boolean(),
    }),
    { minLength: 5, maxLength: 20 },
  ),
  posts: fc.array(
    fc.record({ thread: index, state: fc.constantFrom(...states, 'published'), author: index }),
    {
      minLength: 5,
      maxLength: 30,
    },
  ),
})
type Community = typeof community extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(from: readonly T[], choice: number): T => from[choice % from.length] as T

/** Puts a random community into the database, instead of the one before. */
async function settle({ rules, people, moderators, spaces, threads, posts }: Community) {
  for (const table of ['post', 'thread', 'space', 'member'] as const) await db.deleteFrom(table).execute()
  await db.deleteFrom('access_rule').where('id', '>', MEMBERS_RULE).execute()
  const world = createWorld(db)
  const ruleIds = [EVERYONE_RULE, MEMBERS_RULE]
  for (const [expression, teaser] of rules) ruleIds.push(await world.rule(expression, { teaser }))
  const members: MemberActor[] = []
  for (const facts of people) members.push(await settleMember(world, facts))
  const things: {
    space: Map<number, SpaceThing>
    thread: Map<number, ThreadThing>
    post: Map<number, PostThing>
  } = {
    space: new Map(),
    thread: new Map(),
    post: new Map(),
  }
  const tops: [number, number][] = []
  for (const { rule, parent } of spaces) {
    const ruleId = pick(ruleIds, rule)
    const around = parent === null || tops.length === 0 ? null : pick(tops, parent)
    const id = await world.space({ rule_id: ruleId, parent_id: around?.[0] ?? null })
    if (around === null) tops.push([id, ruleId])
    const within = around && ({ noun: 'parent', ruleId: around[1] } as const)
    things.space.set(id, { noun: 'space', ruleId, within })
  }
  for (const { person, space } of moderators)
    await db
      .insertInto('space_moderator')
      .values({ member_id: pick(members, person).memberId, space_id: pick([...things.space], space)[0] })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  for (const { space, rule, state, author, unlisted } of threads) {
    const [spaceId, within] = pick([...things.space], space)
    const authorId = pick(members, author).memberId
    const ruleId = pick([within.ruleId, pick(ruleIds, rule)], author)
    const id = await world.thread({
      space_id: spaceId,
      rule_id: ruleId,
      author_id: authorId,
      state,
      unlisted,
    })
    things.thread.set(id, { noun: 'thread', ruleId, state, authorId, unlisted, spaceId, within })
  }
  for (const { thread, state, author } of posts) {
    const [threadId, within] = pick([...things.thread], thread)
    const authorId = pick(members, author).memberId
    const id = await world.post({ thread_id: threadId, author_id: authorId, state })
    things.post.set(id, { noun: 'post', state, authorId, within })
  }
  return { members, things }
}

async function settleMember(world: ReturnType<typeof createWorld>, facts: Facts): Promise<MemberActor> {
  const { role, trustLevel: trust_level, suspendedUntil } = facts
  const actor = await world.member({ role, trust_level, suspended_until: suspendedUntil })
  for (const { kind, key, startsAt, endsAt } of facts.grants) {
    const grant = { member_id: actor.memberId, kind, key, starts_at: startsAt, ends_at: endsAt }
    await db.insertInto('access_grant').values(grant).execute()
  }
  return { ...actor, suspended: suspendedUntil !== null && now < suspendedUntil }
}

/** The ids of a noun's rows that a filter lets through. */
async function rows(noun: 'space' | 'thread' | 'post', filter: typeof whereVisible, access: Access) {
  const query = sql<{
    id: number
  }>`select x.id from ${sql.table(noun)} x where ${filter(access, noun, 'x')} order by x.id`
  return (await query.execute(db)).rows.map(({ id }) => id)
}

function things<T extends Thing>(of: ReadonlyMap<number, T>, holds: (thing: T) => boolean): number[] {
  return [...of].flatMap(([id, thing]) => (holds(thing) ? [id] : [])).sort((a, b) => a - b)
}

describe('list filters', () => {
  it('let through exactly the rows that the policy lets through', { timeout: 60_000 }, async () => {
    const seen = { full: 0, teaser: 0, none: 0, listed: 0 }
    await fc.assert(
      fc.asyncProperty(community, async (random) => {
        const settled = await settle(random)
        const gate = createGate({ db, clock: { now: () => now } })
        const actors: Actor[] = [visitor, { kind: 'system', job: 'test' }, ...settled.members]
        for (const actor of actors) {
          const access = await gate.accessOf(actor)
          for (const noun of ['space', 'thread', 'post'] as const) {
            const of: ReadonlyMap<number, Thing> = settled.things[noun]
            for (const thing of of.values()) seen[canView(access, thing)] += 1
            expect(await rows(noun, whereVisible, access)).toEqual(
              things(of, (one) => canView(access, one) === 'full'),
            )
            expect(await rows(noun, whereKnown, access)).toEqual(
              things(of, (one) => canView(access, one) !== 'none'),
            )
            expect(await rows(noun, whereListed, access)).toEqual(things(of, (one) => isListed(access, one)))
            seen.listed += things(of, (one) => isListed(access, one)).length
          }
        }
      }),
      { numRuns: 40 },
    )
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100)
  })

  it('read lists from the partial indexes that are made for them', async () => {
    const access = await createGate({ db, clock: { now: () => now } }).accessOf(visitor)
    const plan = await db.transaction().execute(async (tx) => {
      // The table is nearly empty here; what counts is whether the index fits the condition at all.
      await sql`set local enable_seqscan = off`.execute(tx)
      await sql`set local enable_sort = off`.execute(tx)
      return tx
        .selectFrom('thread as t')
        .select('t.id')
        .where('t.rule_id', '=', visibleRules(access)[0] ?? 0)
        .where(whereListed(access, 'thread', 't'))
        .orderBy('t.last_post_at', 'desc')
        .orderBy('t.id', 'desc')
        .limit(31)
        .explain('json')
    })
    expect(JSON.stringify(plan)).toContain('thread_list_latest')
  })
})

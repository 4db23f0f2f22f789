import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { recount } from '#app/domains/counters/recount.server.ts'
import { createBus } from '#app/platform/bus/bus.ts'
import { systemClock } from '#app/platform/clock.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { createWorld } from './access.world.ts'
import { effectiveRule } from './effective-rule.server.ts'
import { EVERYONE_RULE, MEMBERS_RULE } from './rules.ts'
import { setSpaceRule } from './set-space-rule.server.ts'
import type { AccessCommand } from './manage-access.ts'

const database = await testDatabase()
const db = database.kysely
const world = createWorld(db)
const bus = createBus({ url: database.url, pool: database.pool, log: quietLog })
await bus.ready()
afterAll(() => bus.close())
const command: AccessCommand = { db, bus, clock: systemClock, actor: { kind: 'system', job: 'test' } }
const ruleOf = (table: 'space' | 'thread', id: number) =>
  db
    .selectFrom(table)
    .select('rule_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
    .then((row) => row.rule_id)

/** Every number that is kept by rule. */
async function counts() {
  const members = await db
    .selectFrom('member_count')
    .selectAll()
    .orderBy('member_id')
    .orderBy('rule_id')
    .execute()
  const spaces = await db
    .selectFrom('space_count')
    .selectAll()
    .orderBy('space_id')
    .orderBy('rule_id')
    .execute()
  const tags = await db.selectFrom('tag_count').selectAll().orderBy('tag_id').orderBy('rule_id').execute()
  return { members, spaces, tags }
}

describe('setSpaceRule', () => {
  it('takes along the threads and spaces within, and keeps rules of their own beside it', async () => {
    const [a, b] = [
      await world.rule({ kind: 'trust', atLeast: 1 }),
      await world.rule({ kind: 'trust', atLeast: 2 }),
    ]
    const top = await world.space()
    const child = await world.space({ parent_id: top })
    const author_id = (await world.member()).memberId
    const follows = await world.thread({ space_id: top, rule_id: EVERYONE_RULE, author_id })
    const below = await world.thread({ space_id: child, rule_id: EVERYONE_RULE, author_id })
    const own = await world.thread({ space_id: top, rule_id: a, own_rule: true, author_id })
    const both = (outer: number, inner: number) =>
      db.transaction().execute((tx) => effectiveRule(tx, outer, inner))
    const rules = async () => [
      await ruleOf('space', top),
      await ruleOf('space', child),
      await ruleOf('thread', follows),
      await ruleOf('thread', below),
      await ruleOf('thread', own),
    ]
    await setSpaceRule(command, { spaceId: top, ruleId: b })
    expect(await rules()).toEqual([b, b, b, b, await both(b, a)])
    await setSpaceRule(command, { spaceId: child, ruleId: b })
    const twice = await both(b, b)
    expect(await rules()).toEqual([b, twice, b, twice, await both(b, a)])
    await setSpaceRule(command, { spaceId: top, ruleId: a })
    expect(await rules()).toEqual([a, await both(a, b), a, await both(a, b), await both(a, a)])
    await setSpaceRule(command, { spaceId: top, ruleId: EVERYONE_RULE })
    expect(await rules()).toEqual([EVERYONE_RULE, b, EVERYONE_RULE, b, a])
  })

  it('knows which spaces and rules there are', async () => {
    const spaceId = await world.space()
    const missing = { reason: 'missing' }
    await expect(setSpaceRule(command, { spaceId: 999_999, ruleId: 1 })).rejects.toMatchObject(missing)
    await expect(setSpaceRule(command, { spaceId, ruleId: 999_999 })).rejects.toMatchObject(missing)
    const both = await db.transaction().execute((tx) => effectiveRule(tx, MEMBERS_RULE, MEMBERS_RULE))
    await expect(setSpaceRule(command, { spaceId, ruleId: both })).rejects.toMatchObject(missing)
    expect(await ruleOf('space', spaceId)).toBe(EVERYONE_RULE)
  })

  it('keeps every number equal to what it counts', { timeout: 60_000 }, async () => {
    const { spaces, rules } = await bigCommunity()
    const move = fc.record({
      spaceId: fc.constantFrom(...spaces),
      ruleId: fc.constantFrom(EVERYONE_RULE, ...rules),
    })
    await db.transaction().execute(recount)
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 4 }), async (moves) => {
        for (const input of moves) await setSpaceRule(command, input)
        const kept = await counts()
        await db.transaction().execute(recount)
        expect(kept).toEqual(await counts())
        expect(kept.members.length).toBeGreaterThan(0)
        expect(await followers()).toEqual([])
      }),
      { numRuns: 20 },
    )
  })

  it('stays true while threads are answered', async () => {
    const { spaces, rules } = await bigCommunity()
    await db.transaction().execute(recount)
    const spaceId = spaces[0] ?? 0
    const author = await world.member()
    const threads = await db.selectFrom('thread').select('id').where('space_id', '=', spaceId).execute()
    await Promise.all([
      ...threads.map(({ id }) => reply(id, author.memberId)),
      ...[EVERYONE_RULE, ...rules].map((ruleId) => setSpaceRule(command, { spaceId, ruleId })),
      ...threads.map(({ id }) => reply(id, author.memberId)),
    ])
    const kept = await counts()
    await db.transaction().execute(recount)
    expect(kept).toEqual(await counts())
  })
})

/** Spaces, one in another, with threads of every sort, tagged and answered. */
async function bigCommunity() {
  const rules = [
    MEMBERS_RULE,
    await world.rule({ kind: 'trust', atLeast: 1 }),
    await world.rule({ kind: 'trust', atLeast: 2 }),
  ]
  const authors = [await world.member(), await world.member(), await world.member()]
  const top = await world.space()
  const spaces = [top, await world.space({ parent_id: top }), await world.space()]
  const tagId = await world.tag()
  for (const [n, space_id] of [...spaces, ...spaces, ...spaces, ...spaces].entries()) {
    const own = n % 4 === 3
    const author_id = authors[n % 3]?.memberId ?? 0
    const thread_id = await world.thread({
      space_id,
      rule_id: own ? (rules[n % 3] ?? 1) : EVERYONE_RULE,
      own_rule: own,
      author_id,
      state: n === 5 ? 'hidden' : 'published',
      unlisted: n === 6,
    })
    await db
      .insertInto('thread_tag')
      .values({
        thread_id,
        tag_id: tagId,
        rule_id: 1,
        listed: true,
        created_at: new Date(),
        last_post_at: new Date(),
      })
      .execute()
    for (let post = 0; post <= n % 4; post += 1) {
      const state = post === 2 ? 'deleted' : 'published'
      const answer = await world.post({
        thread_id,
        author_id: authors[(n + post) % 3]?.memberId ?? 0,
        state,
        like_count: post,
      })
      if (post === 1)
        await db.updateTable('thread').set({ accepted_post_id: answer }).where('id', '=', thread_id).execute()
    }
  }
  return { spaces, rules }
}

/** Threads without a rule of their own that carry another than their space's. */
function followers() {
  return db
    .selectFrom('thread')
    .innerJoin('space', 'space.id', 'thread.space_id')
    .select('thread.id')
    .where('own_rule', '=', false)
    .whereRef('thread.rule_id', '<>', 'space.rule_id')
    .execute()
}

/** A reply as commands write one: the thread is locked first, and names the rule that is counted under. */
async function reply(threadId: number, authorId: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const now = new Date()
    const thread = await tx
      .updateTable('thread')
      .set((eb) => ({
        post_count: eb('post_count', '+', 1),
        last_number: eb('last_number', '+', 1),
        last_post_at: eb.fn<Date>('greatest', ['last_post_at', eb.val(now)]),
      }))
      .where('id', '=', threadId)
      .returning(['space_id', 'rule_id', 'last_number', 'post_count', 'state', 'unlisted'])
      .executeTakeFirstOrThrow()
    const words = { source: 'me too', html: '<p>me too</p>', pipeline_version: 1 }
    await tx
      .insertInto('post')
      .values({
        thread_id: threadId,
        author_id: authorId,
        number: thread.last_number,
        created_at: now,
        ...words,
      })
      .execute()
    if (thread.state !== 'published' || thread.unlisted) return
    const { rule_id, space_id } = thread
    await tx
      .insertInto('member_count')
      .values({ member_id: authorId, rule_id, posts: 1 })
      .onConflict((oc) =>
        oc
          .columns(['member_id', 'rule_id'])
          .doUpdateSet((eb) => ({ posts: eb('member_count.posts', '+', 1) })),
      )
      .execute()
    await tx
      .updateTable('space_count')
      .set((eb) => ({
        posts: eb('posts', '+', 1),
        unanswered: eb('unanswered', '-', thread.post_count === 2 ? 1 : 0),
        last_post_at: eb.fn<Date>('greatest', ['last_post_at', eb.val(now)]),
      }))
      .where('space_id', '=', space_id)
      .where('rule_id', '=', rule_id)
      .execute()
  })
}

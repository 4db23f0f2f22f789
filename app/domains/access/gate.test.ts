import { describe, expect, it, onTestFinished } from 'vitest'
import { createBus } from '#app/platform/bus/bus.ts'
import { countQueries } from '#app/platform/db/statements.ts'
import { systemClock } from '#app/platform/clock.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { createWorld } from './access.world.ts'
import { visitor } from './actor.ts'
import { createGate } from './gate.server.ts'
import { grantAccess } from './grant-access.server.ts'
import { revokeAccess } from './revoke-access.server.ts'
import { EVERYONE_RULE, MEMBERS_RULE } from './rules.ts'
import { saveRule } from './save-rule.server.ts'
import type { Kysely, KyselyPlugin } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Actor } from './actor.ts'

const database = await testDatabase()
const db = database.kysely
const world = createWorld(db)
const system: Actor = { kind: 'system', job: 'test' }
const insiders = { kind: 'grant', grant: 'group', key: 'insiders' }

/** A clock that the test turns. */
function testClock(start = '2026-05-01T12:00:00Z') {
  let time = new Date(start)
  return { now: () => time, set: (to: string) => void (time = new Date(to)) }
}

/** A gate on a real bus, both closed when the test ends. */
async function gateOnBus(options: { db?: Kysely<DB>; clock?: ReturnType<typeof testClock> } = {}) {
  const bus = createBus({
    url: database.url,
    pool: database.pool,
    log: quietLog,
  })
  await bus.ready()
  const gate = createGate({ db, clock: testClock(), bus, ...options })
  onTestFinished(async () => {
    gate.close()
    await bus.close()
  })
  return { gate, bus, command: { db, bus, actor: system, clock: systemClock } }
}

/** From `hold` on, keeps every answer of the database back until `release`: what was read grows old on its way. */
function heldDatabase() {
  let holds = false
  const arrived = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (!holds) return result
      arrived.resolve()
      await released.promise
      return result
    },
  }
  const hold = () => void (holds = true)
  return { db: db.withPlugin(plugin), hold, arrived: arrived.promise, release: released.resolve }
}

describe('the gate', () => {
  it('knows the two rules that always exist', async () => {
    const gate = createGate({ db, clock: testClock() })
    const ofVisitor = await gate.accessOf(visitor)
    expect(ofVisitor).toMatchObject({ actor: visitor, expiresAt: null })
    expect([ofVisitor.satisfied.has(EVERYONE_RULE), ofVisitor.satisfied.has(MEMBERS_RULE)]).toEqual([
      true,
      false,
    ])
    const member = await world.member()
    const ofMember = await gate.accessOf(member)
    expect([ofMember.satisfied.has(EVERYONE_RULE), ofMember.satisfied.has(MEMBERS_RULE)]).toEqual([
      true,
      true,
    ])
    expect(ofMember.actor).toEqual(member)
  })

  it('asks the database once for the rules and once for each member, however many ask at once', async () => {
    const gate = createGate({ db, clock: testClock() })
    const [one, other] = [await world.member(), await world.member()]
    const ask = (actors: Actor[]) =>
      countQueries(() => Promise.all(actors.map((actor) => gate.accessOf(actor))))
    expect((await ask(Array(20).fill(visitor))).statements).toHaveLength(1)
    expect((await ask([...Array(20).fill(one), ...Array(20).fill(other)])).statements).toHaveLength(2)
    expect((await ask([visitor, one, other, visitor])).statements).toEqual([])
  })

  it('lets those with the grant in while it counts', async () => {
    const ruleId = await world.rule(insiders)
    const member = await world.member()
    const clock = testClock()
    const { gate, command } = await gateOnBus({ clock })
    const isIn = async () => (await gate.accessOf(member)).satisfied.has(ruleId)
    expect(await isIn()).toBe(false)
    const grant = { memberId: member.memberId, kind: 'group', key: 'insiders' }
    await grantAccess(command, { ...grant, startsAt: '2026-05-01T13:00:00Z', endsAt: '2026-05-01T14:00:00Z' })
    expect(await isIn()).toBe(false)
    expect((await gate.accessOf(member)).expiresAt).toEqual(new Date('2026-05-01T13:00:00Z'))
    clock.set('2026-05-01T13:00:00Z')
    expect(await isIn()).toBe(true)
    clock.set('2026-05-01T13:59:59.999Z')
    expect(await isIn()).toBe(true)
    clock.set('2026-05-01T14:00:00Z')
    expect(await isIn()).toBe(false)
    clock.set('2026-05-01T13:30:00Z')
    expect(await isIn()).toBe(true)
    await revokeAccess(command, grant)
    expect(await isIn()).toBe(false)
  })

  it('opens to visitors by the clock', async () => {
    const ruleId = await world.rule({ kind: 'everyone', from: '2026-05-01T18:00:00Z' })
    const clock = testClock()
    const gate = createGate({ db, clock })
    expect((await gate.accessOf(visitor)).satisfied.has(ruleId)).toBe(false)
    clock.set('2026-05-01T18:00:00Z')
    expect((await gate.accessOf(visitor)).satisfied.has(ruleId)).toBe(true)
  })

  it('follows a rule that is changed in another process', async () => {
    const here = await gateOnBus()
    const there = await gateOnBus()
    const member = await world.member()
    const name = 'changed elsewhere'
    const ruleId = await saveRule(there.command, { name, expression: { kind: 'members' } })
    await here.bus.caughtUp()
    expect((await here.gate.accessOf(member)).satisfied.has(ruleId)).toBe(true)
    await saveRule(there.command, { id: ruleId, name, expression: insiders, teaser: true })
    await here.bus.caughtUp()
    const access = await here.gate.accessOf(member)
    expect([access.satisfied.has(ruleId), access.teasers.has(ruleId)]).toEqual([false, true])
  })

  it('drops everything when the bus may have missed something', async () => {
    const { gate, bus } = await gateOnBus()
    const member = await world.member()
    const ruleId = await world.rule({ kind: 'members' })
    await gate.accessOf(member)
    await db
      .updateTable('access_rule')
      .set({ expression: JSON.stringify(insiders) })
      .where('id', '=', ruleId)
      .execute()
    expect((await gate.accessOf(member)).satisfied.has(ruleId)).toBe(true)
    const reset = new Promise<void>((done) => bus.onReset(done))
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'guildhall-bus'",
    )
    await reset
    expect((await gate.accessOf(member)).satisfied.has(ruleId)).toBe(false)
  })

  it.each(['a grant', 'a rule'])('keeps nothing that was read before %s changed', async (what) => {
    const held = heldDatabase()
    const member = await world.member()
    const ruleId = await world.rule(insiders)
    const grant = { memberId: member.memberId, kind: 'group', key: 'insiders' }
    const { gate, command } = await gateOnBus({ db: held.db })
    // With a grant it is the member's facts that are on their way, with a rule the rules.
    if (what === 'a grant') await gate.accessOf(visitor)
    held.hold()
    const early = gate.accessOf(member)
    await held.arrived
    if (what === 'a grant') await grantAccess(command, grant)
    else await saveRule(command, { id: ruleId, name: `opened ${ruleId}`, expression: { kind: 'members' } })
    const late = gate.accessOf(member)
    held.release()
    await early
    expect((await late).satisfied.has(ruleId)).toBe(true)
    expect((await gate.accessOf(member)).satisfied.has(ruleId)).toBe(true)
  })

  it('sees a lost role, trust level or membership with the next request, without a message', async () => {
    const [staff, trusted] = [
      await world.rule({ kind: 'role', atLeast: 'moderator' }),
      await world.rule({ kind: 'trust', atLeast: 3 }),
    ]
    const member = await world.member({ role: 'moderator', trust_level: 3 })
    const gate = createGate({ db, clock: testClock() })
    const isIn = async (actor: Actor) => {
      const { satisfied } = await gate.accessOf(actor)
      return [satisfied.has(staff), satisfied.has(trusted)]
    }
    const save = (values: object) =>
      db.updateTable('member').set(values).where('id', '=', member.memberId).execute()
    expect(await isIn(member)).toEqual([true, true])
    await save({ role: 'member' })
    expect(await isIn({ ...member, role: 'member' })).toEqual([false, true])
    await save({ trust_level: 0 })
    expect(await isIn({ ...member, role: 'member', trustLevel: 0 })).toEqual([false, false])
    await save({ role: 'moderator', trust_level: 3, suspended_until: new Date('2026-06-01T00:00:00Z') })
    expect(await isIn({ ...member, suspended: true })).toEqual([false, false])
    await db.deleteFrom('member').where('id', '=', member.memberId).execute()
    gate.forget(member.memberId)
    expect((await gate.accessOf(member)).satisfied.has(MEMBERS_RULE)).toBe(false)
  })

  it('gives an admin every rule, and the community itself too; a suspended admin is a plain member', async () => {
    const ruleId = await world.rule({ kind: 'any', of: [{ kind: 'gone.term' }] }, { teaser: true })
    const clock = testClock()
    const admin = await world.member({ role: 'admin' })
    const benched = await world.member({ role: 'admin', suspended_until: new Date('2026-05-02T00:00:00Z') })
    const gate = createGate({ db, clock })
    const isIn = async (actor: Actor) => (await gate.accessOf(actor)).satisfied.has(ruleId)
    expect(await isIn(admin)).toBe(true)
    expect(await isIn(system)).toBe(true)
    expect(await isIn({ ...benched, suspended: true })).toBe(false)
    clock.set('2026-05-02T00:00:00Z')
    expect(await isIn(benched)).toBe(true)
  })

  it('needs both parts of a rule of both, and tells of it only where all that is missing may be told', async () => {
    const [open, told, secret] = [
      await world.rule({ kind: 'members' }),
      await world.rule(insiders, { teaser: true }),
      await world.rule({ kind: 'trust', atLeast: 1 }),
    ]
    const both = (outer: number, own: number) => world.rule({ kind: 'both', outer, own })
    const rules = {
      openAndTold: await both(open, told),
      toldAndSecret: await both(told, secret),
      secretAndTold: await both(secret, told),
      nested: await both(await both(open, told), open),
      gone: await both(open, 999_999),
      // A slip that must end, and deny.
      itself: await world.rule(insiders, { teaser: true }),
    }
    const ofItself = JSON.stringify({ kind: 'both', outer: open, own: rules.itself })
    await db.updateTable('access_rule').set({ expression: ofItself }).where('id', '=', rules.itself).execute()
    const gate = createGate({ db, clock: testClock() })
    const member = await world.member()
    const { satisfied, teasers } = await gate.accessOf(member)
    const sight = (id: number) => (satisfied.has(id) ? 'full' : teasers.has(id) ? 'teaser' : 'none')
    expect([rules.openAndTold, rules.nested].map(sight)).toEqual(['teaser', 'teaser'])
    const closed = [rules.toldAndSecret, rules.secretAndTold, rules.gone, rules.itself]
    expect(closed.map(sight)).toEqual(['none', 'none', 'none', 'none'])
    const trusted = await world.member({ trust_level: 1 })
    expect((await gate.accessOf(trusted)).teasers.has(rules.toldAndSecret)).toBe(true)
  })

  it('explains a teaser, and nothing else', async () => {
    const told = await world.rule({ kind: 'all', of: [{ kind: 'members' }, insiders] }, { teaser: true })
    const secret = await world.rule(insiders)
    const within = { noun: 'space', ruleId: EVERYONE_RULE, within: null } as const
    const thread = {
      noun: 'thread',
      state: 'published',
      authorId: 1,
      unlisted: false,
      spaceId: 1,
      within,
    } as const
    const gate = createGate({ db, clock: testClock() })
    const member = await world.member()
    const access = await gate.accessOf(member)
    expect(await gate.waysIn(access, { ...thread, ruleId: told })).toEqual([
      {
        steps: [
          { kind: 'members', params: {}, done: true },
          { kind: 'grant', params: { grant: 'group', key: 'insiders' }, done: false },
        ],
        opensAt: null,
        closesAt: null,
      },
    ])
    expect(await gate.waysIn(access, { ...thread, ruleId: secret })).toEqual([])
    expect(await gate.waysIn(access, { ...thread, ruleId: told, state: 'hidden' })).toEqual([])
    expect(await gate.waysIn(access, { ...thread, ruleId: MEMBERS_RULE })).toEqual([])
  })
})

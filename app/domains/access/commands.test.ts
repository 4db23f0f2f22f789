import { afterAll, describe, expect, it } from 'vitest'
import { createBus } from '#app/platform/bus/bus.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { createWorld } from './access.world.ts'
import { createGate } from './gate.server.ts'
import { grantAccess } from './grant-access.server.ts'
import { revokeAccess } from './revoke-access.server.ts'
import { MEMBERS_RULE } from './rules.ts'
import { saveRule } from './save-rule.server.ts'
import { setSpaceRule } from './set-space-rule.server.ts'
import type { Actor } from './actor.ts'
import type { AccessCommand } from './manage-access.ts'

const database = await testDatabase()
const db = database.kysely
const world = createWorld(db)
const bus = createBus({ url: database.url, pool: database.pool, log: quietLog })
await bus.ready()
const clock = { now: () => new Date('2026-05-01T12:00:00Z') }
const gate = createGate({ db, clock, bus })
afterAll(async () => {
  gate.close()
  await bus.close()
})
const command: AccessCommand = { db, bus, clock, actor: { kind: 'system', job: 'test' } }
const as = (actor: Actor): AccessCommand => ({ db, bus, clock, actor })
describe('who may command', () => {
  it('is a manager or an admin who is not suspended, or the community itself', async () => {
    const input = { name: 'by whom', expression: { kind: 'members' } }
    const manager = await world.member({ role: 'manager' })
    const moderator = await world.member({ role: 'moderator' })
    const { memberId } = moderator
    for (const actor of [{ kind: 'visitor' } as const, moderator, { ...manager, suspended: true }]) {
      const refused = { name: 'Refusal', reason: 'forbidden' }
      await expect(saveRule(as(actor), input)).rejects.toMatchObject(refused)
      await expect(setSpaceRule(as(actor), { spaceId: 1, ruleId: 1 })).rejects.toMatchObject(refused)
      await expect(grantAccess(as(actor), { memberId, kind: 'group', key: 'a' })).rejects.toMatchObject(
        refused,
      )
      await expect(revokeAccess(as(actor), { memberId, kind: 'group', key: 'a' })).rejects.toMatchObject(
        refused,
      )
    }
    expect(await saveRule(as(manager), input)).toBeGreaterThan(MEMBERS_RULE)
  })
})

describe('saveRule', () => {
  it('keeps what is said, and conditions of absent plugins with it', async () => {
    const expression = { kind: 'any', of: [{ kind: 'badges.level', atLeast: 2 }, { kind: 'members' }] }
    const id = await saveRule(command, { name: 'kept', expression, teaser: true })
    const row = await db.selectFrom('access_rule').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ name: 'kept', expression, teaser: true })
  })

  it('refuses a taken name, a rule that is not there, and malformed input', async () => {
    const expression = { kind: 'members' }
    const id = await saveRule(command, { name: 'taken', expression })
    await expect(saveRule(command, { name: 'taken', expression })).rejects.toMatchObject({
      reason: 'invalid',
      field: 'name',
      message: 'There is a rule called “taken” already.',
    })
    await expect(saveRule(command, { id: id + 1000, name: 'x', expression })).rejects.toMatchObject({
      reason: 'missing',
    })
    await expect(saveRule(command, { name: 'x', expression: { kind: 'nobody' } })).rejects.toThrow(
      'no condition called',
    )
    await expect(saveRule(command, { name: 'both:1:2', expression })).rejects.toThrow('the site’s own')
  })

  it('lets the rules that always exist say what they say', async () => {
    const fixed = { id: MEMBERS_RULE, name: 'Members', teaser: true }
    await expect(saveRule(command, { ...fixed, expression: { kind: 'everyone' } })).rejects.toMatchObject({
      reason: 'invalid',
      field: 'expression',
    })
    await saveRule(command, { ...fixed, expression: { kind: 'members' } })
    expect((await gate.accessOf({ kind: 'visitor' })).teasers.has(MEMBERS_RULE)).toBe(true)
    await saveRule(command, { ...fixed, teaser: false, expression: { kind: 'members' } })
  })
})

describe('grantAccess and revokeAccess', () => {
  it('act before they answer, may be repeated, and know who is there', async () => {
    const ruleId = await saveRule(command, {
      name: 'group a',
      expression: { kind: 'grant', grant: 'group', key: 'a' },
    })
    const member = await world.member()
    const isIn = async () => (await gate.accessOf(member)).satisfied.has(ruleId)
    const grant = { memberId: member.memberId, kind: 'group', key: 'a' }
    expect(await isIn()).toBe(false)
    await grantAccess(command, { ...grant, endsAt: '2026-05-01T00:00:00Z' })
    expect(await isIn()).toBe(false)
    await grantAccess(command, grant)
    expect(await isIn()).toBe(true)
    await Promise.all([revokeAccess(command, grant), revokeAccess(command, grant)])
    expect(await isIn()).toBe(false)
    await expect(grantAccess(command, { ...grant, memberId: 999_999 })).rejects.toMatchObject({
      reason: 'missing',
    })
  })
})

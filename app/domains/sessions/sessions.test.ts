import { createHash } from 'node:crypto'
import { afterAll, describe, expect, it } from 'vitest'
import { createDatabase } from '#app/platform/db/database.ts'
import { isDatabaseAway } from '#app/platform/db/errors.ts'
import { countQueries } from '#app/platform/db/statements.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { createSessions } from './sessions.server.ts'
import type { KyselyPlugin } from 'kysely'

const database = await testDatabase()
const db = database.kysely
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A clock that the test turns on, in milliseconds. */
function testClock() {
  let time = Date.parse('2026-05-01T12:00:00Z')
  return { now: () => new Date(time), pass: (ms: number) => void (time += ms) }
}

function sessionsAt(clock = testClock(), https = false) {
  return { clock, sessions: createSessions({ db: database, clock, https }) }
}

let made = 0
async function account(values: { role?: 'member' | 'moderator' | 'admin'; suspended_until?: Date } = {}) {
  const handle = `ada-${(made += 1)}`
  const member = { handle, handle_key: handle, display_name: 'Ada', trust_level: 2, ...values }
  const { id: memberId } = await db
    .insertInto('member')
    .values(member)
    .returning('id')
    .executeTakeFirstOrThrow()
  const row = db.insertInto('account').values({ member_id: memberId }).returning('id')
  return { memberId, accountId: (await row.executeTakeFirstOrThrow()).id, handle }
}

const rowsOf = (accountId: number) =>
  db.selectFrom('session').selectAll().where('account_id', '=', accountId).execute()

describe('a session', () => {
  it('tells who asks, in one statement', async () => {
    const { sessions } = sessionsAt()
    const { memberId, accountId, handle } = await account()
    const { token } = await sessions.create(accountId)
    const { result, statements } = await countQueries(() =>
      sessions.readActor(`theme=dark; guildhall-sid=${token}; a=%`),
    )
    expect(result).toEqual({
      kind: 'member',
      memberId,
      accountId,
      handle,
      displayName: 'Ada',
      role: 'member',
      trustLevel: 2,
      suspended: false,
      moderates: [],
    })
    expect(statements).toHaveLength(1)
  })

  it('leaves no token in the database, only its hash', async () => {
    const { sessions } = sessionsAt()
    const { accountId } = await account()
    const { token } = await sessions.create(accountId)
    const [row] = await rowsOf(accountId)
    expect(row?.id).toBe(createHash('sha256').update(token).digest('hex'))
    expect(JSON.stringify(row)).not.toContain(token)
    expect((await sessions.readActor(`guildhall-sid=${row?.id}`)).kind).toBe('visitor')
  })

  it('has a new token each time', async () => {
    const { sessions } = sessionsAt()
    const { accountId } = await account()
    const tokens = await Promise.all(Array.from({ length: 20 }, () => sessions.create(accountId)))
    expect(new Set(tokens.map(({ token }) => token)).size).toBe(20)
    expect(await rowsOf(accountId)).toHaveLength(20)
  })

  it('says that somebody is suspended, until they are not', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account({ suspended_until: new Date(clock.now().getTime() + HOUR) })
    const { token } = await sessions.create(accountId)
    expect(await sessions.readActor(`guildhall-sid=${token}`)).toMatchObject({
      kind: 'member',
      suspended: true,
    })
    clock.pass(HOUR)
    expect(await sessions.readActor(`guildhall-sid=${token}`)).toMatchObject({ suspended: false })
  })
})

describe('the cookie', () => {
  it('is bound to the host on https', async () => {
    const { sessions } = sessionsAt(testClock(), true)
    const { accountId } = await account()
    const { token, cookie } = await sessions.create(accountId)
    expect(cookie).toBe(
      `__Host-guildhall-sid=${token}; HttpOnly; Max-Age=7776000; Path=/; SameSite=Lax; Secure`,
    )
    expect(sessions.blankCookie()).toBe(
      '__Host-guildhall-sid=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure',
    )
    expect((await sessions.readActor(`__Host-guildhall-sid=${token}`)).kind).toBe('member')
    for (const planted of [
      `guildhall-sid=${token}`,
      `%5F_Host-guildhall-sid=${token}`,
      `__Host%2Dguildhall-sid=${token}`,
    ]) {
      expect((await sessions.readActor(planted)).kind).toBe('visitor')
    }
  })

  it.each([
    ['nothing', ''],
    ['an empty value', 'guildhall-sid='],
    ['a short token', 'guildhall-sid=abc'],
    ['a long token', `guildhall-sid=${'a'.repeat(44)}`],
    ['what no decoder can read', 'guildhall-sid=%'],
    ['other letters', `guildhall-sid=${'ä'.repeat(43)}`],
    ['another name', `xguildhall-sid=${'a'.repeat(43)}`],
    [
      'two tokens, of which one was planted',
      `guildhall-sid=${'a'.repeat(43)}; guildhall-sid=${'b'.repeat(43)}`,
    ],
  ])('of %s is a visitor’s, and asks no database', async (_, header) => {
    const { sessions } = sessionsAt()
    const { result, statements } = await countQueries(() => sessions.readActor(header))
    expect(result).toEqual({ kind: 'visitor' })
    expect(statements).toEqual([])
  })
})

describe('a session ends', () => {
  it('when it is not used for 30 days; use in its second half renews it', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account()
    const { token } = await sessions.create(accountId)
    const read = () => countQueries(() => sessions.readActor(`guildhall-sid=${token}`))
    clock.pass(14 * DAY)
    expect((await read()).statements).toHaveLength(1)
    clock.pass(2 * DAY)
    expect((await read()).result.kind).toBe('member')
    expect((await rowsOf(accountId))[0]?.expires_at).toEqual(new Date(clock.now().getTime() + 30 * DAY))
    expect((await read()).statements).toHaveLength(1)
    clock.pass(30 * DAY - 1000)
    expect((await read()).result.kind).toBe('member')
    clock.pass(30 * DAY)
    expect((await read()).result.kind).toBe('visitor')
    expect(await rowsOf(accountId)).toEqual([])
  })

  it.each([
    ['member', 90 * DAY, 10 * DAY],
    ['moderator', 12 * HOUR, HOUR],
    ['admin', 12 * HOUR, HOUR],
  ] as const)('of a %s after a while, however much it is used', async (role, limit, step) => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account({ role })
    const { token } = await sessions.create(accountId)
    const start = clock.now().getTime()
    let lasted = 0
    while ((await sessions.readActor(`guildhall-sid=${token}`)).kind === 'member') {
      lasted = clock.now().getTime() - start
      clock.pass(step)
    }
    expect(lasted).toBe(limit - step)
    expect(await rowsOf(accountId)).toEqual([])
  })

  it('for one who becomes staff, by the limit of staff', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId, memberId } = await account()
    const { token } = await sessions.create(accountId)
    clock.pass(DAY)
    expect((await sessions.readActor(`guildhall-sid=${token}`)).kind).toBe('member')
    await db.updateTable('member').set({ role: 'admin' }).where('id', '=', memberId).execute()
    expect((await sessions.readActor(`guildhall-sid=${token}`)).kind).toBe('visitor')
  })

  it('by signing out, even twice at once', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account()
    const [one, other] = [await sessions.create(accountId), await sessions.create(accountId)]
    clock.pass(16 * DAY)
    const cookie = `guildhall-sid=${one.token}`
    await Promise.all([
      sessions.revoke(cookie),
      sessions.readActor(cookie),
      sessions.revoke(cookie),
      sessions.readActor(cookie),
    ])
    expect((await sessions.readActor(cookie)).kind).toBe('visitor')
    expect((await sessions.readActor(`guildhall-sid=${other.token}`)).kind).toBe('member')
    await sessions.revoke('')
  })

  it('by signing out while a request is about to renew it', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account()
    const cookie = `guildhall-sid=${(await sessions.create(accountId)).token}`
    clock.pass(16 * DAY)
    const signOut: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        await sessions.revoke(cookie)
        return result
      },
    }
    const slow = createSessions({ db: { ...database, kysely: db.withPlugin(signOut) }, clock, https: false })
    expect((await slow.readActor(cookie)).kind).toBe('visitor')
    expect(await rowsOf(accountId)).toEqual([])
  })

  it('with all the others of the account', async () => {
    const { sessions } = sessionsAt()
    const [ada, bob] = [await account(), await account()]
    const tokens = await Promise.all([ada, ada, bob].map(({ accountId }) => sessions.create(accountId)))
    await Promise.all([sessions.revokeAll(ada.accountId), sessions.revokeAll(ada.accountId)])
    const kinds = await Promise.all(
      tokens.map(async ({ token }) => (await sessions.readActor(`guildhall-sid=${token}`)).kind),
    )
    expect(kinds).toEqual(['visitor', 'visitor', 'member'])
  })

  it('with its account', async () => {
    const { sessions } = sessionsAt()
    const { accountId, memberId } = await account()
    const { token } = await sessions.create(accountId)
    await db.deleteFrom('member').where('id', '=', memberId).execute()
    expect((await sessions.readActor(`guildhall-sid=${token}`)).kind).toBe('visitor')
  })

  it('in the table too, once it has expired', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account()
    await sessions.create(accountId)
    clock.pass(10 * DAY)
    const { token } = await sessions.create(accountId)
    clock.pass(20 * DAY)
    await sessions.removeExpired()
    expect((await rowsOf(accountId)).map(({ id }) => id)).toEqual([
      createHash('sha256').update(token).digest('hex'),
    ])
  })
})

describe('while the database is away', () => {
  const away = createDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', log: quietLog })
  afterAll(() => away.close())

  it('signing out fails aloud, and the session lives on', async () => {
    const { sessions, clock } = sessionsAt()
    const { accountId } = await account()
    const cookie = `guildhall-sid=${(await sessions.create(accountId)).token}`
    const cut = createSessions({ db: away, clock, https: false })
    const attempts = [() => cut.revoke(cookie), () => cut.revokeAll(accountId), () => cut.readActor(cookie)]
    for (const attempt of attempts) expect(await attempt().then(() => null, isDatabaseAway)).toBe(true)
    expect((await sessions.readActor(cookie)).kind).toBe('member')
  })
})

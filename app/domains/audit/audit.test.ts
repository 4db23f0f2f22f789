import { afterEach, expect, test } from 'vitest'
import { transaction } from '#app/platform/db/transaction.ts'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { listAuditEntries } from './audit.queries.server.ts'
import { firstBreak } from './breaks.server.ts'
import { recordAct, type ActRecord } from './record-act.server.ts'
import type { Doer } from './doer.ts'

const db = await testDatabase()
const { kysely, pool } = db
const now = new Date('2026-05-01T12:00:00.123Z')
const root: Doer = { console: 'root' }
const grant: ActRecord = {
  act: 'access.grant',
  target: { kind: 'member', id: 1 },
  after: { key: 'insiders' },
  now,
}
const record = (doer: Doer, more: Partial<ActRecord> = {}) =>
  transaction(db, (tx) => recordAct(tx, doer, { ...grant, ...more }))

/** Changes the log in the only way there is: as somebody who owns the table and takes its guards off. */
async function tamper(statement: string) {
  await pool.query(
    `alter table audit_entry disable trigger user; ${statement}; alter table audit_entry enable trigger user`,
  )
}

afterEach(() => tamper('delete from audit_entry'))

test.each(['update audit_entry set reason = $$other$$', 'delete from audit_entry', 'truncate audit_entry'])(
  'nothing in the log is changed or removed: %s',
  async (statement) => {
    await record(root)
    await expect(pool.query(statement)).rejects.toThrow('only grows')
    expect((await listAuditEntries(kysely, {})).entries).toHaveLength(1)
  },
)

test('what was changed behind its back is found, wherever it is', async () => {
  for (let n = 0; n < 5; n += 1) await record(root, { reason: `act ${n}` })
  expect(await firstBreak(kysely)).toBeNull()
  await tamper(`update audit_entry set reason = 'nothing' where id = 3`)
  expect(await firstBreak(kysely)).toBe(3)
  await tamper(`update audit_entry set reason = 'act 2' where id = 3`)
  expect(await firstBreak(kysely)).toBeNull()
  await tamper('delete from audit_entry where id = 2')
  expect(await firstBreak(kysely)).toBe(3)
})

test('the chain is the same in every time zone of a session', async () => {
  await record(root)
  const client = await pool.connect()
  await client.query(`set time zone 'Asia/Kolkata'`)
  const { rows } = await client.query(
    `select hash = audit_entry_digest(audit_entry, '') as same from audit_entry`,
  )
  await client.query('reset time zone')
  client.release()
  expect(rows).toEqual([{ same: true }])
})

test('fifty acts at once, every fifth taken back: no gap, and one chain', async () => {
  const acts = Array.from({ length: 50 }, (_, n) =>
    transaction(db, async (tx) => {
      await recordAct(tx, root, { ...grant, reason: String(n) })
      if (n % 5 === 0) throw new Error('taken back')
    }),
  )
  const done = await Promise.allSettled(acts)
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(40)
  const { rows } = await pool.query('select id, reason from audit_entry order by id')
  expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
  expect(rows.filter(({ reason }) => Number(reason) % 5 === 0)).toEqual([])
  expect(await firstBreak(kysely)).toBeNull()
})

test.each(['password', 'newEmail', 'setUpCode', 'token', 'address', 'body'])(
  'a field called “%s” is refused, and the act with it',
  async (field) => {
    await expect(record(root, { after: { [field]: 'x' } })).rejects.toThrow('no place in the log')
    expect((await listAuditEntries(kysely, {})).entries).toEqual([])
  },
)

test('networks are shortened', async () => {
  for (const network of ['203.0.113.77', '2001:db8:aa:1::/64', null]) await record({ memberId: 1, network })
  const { entries } = await listAuditEntries(kysely, {})
  expect(entries.map((entry) => entry.network)).toEqual(['', '2001:db8:aa::/48', '203.0.113.0/24'])
})

test('it is found by who, what, when and whom, and read page by page', async () => {
  const { id, handle } = await makeMember(kysely, { handle: 'Keeper' })
  await record(root)
  await record({ memberId: id, network: null }, { act: 'posts.delete', target: { kind: 'post', id: 7 } })
  await record({ job: 'count' }, { now: new Date('2026-05-02T23:59:59Z') })
  const found = async (filter: Parameters<typeof listAuditEntries>[1]) =>
    (await listAuditEntries(kysely, filter)).entries.map((entry) => entry.id)
  expect(await found({ who: 'root' })).toEqual([1])
  expect(await found({ who: handle.toUpperCase() })).toEqual([2])
  expect(await found({ who: 'nobody' })).toEqual([])
  expect(await found({ area: 'access' })).toEqual([3, 1])
  expect(await found({ target: { kind: 'post', id: 7 } })).toEqual([2])
  expect(await found({ from: new Date('2026-05-02') })).toEqual([3])
  expect(await found({ to: new Date('2026-05-01') })).toEqual([2, 1])
  expect(await found({ to: new Date('2026-05-02') })).toEqual([3, 2, 1])
  for (let n = 0; n < 60; n += 1) await record(root)
  const first = await listAuditEntries(kysely, {})
  expect([first.entries.length, first.older]).toEqual([50, 14])
  const second = await listAuditEntries(kysely, { before: 14 })
  expect([second.entries.length, second.older]).toEqual([13, null])
})

test('who was erased has no name in it', async () => {
  const { id } = await makeMember(kysely, { kind: 'erased' })
  await record({ memberId: id, network: null }, { target: { kind: 'member', id } })
  const [entry] = (await listAuditEntries(kysely, {})).entries
  expect(entry?.who).toMatchObject({ handle: null })
  expect(entry?.target).toMatchObject({ handle: null })
})

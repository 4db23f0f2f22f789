import { beforeAll, expect, test } from 'vitest'
import { parseCursor } from '#app/domains/paging/cursor.ts'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { listStaffMembers, type MemberFilter } from './staff-members.queries.server.ts'

const { kysely: db } = await testDatabase()
const now = new Date('2026-05-01T00:00:00Z')
const ask = { db, now, seesAddresses: false }
const handles = async (filter: MemberFilter) =>
  (await listStaffMembers(ask, filter, null)).rows.map(({ handle }) => handle).sort()

beforeAll(async () => {
  const joined = (handle: string, day: string) =>
    db
      .updateTable('member')
      .set({ joined_at: new Date(day) })
      .where('handle', '=', handle)
      .execute()
  await makeMember(db, { handle: 'Ember', display_name: 'Ada Oak', role: 'moderator', trust_level: 3 })
  await makeMember(db, { handle: 'emb_r' })
  await makeMember(db, { handle: 'gone', kind: 'erased' })
  await makeMember(db, { handle: 'old.hand', kind: 'imported' })
  await makeMember(db, { handle: 'quiet' })
  await db
    .deleteFrom('account')
    .where('member_id', 'in', db.selectFrom('member').select('id').where('kind', '=', 'imported'))
    .execute()
  await db
    .updateTable('member')
    .set({ suspended_until: new Date('2026-05-02') })
    .where('handle', '=', 'quiet')
    .execute()
  await joined('Ember', '2020-01-01T23:00:00Z')
  await joined('emb_r', '2020-01-02T00:00:00Z')
})

test.each<[MemberFilter, string[]]>([
  [{}, ['Ember', 'emb_r', 'old.hand', 'quiet']],
  [{ q: 'EMB' }, ['Ember', 'emb_r']],
  [{ q: '@emb_' }, ['emb_r']],
  [{ q: 'ada' }, ['Ember']],
  [{ q: 'oak' }, []],
  [{ role: 'moderator' }, ['Ember']],
  [{ trust: 3 }, ['Ember']],
  [{ state: 'suspended' }, ['quiet']],
  [{ state: 'active' }, ['Ember', 'emb_r']],
  [{ state: 'imported' }, ['old.hand']],
  [{ to: new Date('2020-01-01') }, ['Ember']],
  [{ from: new Date('2020-01-02'), to: new Date('2020-01-02') }, ['emb_r']],
])('%o finds %o', async (filter, found) => {
  expect(await handles(filter)).toEqual(found)
})

test('every page leads to the next and back, who joined last first', async () => {
  for (let n = 0; n < 120; n += 1) await makeMember(db)
  const seen: number[] = []
  let at: string | null = null
  let page = await listStaffMembers(ask, {}, null)
  for (;;) {
    seen.push(...page.rows.map(({ id }) => id))
    at = page.next
    const edge = at === null ? null : parseCursor(at)
    if (!edge) break
    page = await listStaffMembers(ask, {}, { ...edge, direction: 'after' })
  }
  expect(seen).toHaveLength(124)
  expect(new Set(seen).size).toBe(124)
  const back = parseCursor(page.previous ?? '')
  const before = await listStaffMembers(ask, {}, back && { ...back, direction: 'before' })
  expect(before.rows.map(({ id }) => id)).toEqual(seen.slice(50, 100))
})

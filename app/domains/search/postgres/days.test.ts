import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { daysFrom, daysUntil } from './days.ts'

const db = await testDatabase()

/** Which of the times the database counts among the days. */
async function within(days: readonly number[], times: readonly Date[]): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`
    select at from unnest(${[...times]}::timestamptz[]) as at where search_days(at) && ${[...days]}::int[] order by at`.execute(
    db.kysely,
  )
  return rows.map(({ at }) => at)
}

/** Both ends of the days around each edge between runs, and some between. */
const times = Array.from({ length: 4_700 }, (_, n) => new Date(Date.UTC(2013, 0, 1 + n))).flatMap((day) => [
  day,
  new Date(day.getTime() + 86_399_999),
])

test.each([
  '2014-11-07T00:00:00.000Z',
  '2014-11-06T23:59:59.999Z',
  '2020-02-29T12:00:00Z',
  '2025-06-01T07:00:00Z',
])('the days from and until %s are those the database means, each once', async (moment) => {
  const at = new Date(moment)
  const midnight = new Date(moment.slice(0, 10))
  const next = new Date(midnight.getTime() + 86_400_000)
  expect(await within(daysFrom(at), times)).toEqual(times.filter((time) => time >= midnight))
  expect(await within(daysUntil(at), times)).toEqual(times.filter((time) => time < next))
  expect(daysFrom(at).length).toBeLessThan(64)
  expect(daysUntil(at).length).toBeLessThan(64)
})

test('times that no post has are answered with all days or the last', () => {
  expect(daysFrom(new Date(-1))).toHaveLength(16)
  expect(daysUntil(new Date('9999-01-01'))).toHaveLength(16)
  expect(daysFrom(new Date('9999-01-01'))).toHaveLength(1)
})

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace } from '#tests/factories/content.ts'
import { rowsRead } from '#tests/growth/rows-read.ts'
import { testDatabase } from '#tests/support/database.ts'
import { findMembers, findTags, findTitles } from './find-names.server.ts'

const db = await testDatabase()

/** Threads and people that are all called alike, and more than are put in order. */
const MANY = 12_000
const ask = (text: string) => ({ text, ruleIds: [1], limit: 6, prefix: true })
let anna: number

beforeAll(async () => {
  const { id: author } = await makeMember(db.kysely, { handle: 'author' })
  const { id: space } = await makeSpace(db.kysely)
  await sql`insert into thread (space_id, rule_id, author_id, title, slug)
    select ${space}, 1, ${author}, 'How do I mend the tent pole ' || n, 'mend' from generate_series(1, ${MANY}::int) as n`.execute(
    db.kysely,
  )
  await sql`insert into member (handle, handle_key, display_name)
    select 'anna.' || n, 'anna.' || n, 'Anna Maria ' || n from generate_series(1, ${MANY}::int) as n`.execute(
    db.kysely,
  )
  anna = (await makeMember(db.kysely, { handle: 'anna' })).id
  await sql`insert into member_count (member_id, rule_id, posts) select id, 1, 1 from member`.execute(
    db.kysely,
  )
  await db.pool.query('analyze')
}, 60_000)

test('of many that are alike only so many are put in order', async () => {
  const titles = await rowsRead(db.pool, (kysely) => findTitles(kysely, ask('tent pole')))
  expect(titles).toBeLessThan(1.5 * MANY)
  const members = await rowsRead(db.pool, (kysely) => findMembers(kysely, ask('anna')))
  expect(members).toBeLessThan(1.5 * MANY)
  expect(await findTitles(db.kysely, ask('tent pole'))).toHaveLength(6)
})

test('who is called just so comes first, however many are called alike', async () => {
  expect((await findMembers(db.kysely, ask('anna')))[0]).toBe(anna)
})

test('nothing is called like a text that is longer than any name, so it is not looked up', async () => {
  const text = 'anna maria how do i mend the tent pole '.repeat(8).slice(0, 300)
  for (const find of [findTitles, findMembers, findTags])
    expect(await rowsRead(db.pool, (kysely) => find(kysely, ask(text)))).toBe(0)
})

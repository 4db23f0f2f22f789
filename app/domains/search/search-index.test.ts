import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'

const db = await testDatabase()
const { kysely } = db
let authorId: number
let space: Awaited<ReturnType<typeof makeSpace>>
let other: Awaited<ReturnType<typeof makeSpace>>

beforeAll(async () => {
  authorId = (await makeMember(kysely)).id
  space = await makeSpace(kysely)
  other = await makeSpace(kysely, { rule_id: 2 })
})

const thread = (title = 'A title') =>
  makeThread(kysely, {
    space,
    title,
    tags: ['winter'],
    posts: [
      { authorId, source: 'The first words.' },
      { authorId, source: 'Then other ones.' },
    ],
  })

/** What the table should be, said in another way than the triggers say it. */
async function faults(): Promise<unknown[]> {
  const { rows } = await sql`
    with should as (
      select p.id as post_id, p.thread_id, t.space_id, t.rule_id, p.author_id, p.number, p.html like '%<img %' as has_image,
        search_words(case p.number when 1 then t.title else '' end,
          case p.number when 1 then coalesce((select string_agg(g.name || ' ' || g.slug, ' ') from tag g
            join thread_tag x on x.tag_id = g.id where x.thread_id = t.id), '') else '' end,
          p.text, case p.language when 'und' then (select language from post f where f.thread_id = t.id and f.number = 1)
            else p.language end) as words
      from thread t, post p
      where p.thread_id = t.id and (t.state, p.state, t.unlisted) = ('published', 'published', false)
    ), is_so as (
      select post_id, thread_id, space_id, rule_id, author_id, number, has_image, words from search_post
    )
    (select 'missing' as fault, * from (select * from should except select * from is_so) a)
    union all
    (select 'wrong' as fault, * from (select * from is_so except select * from should) b)`.execute(kysely)
  return rows
}

const goneOf = async (postId: number) =>
  (await kysely.selectFrom('search_gone').select('post_id').where('post_id', '=', postId).execute()).length

it.each<[what: string, change: (id: number, postIds: Map<number, number>) => Promise<unknown>]>([
  ['a new thread', () => Promise.resolve()],
  [
    'an edit',
    (id) =>
      sql`update post set text = 'anew', html = '<img src="x">' where thread_id = ${id}`.execute(kysely),
  ],
  [
    'a like',
    (id) => sql`update post set like_count = like_count + 1 where thread_id = ${id}`.execute(kysely),
  ],
  ['another language', (id) => sql`update post set language = 'de' where thread_id = ${id}`.execute(kysely)],
  ['a new title', (id) => sql`update thread set title = 'Renamed' where id = ${id}`.execute(kysely)],
  [
    'a hidden post',
    (id) => sql`update post set state = 'hidden' where thread_id = ${id} and number = 2`.execute(kysely),
  ],
  ['a hidden thread', (id) => sql`update thread set state = 'hidden' where id = ${id}`.execute(kysely)],
  ['an unlisted thread', (id) => sql`update thread set unlisted = true where id = ${id}`.execute(kysely)],
  ['another rule', (id) => sql`update thread set rule_id = 2 where id = ${id}`.execute(kysely)],
  [
    'another space',
    (id) => sql`update thread set space_id = ${other.id}, rule_id = 2 where id = ${id}`.execute(kysely),
  ],
  ['a tag less', (id) => sql`delete from thread_tag where thread_id = ${id}`.execute(kysely)],
  [
    'a tag of another name',
    () => sql`update tag set name = name || 'x' where slug = 'winter'`.execute(kysely),
  ],
  ['a post that is gone', (_, ids) => sql`delete from post where id = ${ids.get(2)}`.execute(kysely)],
  ['a thread that is gone', (id) => sql`delete from thread where id = ${id}`.execute(kysely)],
])('follows %s', async (_, change) => {
  const { id, postIds } = await thread()
  await change(id, postIds)
  expect(await faults()).toEqual([])
})

it('shows what was hidden and comes back', async () => {
  const { id, postIds } = await thread()
  await sql`update thread set state = 'hidden' where id = ${id}`.execute(kysely)
  expect(await goneOf(postIds.get(1) ?? 0)).toBe(1)
  await sql`update thread set state = 'published' where id = ${id}`.execute(kysely)
  expect(await faults()).toEqual([])
})

it('would see a row that is wrong', async () => {
  const { postIds } = await thread()
  await sql`update search_post set rule_id = 2 where post_id = ${postIds.get(1)}`.execute(kysely)
  expect(await faults()).toHaveLength(2)
  await sql`update search_post set rule_id = 1 where post_id = ${postIds.get(1)}`.execute(kysely)
})

it('a change of rule marks posts as changed, a like does not', async () => {
  const { id, postIds } = await thread()
  const changed = async () =>
    (
      await kysely
        .selectFrom('search_post')
        .select('changed')
        .where('post_id', '=', postIds.get(2) ?? 0)
        .executeTakeFirstOrThrow()
    ).changed
  const before = await changed()
  await sql`update post set like_count = 7 where thread_id = ${id}`.execute(kysely)
  expect(await changed()).toBe(before)
  await sql`update thread set rule_id = 2 where id = ${id}`.execute(kysely)
  expect(await changed()).not.toBe(before)
})

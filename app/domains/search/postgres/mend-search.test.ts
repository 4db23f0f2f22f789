import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { checkSearch, mendSearch } from './mend-search.server.ts'

const db = await testDatabase()
const { kysely, pool } = db
const quiet = { onProgress: () => undefined, signal: new AbortController().signal, batch: 4 }
let authorId: number
let space: Awaited<ReturnType<typeof makeSpace>>

beforeAll(async () => {
  authorId = (await makeMember(kysely)).id
  space = await makeSpace(kysely)
  for (let n = 0; n < 10; n++) await thread(`Thread ${n}`)
})
beforeEach(async () => void (await mendSearch(db, quiet)))

const thread = (title: string) =>
  makeThread(kysely, {
    space,
    title,
    tags: ['winter'],
    posts: [
      { authorId, source: 'The first words.' },
      { authorId, source: 'Then other ones.' },
    ],
  })

/** Everything but when it changed; words as text. */
async function rowsNow() {
  const { rows } = await sql<{ row: string; changed: string; id: number }>`
    select post_id as id, changed::text, (to_jsonb(s) - 'changed')::text as row from search_post s order by post_id`.execute(
    kysely,
  )
  return rows
}
const contentNow = async () => (await rowsNow()).map(({ row }) => row)

/** Past every trigger: as a fault, or a restored copy of half a disk, would. */
async function damage(statement: string): Promise<void> {
  const client = await pool.connect()
  await client.query('alter table search_post disable trigger user')
  await client.query('alter table post disable trigger user')
  await client.query(statement)
  await client.query('alter table post enable trigger user')
  await client.query('alter table search_post enable trigger user')
  client.release()
}

test('where all is well it writes nothing', async () => {
  const before = await rowsNow()
  expect(before).toHaveLength(20)
  expect(await checkSearch(db, quiet)).toEqual({ looked: 20, wrong: 0, left: 0 })
  expect(await mendSearch(db, quiet)).toEqual({ looked: 20, wrong: 0, left: 0 })
  expect(await rowsNow()).toEqual(before)
})

test.each<[what: string, statement: string, wrong: number]>([
  ['rows that are missing', 'delete from search_post where post_id % 3 = 0', 6],
  ['all of them', 'truncate search_post', 20],
  ['words that are others', "update search_post set words = to_tsvector('nonsense') where post_id <= 3", 3],
  ['rules that are others', 'update search_post set rule_id = 2 where post_id = 5', 1],
  ['texts that changed unheard', "update post set text = 'unheard' where id = 7", 1],
  [
    'rows of posts that are not there',
    `insert into search_post select post_id + 1000000, thread_id, space_id, rule_id, author_id, number, created_at, has_image, words, changed
     from search_post limit 5`,
    5,
  ],
  ['a post that was hidden unheard', "update post set state = 'hidden' where id = 9", 1],
])('finds and mends %s, and nothing else', async (_, statement, wrong) => {
  await damage(statement)
  const before = await rowsNow()
  expect(await checkSearch(db, quiet)).toMatchObject({ wrong, left: wrong })
  expect(await rowsNow()).toEqual(before)
  expect(await mendSearch(db, quiet)).toMatchObject({ wrong, left: 0 })
  expect(await checkSearch(db, quiet)).toMatchObject({ wrong: 0 })
  const after = new Map((await rowsNow()).map(({ id, changed }) => [id, changed]))
  expect(before.filter(({ id, changed }) => after.get(id) !== changed).length).toBeLessThanOrEqual(wrong)
  // An index outside hears of what was mended and of what left.
  if (statement.startsWith('insert'))
    expect(
      await kysely.selectFrom('search_gone').selectAll().where('post_id', '>', 1_000_000).execute(),
    ).toHaveLength(5)
})

test('what somebody is writing is waited for, and not written over', async () => {
  await damage('delete from search_post where post_id <= 4')
  const writer = await pool.connect()
  await writer.query('begin')
  await writer.query("update post set text = 'written meanwhile' where id = 2")
  const { promise: tried, resolve } = Promise.withResolvers<void>()
  const mending = mendSearch(db, { ...quiet, onProgress: () => resolve() })
  await tried
  // The others are there while this one is waited for.
  await expect
    .poll(
      async () =>
        (await kysely.selectFrom('search_post').select('post_id').where('post_id', '<=', 4).execute()).length,
    )
    .toBeGreaterThanOrEqual(2)
  await writer.query('commit')
  writer.release()
  expect(await mending).toMatchObject({ left: 0 })
  const { rows } = await sql<{
    words: string
  }>`select words::text from search_post where post_id = 2`.execute(kysely)
  expect(rows[0]?.words).toContain("'meanwhile'")
})

test('writers and readers go on: nothing is missing at any moment, and nothing that was written is lost', async () => {
  await damage("update search_post set words = words || to_tsvector('simple', 'stale')")
  let done = false
  const mending = mendSearch(db, { ...quiet, batch: 2 }).finally(() => (done = true))
  let seen = Infinity
  const reading = (async () => {
    while (!done) seen = Math.min(seen, (await contentNow()).length)
  })()
  const edits: string[] = []
  for (let n = 0; !done || n < 20; n++) {
    const id = (n % 20) + 1
    await sql`update post set text = ${`edit ${n} of many`} where id = ${id}`.execute(kysely)
    edits[id] = `edit ${n}`
  }
  await Promise.all([mending, reading])
  expect(seen).toBe((await contentNow()).length)
  expect(await checkSearch(db, quiet)).toMatchObject({ wrong: 0 })
  expect(edits.length).toBeGreaterThan(10)
})

test('stopped in the middle it leaves what it did, and the next run does the rest', async () => {
  await damage('truncate search_post')
  const stop = new AbortController()
  let batches = 0
  const onProgress = () => {
    if (++batches === 3) stop.abort()
  }
  await expect(mendSearch(db, { ...quiet, onProgress, signal: stop.signal })).rejects.toThrow()
  const half = await contentNow()
  expect(half.length).toBeGreaterThan(0)
  expect(half.length).toBeLessThan(19)
  expect(await mendSearch(db, quiet)).toMatchObject({ left: 0 })
  expect(await checkSearch(db, quiet)).toMatchObject({ wrong: 0 })
})

test('the connection that looked is not used again, and nothing temporary stays', async () => {
  const before = pool.totalCount
  await checkSearch(db, quiet)
  expect(pool.totalCount).toBeLessThanOrEqual(before)
  // The server throws it away when it hears that the connection ended.
  const left = async () =>
    (
      await pool.query<{ many: number }>(
        `select count(*)::int as many from pg_class where relname = 'search_post' and relpersistence = 't'`,
      )
    ).rows[0]?.many
  await expect.poll(left).toBe(0)
})

test('a thread with several tags is written the same, whatever plan reads them', async () => {
  const posts = [{ authorId, source: 'Words.' }]
  // Made in another order than they stand on the thread.
  await makeThread(kysely, {
    space,
    title: 'Made first',
    tags: ['yew', 'birch', 'moss', 'alder', 'zebra'],
    posts,
  })
  const { postIds } = await makeThread(kysely, {
    space,
    title: 'Many tags',
    tags: ['zebra', 'alder', 'moss', 'birch', 'yew'],
    posts,
  })
  const id = postIds.get(1)
  const wordsBy = (settings: string) =>
    kysely.transaction().execute(async (tx) => {
      await sql.raw(settings).execute(tx)
      await sql`select search_put(array[${id}::int])`.execute(tx)
      const { rows } = await sql<{ words: string }>`
        select words::text from search_post where post_id = ${id}::int`.execute(tx)
      return rows[0]?.words
    })
  const off = (...plans: string[]) => plans.map((plan) => `set local enable_${plan} = off`).join('; ')
  const [first, ...others] = await Promise.all([
    wordsBy(off('hashjoin', 'mergejoin', 'seqscan')),
    wordsBy(off('nestloop', 'mergejoin', 'indexscan', 'bitmapscan', 'indexonlyscan')),
    wordsBy(off('nestloop', 'hashjoin')),
  ])
  expect(first).toContain('zebra')
  expect(others).toEqual([first, first])
})

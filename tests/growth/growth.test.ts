import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { visitor } from '#app/domains/access/actor.ts'
import { createGate } from '#app/domains/access/gate.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { parseCursor, type Cursor } from '#app/domains/paging/cursor.ts'
import { countWaiting } from '#app/domains/reading/waiting.queries.server.ts'
import { createPostTimes } from '#app/domains/search/postgres/post-times.server.ts'
import { createPostgresEngine } from '#app/domains/search/postgres/postgres-engine.server.ts'
import { listSitemapParts, readSitemapPart } from '#app/domains/sitemaps/sitemap.queries.server.ts'
import { createSpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { listThreads, type ListScope } from '#app/domains/threads/thread-list.queries.server.ts'
import { WINDOW } from '#app/domains/threads/thread-address.ts'
import { findThread, readThreadPage } from '#app/domains/threads/thread-page.queries.server.ts'
import { memberSorts, threadSorts } from '#app/domains/threads/thread-sorts.ts'
import { createBus } from '#app/platform/bus/bus.ts'
import { systemClock } from '#app/platform/clock.ts'
import { createLog } from '#app/platform/log.ts'
import { commonWords, findAddresses } from '#tests/bench/growth-addresses.ts'
import { forumOf, planForum } from '#tests/bench/forum/plan-forum.ts'
import { writeForum } from '#tests/bench/forum/write-forum.ts'
import { makeMember } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { rowsRead } from './rows-read.ts'

// What `npm run bench` measures at a million posts in milliseconds is held here at fifty thousand in rows read.

const forum = await testDatabase()

beforeAll(async () => {
  const plan = planForum(forumOf(50_000), new Date('2026-11-01'))
  await writeForum({ db: forum, databaseUrl: forum.url }, plan)
}, 120_000)

async function rows(read: (reader: Reader) => Promise<unknown>): Promise<number> {
  const access = await createGate({ db: forum.kysely, clock: systemClock }).accessOf(visitor)
  return rowsRead(forum.pool, (db) => read({ db, access, now: new Date('2026-11-01') }))
}

/** What thirty threads need, with their authors, spaces and tags; the forum has a hundred and fifty times as many threads. */
const ENOUGH = 600

/** The fullest space and the most used tag are the first. */
const scopes: ListScope[] = [{ of: 'site' }, { of: 'spaces', ids: [1] }, { of: 'tag', id: 1 }]
const lists = scopes.flatMap((scope) =>
  threadSorts
    .filter((sort) => scope.of !== 'tag' || sort === 'latest' || sort === 'new')
    .map((sort) => ({ scope, sort, name: `${scope.of}, ${sort}` })),
)
const list =
  ({ scope, sort }: (typeof lists)[number], cursor: Cursor | null) =>
  (reader: Reader) =>
    listThreads(reader, { scope, sort, period: 'all', cursor })

test.each(lists)('a list reads what it shows, and not what it doesn’t: $name', async (one) => {
  expect(await rows(list(one, null))).toBeLessThanOrEqual(ENOUGH)
})

/** The same with what a member read and chose of each of forty threads, its space (there are few: they are walked) and tags. */
const ENOUGH_OF_MINE = 2_400

/** Somebody who tracks forty threads, follows three people and muted a space and a word. */
async function reader(): Promise<Reader> {
  const db = forum.kysely
  const now = new Date('2026-11-01')
  const member = await makeMember(db, { handle: 'reader-of-lists' })
  const id = member.id
  await sql`update member set joined_at = '2020-01-01' where id = ${id}`.execute(db)
  await sql`
    insert into thread_reading (member_id, thread_id, number, level)
    select ${id}, id, 1, 'tracking' from thread where last_number > 1 and state = 'published' order by id limit 40`.execute(
    db,
  )
  await sql`
    insert into member_relation (member_id, other_id, kind)
    select ${id}, id, 'following' from member where id <> ${id} order by id limit 3`.execute(db)
  await sql`
    insert into space_reading (member_id, space_id, level) select ${id}, id, 'muted' from space order by id desc limit 1`.execute(
    db,
  )
  await sql`insert into muted_word (member_id, word) values (${id}, 'zeppelin')`.execute(db)
  const actor = {
    kind: 'member',
    memberId: id,
    accountId: member.accountId,
    handle: member.handle,
    displayName: '',
    role: 'member',
    trustLevel: 0,
    suspended: false,
    moderates: [],
  } as const
  return { db, now, access: await createGate({ db, clock: systemClock }).accessOf(actor) }
}

test('the lists of a member, and what waits for them, cost what they did and not what there is', async () => {
  const one = await reader()
  for (const sort of [...memberSorts, 'latest', 'new'] as const) {
    const read = await rowsRead(forum.pool, (db) =>
      listThreads({ ...one, db }, { scope: { of: 'site' }, sort, period: 'all', cursor: null }),
    )
    expect(read, sort).toBeLessThanOrEqual(ENOUGH_OF_MINE)
  }
  expect(await rowsRead(forum.pool, (db) => countWaiting({ ...one, db }, null))).toBeLessThanOrEqual(
    2 * ENOUGH,
  )
})

test.each(['/', '/s/', '/tags/'])('the last cursor costs what the first costs: %s', async (path) => {
  const deep = (await findAddresses(forum.kysely)).find(
    (one) => one.paths[0]!.startsWith(path) && one.paths[0]!.includes('after='),
  )
  const edge = parseCursor(new URL(deep!.paths[0]!, 'http://localhost').searchParams.get('after')!)
  const scope = scopes[path === '/' ? 0 : path === '/s/' ? 1 : 2]!
  const last = { ...edge!, direction: 'after' as const }
  expect(await rows(list({ scope, sort: 'latest', name: '' }, last))).toBeLessThanOrEqual(ENOUGH)
})

test('the last full window of the longest thread reads what the second reads', async () => {
  const longest = await forum.kysely
    .selectFrom('thread')
    .select(['id', 'last_number'])
    .where('rule_id', '=', 1)
    .where('state', '=', 'published')
    .orderBy('post_count', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  const window = (page: number) =>
    rows(async (reader) => {
      const found = await findThread(reader, longest.id)
      if (found.view !== 'full') throw new Error('Everybody may read it.')
      await readThreadPage(reader, found.row, page)
    })
  const [second, last] = [await window(2), await window(Math.floor(longest.last_number / WINDOW))]
  expect(longest.last_number).toBeGreaterThan(40 * WINDOW)
  // What answers what differs a little; posts, people and answers of a window are at most so many.
  expect(last).toBeLessThanOrEqual(second + 5 * WINDOW)
})

test('the index of the sitemap looks for the first of each part, and not at everybody’s posts', async () => {
  const parts: string[] = []
  const read = await rows(async (reader) => parts.push(...(await listSitemapParts(reader))))
  expect(parts).toContain('/sitemap/members/1.xml')
  expect(read).toBeLessThanOrEqual(ENOUGH)
})

test('a part of the sitemap looks at a post of each member, and not at all of them', async () => {
  const bus = createBus({ url: forum.url, pool: forum.pool, log: createLog({ level: 'error' }) })
  await bus.ready()
  const spaces = createSpaceDirectory({ db: forum.kysely, bus })
  let people = 0
  const read = await rows(async (reader) => {
    people = (await readSitemapPart(reader, spaces, 'members', 1))?.entries.length ?? 0
  })
  await bus.close()
  expect(people).toBeGreaterThan(100)
  // The member, the counter by rule, a post and its thread, and a few that are hidden or gone.
  expect(read).toBeLessThanOrEqual(12 * people)
})

const everywhere = {
  ruleIds: [1, 2],
  spaceIds: null,
  notSpaceIds: [],
  authorIds: null,
  notAuthorIds: [],
  tagIds: [],
  notTagIds: [],
  solved: null,
  unanswered: null,
  hasImage: null,
  before: null,
  after: null,
}

/**
 * What two thousand ranked posts need: their places in the index, their rows, and their threads. Whoever looks up a word of
 * every tenth post in the whole forum reads half as much again, and at a million posts twenty times as much.
 */
const ENOUGH_TO_RANK = 14_000

const [common = ''] = commonWords(5).slice(-1)

test.each([
  ['of every tenth post', [common], 'best'],
  ['that many posts have together', ['like', 'of'], 'best'],
  ['of every tenth post, the oldest first', [common], 'oldest'],
] as const)('a search reads what it ranks, and not what it doesn’t: words %s', async (_, words, sort) => {
  // What is kept for minutes is no cost of a search.
  const times = createPostTimes({ db: forum.kysely, clock: systemClock })
  const languages = () => Promise.resolve(['en'])
  const read = await rowsRead(forum.pool, async (db) => {
    const engine = createPostgresEngine({ db, languages, times })
    const terms = { words: [...words], phrases: [], without: [], prefix: false }
    const how = { sort, grouped: true, relax: false, limit: 20, offset: 0 } as const
    expect(await engine.findPosts({ terms, scope: everywhere, ...how })).toMatchObject({ atLeast: true })
  })
  expect(read).toBeLessThanOrEqual(ENOUGH_TO_RANK)
})

test('rows that are read in vain are counted', async () => {
  const read = await rowsRead(forum.pool, (db) =>
    db.selectFrom('thread').select('id').where('views', '<', 0).execute(),
  )
  expect(read).toBeGreaterThanOrEqual(5_000)
})

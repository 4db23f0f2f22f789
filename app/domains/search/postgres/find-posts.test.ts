import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '#app/platform/clock.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import type { PostQuery } from '../engine.ts'
import { createPostTimes } from './post-times.server.ts'
import { countWords } from '../words/count-words.server.ts'
import { createPostgresEngine } from './postgres-engine.server.ts'
import { termQueries } from './terms.server.ts'

const db = await testDatabase()
const languages = () => Promise.resolve(['en'])
const engineWith = (times: () => Promise<readonly Date[]>) =>
  createPostgresEngine({ db: db.kysely, languages, times })
const statistics = createPostTimes({ db: db.kysely, clock: systemClock })

/** Every post says "lantern", one in two "canvas", one in fifty "anchor"; the newest few hundred only say "compass". */
beforeAll(async () => {
  const author = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  const thread = await makeThread(db.kysely, { space, posts: [{ authorId: author.id, source: 'Opening' }] })
  await sql`
    insert into post (thread_id, number, author_id, source, html, text, pipeline_version, language, created_at)
    select ${thread.id}, n, ${author.id}, '', '', 'lantern'
        || case when n % 2 = 0 then ' canvas' else '' end || case when n % 50 = 0 then ' anchor' else '' end
        || case when n > 23700 then ' compass' else '' end,
      3, 'en', timestamptz '2026-01-01' + n * interval '1 minute'
    from generate_series(2, 24000) as n`.execute(db.kysely)
  await sql`analyze search_post`.execute(db.kysely)
}, 60_000)

/** Scores tell the age of a post, which goes on. */
async function find(times: () => Promise<readonly Date[]>, query: PostQuery) {
  const { hits, ...found } = await engineWith(times).findPosts(query)
  return { ...found, posts: hits.map((hit) => hit.postId) }
}
const nothingKnown = () => Promise.resolve([])

const ask = (words: string[], more: Partial<PostQuery> = {}): PostQuery => ({
  terms: { words, phrases: [], without: [], prefix: false },
  scope: {
    ruleIds: [1],
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
  },
  sort: 'best',
  grouped: false,
  relax: false,
  limit: 50,
  offset: 0,
  ...more,
})

test.each([
  ['a word of every post', ask(['lantern'])],
  ['the oldest of them', ask(['lantern'], { sort: 'oldest' })],
  ['the newest of them', ask(['lantern'], { sort: 'newest', offset: 1_900 })],
  ['a word of every second post', ask(['canvas'], { sort: 'newest' })],
  ['two words, with fewer matches than are ranked', ask(['lantern', 'anchor'])],
  // The planner takes the posts that have both for far fewer than there are, or for far more.
  ['words that only stand together', ask(['lantern', 'canvas', 'compass'])],
  ['nothing', ask(['lantern', 'nowhere'])],
])('looking at the newest posts first finds the same: %s', async (_, query) => {
  const times = await statistics()
  expect(times.length).toBeGreaterThan(50)
  const whole = await find(nothingKnown, query)
  expect(await find(statistics, query)).toEqual(whole)
})

test('times that were never true cost time, and no hit', async () => {
  const query = ask(['lantern'])
  const whole = await find(nothingKnown, query)
  const future = Array.from({ length: 101 }, (_, at) => new Date(Date.UTC(2090, 0, 1 + at)))
  expect(await find(() => Promise.resolve(future), query)).toEqual(whole)
  expect(whole).toMatchObject({ atLeast: true, total: 2_001 })
})

test.each([
  ['of every post', ['lan']],
  ['of every second', ['lantern', 'can']],
  ['of few posts', ['lantern', 'anch']],
  ['of nothing, beside it', ['nowhere', 'lan']],
])('a beginning finds the same, whether its words are known or not: %s', async (_, words) => {
  const query = ask(words, { terms: { words, phrases: [], without: [], prefix: true } })
  await db.kysely.deleteFrom('search_word').execute()
  const unknown = await find(statistics, query)
  await countWords(db)
  expect(await find(statistics, query)).toEqual(unknown)
})

test('a frequent beginning is looked up by the words that it begins', async () => {
  await countWords(db)
  const known = async (words: string[]) =>
    (await termQueries(db.kysely, { words, phrases: [], without: [], prefix: true }, ['en'], [1])).known
      ?.query
  expect(await known(['lan'])).toContain("'lantern'")
  expect(await known(['lan'])).not.toContain(':*')
  // Few, none that this reader may read, and what is no beginning.
  expect(await known(['anch'])).toBeUndefined()
  expect((await termQueries(db.kysely, ask(['lan'], {}).terms, ['en'], [1])).known).toBeNull()
  expect(
    (await termQueries(db.kysely, { words: ['lan'], phrases: [], without: [], prefix: true }, ['en'], [2]))
      .known,
  ).toBeNull()
})

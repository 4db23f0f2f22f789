import { randomBytes, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPostgresEngine } from '#app/domains/search/postgres/postgres-engine.server.ts'
import { postIndexNames } from '#app/domains/search/meilisearch/post-index.ts'
import { namespaceOf } from '#app/platform/create-platform.ts'
import { createMeilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { makeMember, makeSpace } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { runCommand } from './run-command.ts'

const KILLS = 10
const POSTS = 12_000
const PER_THREAD = 20

const db = await testDatabase()
const meili = await testMeilisearch()
const PUBLIC_URL = `https://reindex-${randomBytes(6).toString('hex')}.example.com`
const { live, next } = postIndexNames(namespaceOf({ PUBLIC_URL }))
const postgresOnly = { DATABASE_URL: db.url, PUBLIC_URL }
const withMeilisearch = {
  ...postgresOnly,
  MEILI_URL: meili.url,
  ...(meili.key ? { MEILI_KEY: meili.key } : {}),
}
const engine = createPostgresEngine({
  db: db.kysely,
  languages: () => Promise.resolve(['en']),
  times: () => Promise.resolve([]),
})

beforeAll(async () => {
  const { id: author } = await makeMember(db.kysely)
  const { id: space, rule_id: rule } = await makeSpace(db.kysely)
  await sql`
    with t as (
      insert into thread (space_id, rule_id, author_id, title, slug)
      select ${space}::int, ${rule}::int, ${author}::int, 'Thread number ' || n, 'thread-' || n
      from generate_series(1, ${POSTS / PER_THREAD}::int) as n returning id
    )
    insert into post (thread_id, author_id, number, source, text, html, pipeline_version)
    select t.id, ${author}::int, n, '', said, '<p>' || said || '</p>', 1 from t, generate_series(1, ${PER_THREAD}::int) as n,
      lateral (select 'marker' || md5(t.id || '-' || n) || ' ' || (
        select string_agg(md5(t.id::text || n || i), ' ') from generate_series(1, 60) as i) as said) as words`.execute(
    db.kysely,
  )
}, 240_000)

afterAll(async () => {
  const server = createMeilisearch({ url: meili.url, key: meili.key })
  for (const index of [live, next])
    if ((await server.countDocuments(index)) !== null) await server.removeIndex(index)
})

/** Every row but for when it changed. */
async function contentHash(): Promise<string> {
  const { rows } = await sql<{ hash: string; rows: number }>`
    select count(*)::int as rows, md5(string_agg((to_jsonb(s) - 'changed')::text, ',' order by post_id)) as hash from search_post s`.execute(
    db.kysely,
  )
  return `${rows[0]?.rows} rows ${rows[0]?.hash}`
}

/** A word that stands in one post finds that post, once; for posts here and there. */
async function findsEverything(): Promise<void> {
  const { rows } = await sql<{ id: number; word: string; rule: number }>`
    select p.id, split_part(p.text, ' ', 1) as word, t.rule_id as rule from post p join thread t on t.id = p.thread_id
    where p.id % 401 = 0`.execute(db.kysely)
  expect(rows.length).toBeGreaterThan(20)
  const scope = {
    ruleIds: [rows[0]?.rule ?? 0],
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
  for (const { id, word } of rows) {
    const terms = { words: [word], phrases: [], without: [], prefix: false }
    const rest = { sort: 'best', grouped: false, relax: false, limit: 10, offset: 0 } as const
    const { hits } = await engine.findPosts({ terms, scope, ...rest })
    expect(hits.map(({ postId }) => postId)).toEqual([id])
  }
}

/** Past every trigger, as a fault would: a third is missing, a third wrong, and some are of no post. */
async function damage(): Promise<void> {
  await db.pool.query(`
    begin;
    alter table search_post disable trigger user;
    delete from search_post where post_id % 3 = 0;
    update search_post set words = to_tsvector('simple', 'nonsense') where post_id % 3 = 1;
    insert into search_post select post_id + 1000000, thread_id, space_id, rule_id, author_id, number, created_at, has_image, words, changed
      from search_post where post_id % 50 = 2;
    alter table search_post enable trigger user;
    commit`)
}

test(`PostgreSQL's words, killed ${KILLS} times while they are put right`, async () => {
  const good = await contentHash()
  await damage()
  const kill = { after: 'Looking at posts', milliseconds: 0 }
  let kills = 0
  let missing = Infinity
  for (let round = 0; kills < KILLS; round++) {
    expect(round, 'too few runs could be killed').toBeLessThan(4 * KILLS)
    const { end, said } = await runCommand({
      args: ['reindex'],
      env: postgresOnly,
      kill: { ...kill, milliseconds: randomInt(50, 1_500) },
    })
    expect(['SIGKILL', '0'], said).toContain(end)
    if (end === '0') {
      expect(await contentHash()).toBe(good)
      await damage()
      missing = Infinity
      continue
    }
    kills++
    // What was there stays there, and what was done stays done.
    const { rows } = await sql<{ missing: number }>`
      select count(*)::int as missing from post where not exists (select from search_post s where s.post_id = post.id)`.execute(
      db.kysely,
    )
    expect(rows[0]?.missing).toBeLessThanOrEqual(missing)
    missing = rows[0]?.missing ?? 0
  }
  expect(await runCommand({ args: ['reindex'], env: postgresOnly })).toMatchObject({ end: '0' })
  expect(await contentHash()).toBe(good)
  const check = await runCommand({ args: ['reindex', '--check'], env: postgresOnly })
  expect(check).toMatchObject({ end: '0', said: expect.stringContaining(`All ${POSTS} posts`) })
  await findsEverything()
  console.log(`${kills} of the runs were killed; the search has what it had, and nothing twice.`)
})

test('a check that finds something says so, and changes nothing', async () => {
  const good = await contentHash()
  await damage()
  const damaged = await contentHash()
  const check = await runCommand({ args: ['reindex', '--check'], env: postgresOnly })
  expect(check).toMatchObject({
    end: '1',
    said: expect.stringMatching(/\d+ of \d+ posts are not in the search/),
  })
  expect(await contentHash()).toBe(damaged)
  expect(await runCommand({ args: ['reindex'], env: postgresOnly })).toMatchObject({ end: '0' })
  expect(await contentHash()).toBe(good)
})

test(`Meilisearch's index, killed ${KILLS} times while it is built`, async () => {
  const posts = async () => (await meili.documents(live)).filter(({ id }) => typeof id === 'number')
  let kills = 0
  for (let round = 0; kills < KILLS; round++) {
    expect(round, 'too few runs could be killed').toBeLessThan(4 * KILLS)
    const { end, said } = await runCommand({
      args: ['reindex'],
      env: withMeilisearch,
      kill: { after: 'Indexing posts', milliseconds: randomInt(1, 1_200) },
    })
    expect(['SIGKILL', '0'], said).toContain(end)
    if (end === 'SIGKILL') kills++
    // Once there is an index in use, it has everything all the time.
    const inUse = await posts()
    if (inUse.length > 0) expect(inUse).toHaveLength(POSTS)
  }
  for (let again = 0; again < 2; again++) {
    const last = await runCommand({ args: ['reindex'], env: withMeilisearch })
    expect(last).toMatchObject({ end: '0', said: expect.stringContaining('is built and in use') })
    const found = await posts()
    expect(new Set(found.map(({ id }) => id)).size).toBe(POSTS)
    expect(found).toHaveLength(POSTS)
  }
  // Nothing is left beside it, nor waiting.
  const server = createMeilisearch({ url: meili.url, key: meili.key })
  expect(await server.countDocuments(next)).toBeNull()
  if (meili.small) expect([...meili.small.indexes.keys()]).toEqual([live])
  const { rows } = await sql<{ word: string; id: number }>`
    select id, split_part(text, ' ', 1) as word from post where id % 401 = 0`.execute(db.kysely)
  const texts = new Map((await posts()).map(({ id, text }) => [id, String(text)]))
  for (const { id, word } of rows) expect(texts.get(id)).toContain(word)
  console.log(
    `${kills} of the runs were killed; the index has ${POSTS} posts, and nothing is left beside it.`,
  )
})

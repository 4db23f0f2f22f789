import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createWorld } from '#app/domains/access/access.world.ts'
import { visitor, type Actor } from '#app/domains/access/actor.ts'
import { createGate } from '#app/domains/access/gate.server.ts'
import { grantAccess } from '#app/domains/access/grant-access.server.ts'
import { revokeAccess } from '#app/domains/access/revoke-access.server.ts'
import { createSpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { createBus } from '#app/platform/bus/bus.ts'
import { systemClock } from '#app/platform/clock.ts'
import { parseEnv } from '#app/platform/env.ts'
import { createLog } from '#app/platform/log.ts'
import { createMeilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { createMetrics } from '#app/platform/metrics.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { settled } from '#tests/support/settled.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { createEngineWithFallback } from './engine-with-fallback.ts'
import { createPostgresEngine } from './postgres/postgres-engine.server.ts'
import { createSearchIndex } from './search-index.server.ts'
import { search } from './search.queries.server.ts'
import { searchPageSearch } from './search.schema.ts'
import { suggest } from './suggest.queries.server.ts'
import { countWords } from './words/count-words.server.ts'

const database = await testDatabase()
const db = database.kysely
const meili = await testMeilisearch()
const said: string[] = []
const log = createLog({ level: 'info', stream: { write: (line) => void said.push(line) } })
const bus = createBus({ url: database.url, pool: database.pool, log })
await bus.ready()
const gate = createGate({ db, bus, clock: systemClock })
const spaces = createSpaceDirectory({ db, bus })
const metrics = createMetrics()
const env = parseEnv({ MEILI_URL: meili.url, MEILI_KEY: meili.key })
const postgres = createPostgresEngine({
  db,
  languages: () => Promise.resolve(['en']),
  times: () => Promise.resolve([]),
})
const server = createMeilisearch(meili)
let ahead = 0
// Other files' transactions are waited for: see settled.
vi.setConfig({ testTimeout: 120_000 })

/** A process of its own that searches: what it knows of Meilisearch it finds out by itself. */
function newSite(changes: Partial<typeof env> = {}, namespace = meili.namespace) {
  const index = createSearchIndex({
    db: database,
    clock: { now: () => new Date(Date.now() + ahead) },
    log,
    metrics,
    namespace,
    env: { ...env, ...changes },
  })
  if (!index) throw new Error('MEILI_URL is set')
  const onFallback = () => metrics.searchFallbacks.inc()
  return { index, engine: createEngineWithFallback({ index, postgres, onFallback }) }
}
type Site = ReturnType<typeof newSite>
const site = newSite()

/** An answer is promised within a second. Files that run beside this one may take most of the machine. */
const BUSY = 3

/** Rejects when the answer does not come in time. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('No answer in time')), BUSY * 1_000)
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer))
}

async function ask(
  typed: string,
  { actor = visitor, engine = site.engine }: { actor?: Actor; engine?: Site['engine'] } = {},
) {
  const access = await gate.accessOf(actor)
  const reader = { db, access, now: new Date() }
  const view = await inTime(search(reader, { engine, spaces }, searchPageSearch.parse({ q: typed })))
  const titles = view.hits.map((hit) => (hit.kind === 'thread' ? hit.title.join('') : hit.kind))
  return { ...view, titles, reader }
}

const world = createWorld(db)
const system: Actor = { kind: 'system', job: 'test' }
let insider: Awaited<ReturnType<typeof world.member>>
let secret: { id: number }

beforeAll(async () => {
  const ada = await makeMember(db, { handle: 'ada' })
  const ben = await makeMember(db, { handle: 'ben' })
  const open = await makeSpace(db, { slug: 'trails' })
  const rule = await world.rule({ kind: 'grant', grant: 'group', key: 'insiders' })
  const closed = await makeSpace(db, { slug: 'inside', rule_id: rule })
  insider = await world.member()
  await grantAccess(
    { db, bus, actor: system, clock: systemClock },
    { memberId: insider.memberId, kind: 'group', key: 'insiders' },
  )
  let minute = 0
  const by = (member: { id: number }, source: string, rest = {}) => ({
    authorId: member.id,
    source,
    at: new Date(Date.UTC(2026, 0, 1, 0, minute++)),
    ...rest,
  })
  await makeThread(db, {
    space: open,
    title: 'Shock cord keeps slipping',
    posts: [
      by(ada, 'The knot at the tent pole'),
      by(ben, 'Tie a stopper knot'),
      by(ada, '![knot](https://example.com/a.png)'),
    ],
    tags: ['repair'],
    accepted: 2,
  })
  await makeThread(db, {
    space: open,
    title: 'Repairing a zip',
    posts: [by(ben, 'It is stuck at getElementById')],
    tags: ['repair', 'zips'],
  })
  await makeThread(db, {
    space: open,
    title: 'Which knot?',
    posts: [by(ben, 'For a tarp', { at: new Date('2020-01-01T00:00:00Z') })],
  })
  secret = await makeThread(db, {
    space: closed,
    title: 'Zephyrine plans',
    posts: [by(ada, 'A knot nobody knows: quibblefish')],
  })
  for (let more = true; more;) {
    await site.index.work()
    more = (await site.index.standing.look()).away !== null
  }
}, 60_000)
afterEach(() => meili.way.heal())
afterAll(async () => {
  gate.close()
  await bus.close()
})

/** The pause after which Meilisearch is looked at again is over, and searches go there again. */
async function isBack({ engine, index } = site): Promise<void> {
  ahead += 3_000
  await settled(db)
  await index.work()
  await vi.waitUntil(async () => !(await ask('knot', { engine })).fallback, { timeout: 15_000, interval: 20 })
}

describe('Meilisearch answers', () => {
  test('words, and forgives what was mistyped', async () => {
    expect(await ask('shock cord')).toMatchObject({
      titles: ['Shock cord keeps slipping'],
      total: 1,
      fallback: false,
    })
    expect((await ask('sloping cord slippign')).titles).toEqual([])
    expect((await ask('slippign')).titles).toEqual(['Shock cord keeps slipping'])
    expect((await ask('getElementById')).titles).toEqual(['Repairing a zip'])
    expect((await ask('getElementByIt')).relaxed).toBe(false)
  })

  test.each([
    'knot',
    'knot in:trails',
    'knot -in:trails',
    'by:ada',
    'knot by:ben',
    'knot -by:ada',
    'tag:repair',
    'tag:repair tag:zips',
    'tag:repair -tag:zips',
    'is:solved',
    'is:unanswered',
    'knot has:image',
    'knot before:2021-01-01',
    'knot after:2021-01-01',
    '"stopper knot"',
    'knot -stopper',
    'type:posts knot',
  ])('what PostgreSQL finds, too: %s', async (typed) => {
    for (const actor of [visitor, insider]) {
      const [here, there] = [await ask(typed, { actor }), await ask(typed, { actor, engine: postgres })]
      expect(here.fallback).toBe(false)
      expect(here.titles.sort()).toEqual(there.titles.sort())
      expect(here.total).toBe(there.total)
    }
  })

  test('in the order that was asked for', async () => {
    for (const sort of ['newest', 'oldest', 'liked'] as const) {
      const reader = { db, access: await gate.accessOf(visitor), now: new Date() }
      const input = searchPageSearch.parse({ q: 'knot', sort })
      const [here, there] = [
        await search(reader, { engine: site.engine, spaces }, input),
        await search(reader, { engine: postgres, spaces }, input),
      ]
      expect(here.hits).toEqual(there.hits)
      expect(here.fallback).toBe(false)
    }
  })

  test('while one types', async () => {
    const { reader } = await ask('')
    const deps = { engine: site.engine, spaces }
    expect((await suggest(reader, deps, 'shock co')).threads.map(({ title }) => title.join(''))).toEqual([
      'Shock cord keeps slipping',
    ])
  })

  test('whatever is typed, with nothing that is hidden', async () => {
    const hostile = [
      '") OR rule_id IN [1,2,3',
      "' OR rule_id EXISTS",
      'quibblefish"] OR ["rule_id = 3',
      '\\" rule_id = 3',
      '-',
      '"',
      '- -"',
      '\u0000quibblefish',
      'knot\u0000 rule_id > 0',
      'in:") by:"',
      '🦄'.repeat(500),
      'quibblefish '.repeat(500),
      'a'.repeat(5_000),
    ]
    for (const typed of hostile) {
      const { titles, fallback } = await ask(typed)
      expect({ typed, fallback }).toEqual({ typed, fallback: false })
      expect(titles).not.toContain('Zephyrine plans')
    }
    expect(await ask('quibblefish')).toMatchObject({ titles: [], total: 0 })
    expect(await ask('quibblefish', { actor: insider })).toMatchObject({
      titles: ['Zephyrine plans'],
      total: 1,
    })
  })
})

describe('access that is lost is lost at once, whatever the index still says', () => {
  const stale = async () =>
    (await server.readDocument(`${meili.namespace}-posts`, await firstPost(secret.id)))?.['rule_id']
  const nothing = { titles: [], total: 0, fallback: false }

  test('by the member', async () => {
    const command = { db, bus, actor: system, clock: systemClock }
    const grant = { memberId: insider.memberId, kind: 'group' as const, key: 'insiders' }
    await revokeAccess(command, grant)
    expect(await ask('quibblefish', { actor: insider })).toMatchObject(nothing)
    await grantAccess(command, grant)
    expect(await ask('quibblefish', { actor: insider })).toMatchObject({ total: 1 })
  })

  test('by a change of the rule, or a state: in hits and in numbers', async () => {
    const { rows } = await sql<{
      rule_id: number
    }>`select rule_id from thread where id = ${secret.id}`.execute(db)
    const before = rows[0]?.rule_id
    const other = await world.rule({ kind: 'grant', grant: 'group', key: 'nobody' })
    for (const change of [sql`rule_id = ${other}`, sql`state = 'hidden'`, sql`unlisted = true`]) {
      await sql`update thread set ${change} where id = ${secret.id}`.execute(db)
      expect(await stale()).toBe(before)
      expect(await ask('quibblefish', { actor: insider })).toMatchObject(nothing)
      await sql`update thread set rule_id = ${before}, state = 'published', unlisted = false where id = ${secret.id}`.execute(
        db,
      )
    }
    expect(await ask('quibblefish', { actor: insider })).toMatchObject({ total: 1 })
  })
})

describe('PostgreSQL answers within a second, and says so, when Meilisearch', () => {
  const hitsOf = (id: number) => JSON.stringify({ hits: [{ id, thread_id: 1 }], totalHits: 1 })
  const internal = '{"message":"","code":"internal","type":"internal","link":""}'
  test.each<[string, Parameters<typeof meili.way.disturb>[0]]>([
    ['is frozen', 'frozen'],
    ['breaks off', 'half'],
    ['drips', 'drip'],
    ['floods', 'flood'],
    ['says 500', { status: 500, body: internal }],
    ['says 503', { status: 503, body: '' }],
    ['says 429', { status: 429, body: '{"code":"too_many_search_requests"}' }],
    ['says no JSON', { status: 200, body: 'OK' }],
    ['says something else', { status: 200, body: '{"hits":[{"id":1,"thread_id":"1"}],"totalHits":1}' }],
    ['tells of a post that no database can have', { status: 200, body: hitsOf(Number.MAX_SAFE_INTEGER) }],
    ['redirects', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }],
    ['is frozen for searches alone', ({ url }) => (url?.endsWith('/search') ? 'frozen' : null)],
  ])('%s', async (_, trouble) => {
    await isBack()
    meili.way.disturb(trouble)
    for (let times = 0; times < 4; times++)
      expect(await ask('shock cord')).toMatchObject({
        titles: ['Shock cord keeps slipping'],
        total: 1,
        fallback: true,
      })
    // A process that starts meanwhile does not know Meilisearch at all.
    expect(await ask('knot', { engine: newSite().engine })).toMatchObject({ total: 2, fallback: true })
    await meili.way.heal()
    await isBack()
  })

  test('is so slow that what was probably meant would be waited for again and again', async () => {
    await isBack()
    await countWords(database)
    const searches = () => meili.way.asked.filter(({ body }) => body.includes('submarine')).length
    expect(await ask('knoq submarine')).toMatchObject({ fallback: false })
    expect(searches()).toBeGreaterThan(2)
    meili.way.asked.length = 0
    meili.way.disturb(({ url }) => (url?.endsWith('/search') ? 'slow' : null))
    expect(await ask('knoq submarine')).toMatchObject({ fallback: true })
    expect(searches()).toBeLessThanOrEqual(2)
    await meili.way.heal()
    await isBack()
  })

  test('is gone, and is asked again when it is back; the log tells both once', async () => {
    await isBack()
    said.length = 0
    await meili.way.vanish()
    for (let times = 0; times < 3; times++)
      expect(await ask('knot')).toMatchObject({ total: 2, fallback: true })
    expect(await metricsText()).toMatch(/guildhall_search_index\{what="healthy"\} 0/)
    await meili.way.heal()
    await isBack()
    const lines = said.map((line) => JSON.parse(line) as { msg: string })
    expect(lines.filter(({ msg }) => /does not answer searches/.test(msg)).length).toBeGreaterThanOrEqual(1)
    expect(lines.at(-1)?.msg).toBe('Meilisearch answers searches again')
    expect(await metricsText()).toMatch(/guildhall_search_index\{what="healthy"\} 1/)
    expect(await metricsText()).toMatch(/guildhall_search_fallbacks_total [1-9]/)
    expect(said.join()).not.toContain(meili.key)
  })

  test('refuses the key', async () => {
    const stranger = newSite({ MEILI_KEY: 'not the key' })
    expect(await ask('knot', { engine: stranger.engine })).toMatchObject({ total: 2, fallback: true })
    expect(await stranger.index.standing.look()).toMatchObject({ away: '403 invalid_api_key' })
    await stranger.index.work()
    expect(said.join()).not.toContain('not the key')
  })

  test('has no index yet, or one that vanished', async () => {
    const early = newSite({}, `${meili.namespace}-early`)
    expect(await ask('knot', { engine: early.engine })).toMatchObject({ total: 2, fallback: true })
    expect(await early.index.standing.look()).toMatchObject({ away: 'its index is not built yet' })
    await settled(db)
    await early.index.work()
    await isBack(early)
    await server.removeIndex(`${meili.namespace}-early-posts`)
    expect(await ask('knot', { engine: early.engine })).toMatchObject({ total: 2, fallback: true })
  })

  test('is too far behind, and catches up', async () => {
    await isBack()
    await sql`update search_post set changed = pg_current_xact_id()::text::bigint`.execute(db)
    await sql`insert into search_gone (post_id, changed)
      select 1000000 + n, pg_current_xact_id()::text::bigint from generate_series(1, 6000) as n`.execute(db)
    await settled(db)
    const late = newSite()
    expect(await ask('knot', { engine: late.engine })).toMatchObject({ total: 2, fallback: true })
    expect(await late.index.standing.look()).toMatchObject({
      away: 'its index is too far behind',
      behind: 5001,
    })
    await settled(db)
    await late.index.work()
    expect(await late.index.standing.look()).toMatchObject({ away: null, behind: 0, behindSeconds: 0 })
    await isBack(late)
  })
})

async function metricsText(): Promise<string> {
  return metrics.registry.metrics()
}

async function firstPost(threadId: number): Promise<number> {
  const row = await db
    .selectFrom('post')
    .select('id')
    .where('thread_id', '=', threadId)
    .executeTakeFirstOrThrow()
  return row.id
}

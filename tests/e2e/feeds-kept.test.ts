import { beforeAll, expect, test } from 'vitest'
import { feedFormats } from '#app/domains/feeds/feed.view.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { readFeed } from './feeds-read.ts'

const site = await testSite()
const { kysely } = site.db
const { pages } = site.server.services
let thread: Awaited<ReturnType<typeof makeThread>>
let spaceId: number

beforeAll(async () => {
  const author = await makeMember(kysely, { handle: 'ann' })
  const space = await makeSpace(kysely, { slug: 'walks' })
  spaceId = space.id
  const post = (source: string, day: number) => ({
    authorId: author.id,
    source,
    at: new Date(Date.UTC(2026, 0, day)),
  })
  thread = await makeThread(kysely, {
    space,
    title: 'A walk',
    tags: ['maps'],
    posts: [post('First', 1), post('Second', 2), post('Third', 3)],
  })
  await makeThread(kysely, { space, title: 'Another', tags: ['maps'], posts: [post('Other', 4)] })
})

const feed = () => `/t/${thread.id}/feed.rss`
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  site.get(path, { headers, method })

/** Asks until the feed says since when it has been as it is, which it does from the next full second on. */
async function timed(path: string) {
  await expect.poll(async () => (await get(path)).headers.get('last-modified')).not.toBeNull()
  const { headers } = await get(path)
  return { etag: headers.get('etag') ?? '', since: headers.get('last-modified') ?? '' }
}
const before = (time: string, seconds: number) => new Date(Date.parse(time) - seconds * 1_000).toUTCString()

test('who has the feed already gets 304 and no body: by tag, or by time', async () => {
  const { etag, since } = await timed(feed())
  const asked: Record<string, string>[] = [
    { 'if-none-match': etag },
    { 'if-none-match': `W/${etag}` },
    { 'if-none-match': `"another", ${etag}` },
    { 'if-modified-since': since },
    { 'if-modified-since': new Date().toUTCString() },
    // The tag decides where both come.
    { 'if-none-match': etag, 'if-modified-since': before(since, 3_600) },
  ]
  for (const headers of asked) {
    const answer = await get(feed(), headers)
    expect(answer.status, JSON.stringify(headers)).toBe(304)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('etag')).toBe(etag)
    expect(answer.headers.get('last-modified')).toBe(since)
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    expect(answer.headers.get('vary')).toBe('Accept-Encoding')
    expect(answer.headers.get('content-type')).toBeNull()
  }
})

test('who has something else gets all of it', async () => {
  const { etag, since } = await timed(feed())
  const asked: Record<string, string>[] = [
    { 'if-none-match': '"another"' },
    { 'if-none-match': '"another"', 'if-modified-since': since },
    { 'if-modified-since': before(since, 1) },
    { 'if-modified-since': 'yesterday' },
    { 'if-modified-since': '' },
  ]
  for (const headers of asked) {
    const answer = await get(feed(), headers)
    expect(answer.status, JSON.stringify(headers)).toBe(200)
    expect(answer.headers.get('etag')).toBe(etag)
    expect(await answer.text()).toContain('Second')
  }
})

test('HEAD answers as GET does, without a body', async () => {
  await timed(feed())
  const [head, whole] = [await get(feed(), {}, 'HEAD'), await get(feed())]
  expect(await head.text()).toBe('')
  for (const name of ['content-type', 'etag', 'last-modified', 'cache-control', 'vary'])
    expect(head.headers.get(name), name).toBe(whole.headers.get(name))
})

test('a cookie or a language makes neither another copy nor another answer', async () => {
  await get(feed())
  const { entries } = pages.stats()
  const asked: Record<string, string>[] = [
    { cookie: 'guildhall-session=0123456789' },
    { 'accept-language': 'ar' },
    { authorization: 'Bearer x' },
  ]
  for (const headers of asked) {
    const answer = await get(feed(), headers)
    expect(answer.headers.get('x-page-cache')).toBe('hit')
  }
  expect(pages.stats().entries).toBe(entries)
})

test('a post that is taken away is gone from every feed at the next request, also for who asks by time', async () => {
  const everywhere = ['', '/s/walks', '/tags/maps', `/t/${thread.id}`].flatMap((page) =>
    feedFormats.map((format) => `${page}/feed.${format}`),
  )
  const known = new Map(
    await Promise.all(
      everywhere.map(async (path) => {
        expect(await (await get(path)).text(), path).toContain('First')
        return [path, (await timed(path)).since] as const
      }),
    ),
  )
  const set = (state: 'published' | 'deleted') =>
    kysely
      .updateTable('post')
      .set({ state })
      .where('id', '=', thread.postIds.get(1) ?? 0)
      .execute()
  await set('deleted')
  // What whoever deletes it purges; lists of other things carry the thread's name as well.
  await pages.purge([`thread:${thread.id}`])
  for (const path of everywhere) {
    const answer = await get(path, { 'if-modified-since': known.get(path) ?? '' })
    expect(answer.status, path).toBe(200)
    expect(await answer.text(), path).not.toContain('First')
  }
  await set('published')
  await pages.purge([`thread:${thread.id}`])
})

test('a thread that is hidden leaves its lists, and its own feed is gone', async () => {
  expect(await (await get('/s/walks/feed.json')).text()).toContain('A walk')
  const set = (state: 'published' | 'hidden') =>
    kysely.updateTable('thread').set({ state }).where('id', '=', thread.id).execute()
  await set('hidden')
  await pages.purge([`thread:${thread.id}`])
  expect((await get(feed())).status).toBe(404)
  for (const path of ['/feed.rss', '/s/walks/feed.json', '/tags/maps/feed.atom'])
    expect(await (await get(path)).text(), path).not.toContain('A walk')
  await set('published')
  await pages.purge([`thread:${thread.id}`])
})

test('a new thread is in the feed of its space at once', async () => {
  await get('/s/walks/feed.rss')
  const space = await kysely
    .selectFrom('space')
    .select(['id', 'rule_id'])
    .where('id', '=', spaceId)
    .executeTakeFirstOrThrow()
  const author = await makeMember(kysely)
  await makeThread(kysely, { space, title: 'Fresh news', posts: [{ authorId: author.id, source: 'News' }] })
  await pages.purge([`space:${spaceId}`, 'home'])
  for (const path of ['/s/walks/feed.rss', '/feed.rss']) {
    const [first] = readFeed(await (await get(path)).text()).entries
    expect(first?.title, path).toBe('Fresh news')
  }
})

test('a reader of the feed is no reader of the thread', async () => {
  const views = async () => {
    await site.server.services.views.flush()
    const row = await kysely
      .selectFrom('thread')
      .select('views')
      .where('id', '=', thread.id)
      .executeTakeFirst()
    return row?.views
  }
  const counted = await views()
  for (const format of feedFormats) await get(`/t/${thread.id}/feed.${format}`)
  expect(await views()).toBe(counted)
})

test('bad addresses and methods break nothing', async () => {
  for (const path of [
    '/s/%E0%A4%A/feed.rss',
    '/s/%00/feed.rss',
    '/tags/%2e%2e/feed.rss',
    '/feed.xml',
    '/feed.rss/',
  ])
    expect((await get(path)).status, path).toBeLessThan(500)
  for (const method of ['POST', 'PUT', 'DELETE'])
    expect([400, 403, 404, 405]).toContain(
      (await get('/feed.rss', { origin: 'http://localhost:0' }, method)).status,
    )
  expect((await get('/feed.rss?sort=top&x=%00')).status).toBeLessThan(500)
  expect((await get(`/s/${'x'.repeat(5_000)}/feed.rss`)).status).toBe(400)
})

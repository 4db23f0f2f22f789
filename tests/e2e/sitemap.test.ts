import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { parseSitemap, parseSitemapIndex } from 'sitemap'
import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { xmlFaults } from '#tests/support/xml/xml-faults.ts'

const ORIGIN = 'https://community.test'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { kysely } = site.db
/** Addresses of what visitors may see, by what they are. */
const open: Record<'threads' | 'members' | 'tags' | 'pages', string[]> = {
  threads: [],
  members: ['/u/ann', '/u/j%C3%BCrgen'],
  tags: ['/tags/maps'],
  pages: ['/', '/spaces', '/tags', '/s/walks', '/s/questions'],
}

beforeAll(async () => {
  const ann = await makeMember(kysely, { handle: 'ann' })
  const jürgen = await makeMember(kysely, { handle: 'jürgen' })
  const silent = await makeMember(kysely, { handle: 'silent' })
  const gone = await makeMember(kysely, { handle: 'gone', kind: 'erased' })
  const walks = await makeSpace(kysely, { slug: 'walks' })
  await makeSpace(kysely, { slug: 'questions' })
  const lab = await makeSpace(kysely, { slug: 'lab', rule_id: 2 })
  const make = async (id: number, title: string, draft: Partial<Parameters<typeof makeThread>[1]> = {}) => {
    await sql`select setval(pg_get_serial_sequence('thread', 'id'), ${id}::bigint, false)`.execute(kysely)
    const posts = [{ authorId: ann.id, source: title, at: new Date('2026-03-04T05:06:07.089Z') }]
    return makeThread(kysely, { space: walks, title, posts, ...draft })
  }
  // On both sides of the edges of parts, with a part between them where everything is hidden, and at the very end.
  for (const [id, title] of [
    [1, 'One & only'],
    [9_999, 'Last but one'],
    [10_000, 'テント'],
    [10_001, 'First of the second'],
    [30_001, 'Beyond a gap'],
    [2_147_483_640, 'At the end of all ids'],
  ] as const) {
    const thread = await make(id, title, id === 1 ? { tags: ['maps'] } : {})
    open.threads.push(`/t/${id}/${encodeURIComponent(thread.slug)}`)
  }
  await make(2, 'In the lab', {
    space: lab,
    tags: ['lab'],
    posts: [{ authorId: silent.id, source: 'Secret' }],
  })
  await make(3, 'Unlisted', { columns: { unlisted: true }, tags: ['unlisted'] })
  await make(4, 'Held', { columns: { state: 'held' } })
  await make(5, 'Deleted', { columns: { state: 'deleted' } })
  await make(20_001, 'Hidden in a part of its own', { columns: { state: 'hidden' } })
  await make(6, 'Left behind', { posts: [{ authorId: gone.id, source: 'Bye' }] })
  open.threads.push('/t/6/left-behind')
  await make(7, 'By Jürgen', { posts: [{ authorId: jürgen.id, source: 'Hi' }] })
  open.threads.push('/t/7/by-jurgen')
}, 60_000)

const text = async (path: string) => {
  const response = await site.get(path, { headers: { 'x-forwarded-host': 'evil.example' } })
  expect(response.status, path).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  return response.text()
}
const pathOf = (url: string) => {
  expect(url.startsWith(`${ORIGIN}/`)).toBe(true)
  return url.slice(ORIGIN.length)
}
const partPaths = async () =>
  (await parseSitemapIndex(Readable.from([await text('/sitemap.xml')]))).map(({ url }) => pathOf(url))
const entriesOf = async (part: string) => parseSitemap(Readable.from([await text(part)]))

test('the index names the parts that have something in them, and only those', async () => {
  expect(await partPaths()).toEqual([
    '/sitemap/pages/1.xml',
    '/sitemap/threads/1.xml',
    '/sitemap/threads/2.xml',
    '/sitemap/threads/4.xml',
    '/sitemap/threads/214749.xml',
    '/sitemap/tags/1.xml',
    '/sitemap/members/1.xml',
  ])
})

test('the parts have everything that visitors may see, once, and nothing else', async () => {
  const found: string[] = []
  for (const part of await partPaths()) {
    const entries = await entriesOf(part)
    expect(entries.length).toBeLessThanOrEqual(10_000)
    const paths = entries.map(({ url }) => pathOf(url))
    if (part.startsWith('/sitemap/threads/'))
      expect(entries.map(({ lastmod }) => lastmod?.slice(0, 4))).not.toContain(undefined)
    found.push(...paths)
  }
  expect(found.toSorted()).toEqual(Object.values(open).flat().toSorted())
})

test('every address is that of a page, not of a redirect, and lies in the part of its id', async () => {
  for (const part of await partPaths()) {
    for (const { url } of await entriesOf(part)) {
      const page = await site.get(pathOf(url))
      expect(page.status, url).toBe(200)
      const html = await page.text()
      expect(html, url).toContain(`rel="canonical" href="${url}"`)
      expect(html, url).not.toContain('noindex')
    }
  }
  const ids = (await entriesOf('/sitemap/threads/1.xml')).map(({ url }) => Number(url.split('/')[4]))
  expect(ids).toEqual([1, 6, 7, 9_999, 10_000])
})

test('a thread says when somebody wrote in it last', async () => {
  const [first] = await entriesOf('/sitemap/threads/1.xml')
  expect(first?.lastmod).toBe('2026-03-04T05:06:07.089Z')
})

test('the parts keep to the schema of sitemaps', async () => {
  const parts = await Promise.all((await partPaths()).map(text))
  expect(await xmlFaults(parts, 'sitemap')).toEqual([])
  expect(await xmlFaults([await text('/sitemap.xml')])).toEqual([])
  expect(
    await xmlFaults(['<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'], 'sitemap'),
  ).not.toEqual([])
})

test('a part without anything to show is as one that never was', async () => {
  const answer = async (path: string) => {
    const response = await site.get(path)
    return [response.status, await response.text()]
  }
  const nothing = await answer('/sitemap/threads/999.xml')
  expect(nothing[0]).toBe(404)
  for (const path of [
    'threads/3.xml',
    'threads/0.xml',
    'threads/01.xml',
    'threads/999999.xml',
    'threads/9999999.xml',
  ])
    expect(await answer(`/sitemap/${path}`), path).toEqual(nothing)
  for (const path of ['pages/2.xml', 'posts/1.xml', 'threads/1', 'threads/1.xml.gz', 'constructor/1.xml'])
    expect(await answer(`/sitemap/${path}`), path).toEqual(nothing)
})

test('what is hidden is gone from its part at the next request', async () => {
  expect(await text('/sitemap/threads/4.xml')).toContain('/t/30001/')
  const set = async (state: 'hidden' | 'published') => {
    const row = await kysely
      .updateTable('thread')
      .set({ state })
      .where('id', '=', 30_001)
      .returning('space_id')
      .executeTakeFirstOrThrow()
    await site.server.services.pages.purge([`space:${row.space_id}`, 'home'])
  }
  await set('hidden')
  expect((await site.get('/sitemap/threads/4.xml')).status).toBe(404)
  expect(await partPaths()).not.toContain('/sitemap/threads/4.xml')
  await set('published')
})

test('who is signed in gets what everybody gets', async () => {
  const member = await makeMember(kysely)
  const cookie = await site.signIn(member.accountId)
  for (const path of ['/sitemap.xml', '/sitemap/threads/1.xml', '/sitemap/pages/1.xml']) {
    const theirs = await site.get(path, { as: cookie })
    expect(await theirs.text()).toBe(await text(path))
  }
})

test('the best of each period have an address of their own, and what an address shows by itself has the plain one', async () => {
  const canonical = async (path: string) =>
    /rel="canonical" href="([^"]+)"/.exec(await (await site.get(path)).text())?.[1]?.replaceAll('&amp;', '&')
  for (const path of ['/?sort=top&period=week', '/?sort=top'])
    expect(pathOf((await canonical(path)) ?? '/nothing'), path).toBe(path)
  expect(pathOf((await canonical('/?sort=latest')) ?? '/nothing')).toBe('/')
})

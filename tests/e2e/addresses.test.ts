import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
const { db } = site
let thread: Awaited<ReturnType<typeof makeThread>>
let many: Awaited<ReturnType<typeof makeSpace>>
let hidden: Awaited<ReturnType<typeof makeThread>>

beforeAll(async () => {
  const author = await makeMember(db.kysely, { handle: 'moss.and-flint' })
  const space = await makeSpace(db.kysely, { slug: 'trail-talk', name: 'Trail talk' })
  many = await makeSpace(db.kysely, { slug: 'many' })
  const locked = await makeSpace(db.kysely, { slug: 'field-lab', rule_id: 2 })
  const posts = Array.from({ length: 45 }, (_, i) => ({
    authorId: author.id,
    source: `Post ${i + 1} of the long one`,
    at: new Date(Date.UTC(2024, 0, 1 + i)),
  }))
  thread = await makeThread(db.kysely, { space, title: 'A long walk', posts, tags: ['walking'] })
  hidden = await makeThread(db.kysely, {
    space: locked,
    title: 'Secret prototype',
    posts: [{ authorId: author.id, source: 'Nobody knows' }],
  })
})

const text = async (path: string) => (await site.get(path)).text()

test('a thread is read in windows of 20 numbers with rel links', async () => {
  const page = await text(`/t/${thread.id}/a-long-walk?page=2`)
  expect(page).toContain('Post 21 of the long one')
  expect(page).toContain('Post 40 of the long one')
  expect(page).not.toContain('Post 20 of the long one')
  expect(page).toMatch(/rel="prev"[^>]*href="[^"]*\/t\/\d+\/a-long-walk"/)
  expect(page).toMatch(/rel="next"[^>]*href="[^"]*\?page=3"/)
})

test.each([
  ['/t/{id}', 301, '/t/{id}/a-long-walk'],
  ['/t/{id}/an-old-title', 301, '/t/{id}/a-long-walk'],
  ['/t/{id}/an-old-title?page=2', 301, '/t/{id}/a-long-walk?page=2'],
  ['/t/{id}/a-long-walk/33', 302, '/t/{id}/a-long-walk?page=2#p33'],
  ['/t/{id}/a-long-walk?date=2024-01-25', 302, '/t/{id}/a-long-walk?page=2'],
  ['/p/{post}', 302, '/t/{id}/a-long-walk#p1'],
])('%s leads on', async (path, status, location) => {
  const fill = (address: string) =>
    address.replace('{id}', String(thread.id)).replace('{post}', String(thread.postIds.get(1)))
  const response = await site.get(fill(path))
  expect(response.status).toBe(status)
  expect(response.headers.get('location')).toBe(fill(location))
})

describe('what is not there and what is hidden look alike', () => {
  test.each([
    [() => `/t/${hidden.id}/secret-prototype`, () => '/t/99999/secret-prototype'],
    [() => `/t/${hidden.id}`, () => '/t/99999'],
    [() => `/t/${hidden.id}/x/1`, () => '/t/99999/x/1'],
    [() => `/p/${hidden.postIds.get(1)}`, () => '/p/99999'],
    [() => '/s/field-lab', () => '/s/no-such-space'],
    [() => '/t/2147483648/x', () => '/t/99999999999999999999/x'],
  ])('%s', async (one, other) => {
    const [first, second] = await Promise.all([site.get(one()), site.get(other())])
    expect(first.status).toBe(404)
    expect(second.status).toBe(404)
    expect(await first.text()).toBe(await second.text())
  })
})

describe('addresses that can not be understood get a 400 page that helps', () => {
  test.each([
    '/?sort=best',
    '/?after=yesterday',
    '/?sort=top&sort=new',
    '/?period=aeon',
    '/t/a-long-walk',
    '/t/1/x/y',
    '/p/abc',
    '/s/trail-talk?before=%00',
    '/u/moss.and-flint?tab=secrets',
    '/%E0%A4%A',
    '/s/%00',
    '/t/1/x?page=-1',
    '/t/1/x?page=1e9',
    '/t/1/x?date=soon',
    '/?_data=root',
  ])('%s', async (path) => {
    const response = await site.get(path)
    expect(response.status).toBe(400)
    const page = await response.text()
    expect(page).toContain('<h1')
    expect(page).toContain('That address does not add up')
  })
})

test('no page carries a script of the framework, an inline script but data, or an inline style', async () => {
  const member = await makeMember(db.kysely)
  for (const as of [undefined, await site.signIn(member.accountId)]) {
    const response = await site.get(`/t/${thread.id}/a-long-walk`, as ? { as } : {})
    const page = await response.text()
    expect(page.includes(member.handle)).toBe(as !== undefined)
    expect(page).not.toContain('__remixContext')
    expect(page).not.toMatch(/<script(?![^>]*\b(?:src=|type="application\/ld\+json"))/)
    expect(page).not.toMatch(/\sstyle="/)
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self';")
  }
})

test('pages of members are for their browser alone', async () => {
  const member = await makeMember(db.kysely)
  const response = await site.get(`/t/${thread.id}/a-long-walk`, { as: await site.signIn(member.accountId) })
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test('members see what rules open to them', async () => {
  const member = await makeMember(db.kysely)
  const cookie = await site.signIn(member.accountId)
  const response = await site.get(`/t/${hidden.id}/secret-prototype`, { as: cookie })
  expect(response.status).toBe(200)
  expect(await response.text()).toContain('Nobody knows')
})

test.each(['テントの修理', 'هل من نصيحة؟', 'Größenvergleich über alles', '𠀀'.repeat(90)])(
  'addresses of “%s” lead on, whatever they come from',
  async (title) => {
    const author = await makeMember(db.kysely)
    const posts = [
      { authorId: author.id, source: 'One' },
      { authorId: author.id, source: 'Two' },
    ]
    const made = await makeThread(db.kysely, { space: many, title, posts })
    const [id, second] = [made.id, made.postIds.get(2)]
    for (const path of [
      `/t/${id}`,
      `/t/${id}/x`,
      `/t/${id}/x/2`,
      `/p/${second}`,
      `/t/${id}/x?date=2020-01-01`,
    ]) {
      const response = await site.get(path)
      expect([301, 302], path).toContain(response.status)
      const target = await site.get((response.headers.get('location') ?? '').replace(/#.*/, ''))
      expect(target.status, path).toBe(200)
    }
  },
)

test('forms of our own that nothing answers are refused, not broken', async () => {
  const headers = { origin: 'http://localhost:0' }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const path of ['/', '/nothing', `/t/${thread.id}/a-long-walk`, '/spaces.data']) {
      const { status } = await site.get(path, { method, headers })
      // 403: a thread takes replies, of members.
      expect([400, 403, 404, 405], `${method} ${path}`).toContain(status)
    }
  }
})

test('reading counts, and only reading', async () => {
  const views = async () => {
    await site.server.services.views.flush()
    const row = await db.kysely
      .selectFrom('thread')
      .select('views')
      .where('id', '=', thread.id)
      .executeTakeFirst()
    return row?.views ?? 0
  }
  const before = await views()
  for (const path of [`/t/${thread.id}`, `/t/${thread.id}/other`, '/t/2147483648', '/t/9999999999/x'])
    await site.get(path)
  expect(await views()).toBe(before)
  for (let i = 0; i < 3; i += 1) await site.get(`/t/${thread.id}/a-long-walk`)
  expect(await views()).toBe(before + 3)
})

test('forms of other sites are refused, whatever they claim', async () => {
  const post = (headers: Record<string, string>) => site.get('/', { method: 'POST', headers, body: 'a=1' })
  expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await post({ origin: 'null' })).status).toBe(403)
  expect((await post({})).status).toBe(403)
  expect((await post({ 'sec-fetch-site': 'same-site' })).status).toBe(403)
})

test('lists go on by cursors that neither skip nor repeat', async () => {
  const seen = new Set<string>()
  const author = await makeMember(db.kysely)
  for (let i = 0; i < 65; i += 1) {
    // Equal times on purpose: the id breaks the tie.
    await makeThread(db.kysely, {
      space: many,
      title: `Many ${i}`,
      posts: [
        { authorId: author.id, source: 'x y', at: new Date(Date.UTC(2023, 0, 1 + Math.floor(i / 10))) },
      ],
    })
  }
  let path: string | null = '/s/many'
  let pages = 0
  while (path && pages < 10) {
    const page: string = await text(path)
    for (const [, title] of rowsOf(page).matchAll(/>(Many \d+)<\/a>/g)) {
      expect(seen.has(title ?? '')).toBe(false)
      seen.add(title ?? '')
    }
    const next: string | undefined = /<a[^>]*rel="next"[^>]*href="([^"]+)"/.exec(page)?.[1]
    path = next ? next.replaceAll('&amp;', '&') : null
    pages += 1
  }
  expect(seen.size).toBe(65)
  expect(pages).toBe(3)
})

/** The list itself: the context column names some of its threads again. */
function rowsOf(page: string): string {
  return /<ul class="rows">[\s\S]*?<\/ul>\s*<\/section>/.exec(page)?.[0] ?? ''
}

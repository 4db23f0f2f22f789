import { parseFeed } from 'feedsmith'
import { beforeAll, describe, expect, test } from 'vitest'
import { feedFormats, type FeedFormat } from '#app/domains/feeds/feed.view.ts'
import { makeMember, makeSpace, makeThread, type PostDraft } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { xmlFaults } from '#tests/support/xml/xml-faults.ts'
import { readFeed } from './feeds-read.ts'

const ORIGIN = 'https://community.test'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { kysely } = site.db

const TITLE = `A <b>hostile</b> ]]> & "title" 'of' \u0001\u0008\u001f\ufffe\uffff\u202e 𝓽𝓪𝓾𝓵 \u0085 end`
const BODY = [
  'Whole ||secret|| and a note[^1] of [home](/spaces) and @ann: `]]>` <!-- no --> & `<script>`',
  ':::spoiler The end\nThey arrive.\n:::',
  '![A hut](/hut.png)',
  '- [x] packed\n- [ ] gone',
  '[^1]: The note.',
].join('\n\n')

type Thread = Awaited<ReturnType<typeof makeThread>>
let hostile: Thread
let talk: Thread
let hidden: Thread
let teaser: Thread
let ann: { id: number; accountId: number }

beforeAll(async () => {
  ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann <& "Co"' })
  const left = await makeMember(kysely, { handle: 'gone-1', kind: 'erased' })
  const walks = await makeSpace(kysely, { slug: 'walks', name: 'Walks & talks', description: 'On foot' })
  const inner = await makeSpace(kysely, { slug: 'long-walks', parent_id: walks.id })
  const lab = await makeSpace(kysely, { slug: 'lab', rule_id: 2 })
  const day = (n: number) => new Date(Date.UTC(2026, 0, n))
  const post = (source: string, n: number, more: Partial<PostDraft> = {}): PostDraft => ({
    authorId: ann.id,
    source,
    at: day(n),
    ...more,
  })
  for (let n = 1; n <= 31; n += 1)
    await makeThread(kysely, { space: inner, title: `Walk ${n}`, posts: [post(`Walk ${n}`, n)] })
  hostile = await makeThread(kysely, {
    space: walks,
    title: TITLE,
    tags: ['maps'],
    posts: [post(BODY, 40), post('No', 41), post('Yes', 42, { authorId: left.id })],
    accepted: 3,
  })
  talk = await makeThread(kysely, {
    space: walks,
    title: 'Much talk',
    posts: Array.from({ length: 45 }, (_, n) =>
      post(`Word ${n + 1}`, 50 + n, n === 43 ? { state: 'hidden' } : {}),
    ),
  })
  hidden = await makeThread(kysely, {
    space: lab,
    title: 'Nobody knows',
    tags: ['lab'],
    posts: [post('Prototype', 60)],
  })
  const rule = await kysely
    .insertInto('access_rule')
    .values({ name: 'Backers', expression: JSON.stringify({ is: 'grant', key: 'backers' }), teaser: true })
    .returning('id')
    .executeTakeFirst()
  teaser = await makeThread(kysely, {
    space: walks,
    title: 'For backers',
    posts: [post('Only they', 61)],
    columns: { rule_id: rule?.id ?? 0, own_rule: true },
  })
})

/** JSON may carry characters that XML has no place for; there a sign stands for them. */
const xmlText = (feed: string) =>
  feed.replaceAll(/\\u00(?:0[0-8bcef]|1[0-9a-f])|\\[bf]|[\ufffe\uffff]/g, '\ufffd')
const get = (path: string, headers: Record<string, string> = {}) => site.get(path, { headers })
const text = async (path: string) => (await get(path)).text()
const pages = () => ['', '/s/walks', '/tags/maps', `/t/${hostile.id}`, `/t/${talk.id}`]
const every = (paths: readonly string[]) =>
  paths.flatMap((path) => feedFormats.map((format) => ({ format, path: `${path}/feed.${format}` })))

describe('every feed', () => {
  test('is what its type says, for parsers of others', async () => {
    const types = {
      rss: 'application/rss+xml; charset=utf-8',
      atom: 'application/atom+xml; charset=utf-8',
      json: 'application/feed+json; charset=utf-8',
    }
    for (const { format, path } of every(pages())) {
      const response = await get(path)
      expect(response.status, path).toBe(200)
      expect(response.headers.get('content-type')).toBe(types[format])
      expect(parseFeed(await response.text()).format, path).toBe(format)
    }
  })

  test('is well-formed for libxml2, and Atom as RFC 4287 wants it', async () => {
    const written = async (format: FeedFormat) =>
      Promise.all(pages().map((path) => text(`${path}/feed.${format}`)))
    expect(await xmlFaults(await written('rss'))).toEqual([])
    const atom = await written('atom')
    expect(await xmlFaults(atom, 'atom')).toEqual([])
    expect(await xmlFaults([atom[0]?.replace('<updated>', '<updated>soon ') ?? ''], 'atom')).not.toEqual([])
    expect(await xmlFaults(['<rss><a></rss>'])).not.toEqual([])
  })

  test('says the same in each format, and where it is', async () => {
    for (const page of pages()) {
      const [rss, atom, json] = await Promise.all(
        feedFormats.map(async (format) => {
          const { self, ...feed } = readFeed(xmlText(await text(`${page}/feed.${format}`)))
          expect(self).toBe(`${ORIGIN}${page}/feed.${format}`)
          return feed
        }),
      )
      expect(rss?.entries.length).toBeGreaterThan(0)
      expect(rss, page).toEqual(atom)
      expect(json, page).toEqual(atom)
    }
  })
})

test('the feed of the site has the newest threads, whole, with their permalinks', async () => {
  const { title, home, entries } = readFeed(await text('/feed.atom'))
  expect({ title, home }).toEqual({ title: 'Guildhall', home: `${ORIGIN}/` })
  expect(entries).toHaveLength(30)
  expect(entries.slice(0, 2).map((entry) => entry.id)).toEqual([
    `${ORIGIN}/t/${talk.id}`,
    `${ORIGIN}/t/${hostile.id}`,
  ])
  expect(entries[1]).toMatchObject({
    url: `${ORIGIN}/t/${hostile.id}/${hostile.slug}`,
    author: 'Ann <& "Co"',
    published: '2026-02-09T00:00:00.000Z',
    tags: ['Walks & talks', 'maps'],
    answered: true,
  })
  expect(entries[1]?.title).toBe(TITLE.replaceAll(/[\u0001\u0008\u001f\ufffe\uffff]/g, '\ufffd'))
  expect((await get(`/t/${hostile.id}`)).headers.get('location')).toBe(`/t/${hostile.id}/${hostile.slug}`)
})

test('a post comes fit for readers: addresses are whole, and nothing needs our styles', async () => {
  const { entries } = readFeed(await text('/tags/maps/feed.rss'))
  const html = entries[0]?.html ?? ''
  expect(html).toContain(`<a href="${ORIGIN}/spaces">home</a>`)
  expect(html).toContain(`<img src="${ORIGIN}/hut.png" alt="A hut">`)
  expect(html).toContain('<code>]]&gt;</code>')
  expect(html).toContain('☑ packed')
  expect(html).toContain('<details>\n<summary dir="auto">The end</summary>')
  expect(html).toMatch(/<em>\[Hidden text 1\]<\/em>.*<summary>Hidden text 1<\/summary><p>secret<\/p>/s)
  expect(html).not.toMatch(/class=|id=|<input|<script|href="[/#]|src="\//)
})

test('the feed of a thread has its newest posts, with author, number and place', async () => {
  const { entries, home } = readFeed(await text(`/t/${talk.id}/feed.json`))
  expect(home).toBe(`${ORIGIN}/t/${talk.id}/much-talk`)
  expect(entries).toHaveLength(30)
  expect(entries[0]).toMatchObject({
    id: `${ORIGIN}/p/${talk.postIds.get(45)}`,
    url: `${ORIGIN}/t/${talk.id}/much-talk?page=3#p45`,
    title: 'Ann <& "Co" in “Much talk”, post 45',
  })
  // The hidden one is left out.
  expect(entries[1]?.url).toMatch(/#p43$/)
  const answered = readFeed(await text(`/t/${hostile.id}/feed.atom`)).entries
  expect(answered.map((one) => one.answered)).toEqual([true, false, false])
  expect(answered[0]?.author).toBe('Someone who left')
  expect(await text(`/t/${hostile.id}/feed.atom`)).not.toContain('gone-1')
})

test('the feed of a space has what its page lists, and a renamed space leads on', async () => {
  const { entries } = readFeed(await text('/s/walks/feed.rss'))
  expect(entries.map((one) => one.title)).toEqual(expect.arrayContaining(['Much talk', 'Walk 31']))
  const { id } = await kysely
    .selectFrom('space')
    .select('id')
    .where('slug', '=', 'walks')
    .executeTakeFirstOrThrow()
  await kysely.insertInto('space_slug').values({ slug: 'strolls', space_id: id }).execute()
  const moved = await get('/s/strolls/feed.json')
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/s/walks/feed.json'])
})

test('what is hidden, and what is only a teaser, has no feed: the same answer as what never was', async () => {
  const answer = async (path: string) => {
    const response = await get(path)
    return [response.status, response.headers.get('content-type'), await response.text()]
  }
  for (const format of feedFormats) {
    const nothing = await answer(`/s/never-was/feed.${format}`)
    expect(nothing[0]).toBe(404)
    for (const path of ['/s/lab', '/tags/lab', '/tags/never', `/t/${hidden.id}`, `/t/${teaser.id}`])
      expect(await answer(`${path}/feed.${format}`), path).toEqual(nothing)
    for (const path of ['/t/2147483648', '/t/99999999999', '/t/abc', '/t/-1'])
      expect(await answer(`${path}/feed.${format}`), path).toEqual(nothing)
  }
  for (const { path } of every(pages())) {
    const feed = await text(path)
    expect(feed, path).not.toMatch(/Nobody knows|Prototype|For backers|Only they|Word 44/)
  }
})

test('who is signed in gets what everybody gets', async () => {
  const cookie = await site.signIn(ann.accountId)
  for (const { path } of every(['', `/t/${talk.id}`])) {
    const [theirs, ours] = await Promise.all([get(path, { cookie }), get(path)])
    expect(await theirs.text()).toBe(await ours.text())
    expect(theirs.headers.get('etag')).toBe(ours.headers.get('etag'))
  }
  // Asked as data, past the lane of files for anybody, there is not more to see either.
  expect(await (await get('/feed.json.data', { cookie })).text()).not.toContain('Nobody knows')
  expect((await get(`/t/${hidden.id}/feed.rss`, { cookie })).status).toBe(404)
})

test('no host that a client names gets into a feed', async () => {
  for (const { path } of every(['', `/t/${hostile.id}`])) {
    site.server.services.pages.clear()
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
    expect(await (await get(path, headers)).text(), path).not.toContain('evil.example')
  }
})

test('a post that is too long for a feed is told by how it begins, and a feed has an end', async () => {
  const space = await makeSpace(kysely, { slug: 'novels' })
  const long = 'A line that goes on and on. '.repeat(1_100)
  const posts = Array.from({ length: 30 }, () => ({ authorId: ann.id, source: long }))
  const { id } = await makeThread(kysely, { space, title: 'Chapters', posts })
  for (const format of feedFormats) {
    const feed = await text(`/t/${id}/feed.${format}`)
    expect(Buffer.byteLength(feed)).toBeLessThan(700_000)
    const { entries } = readFeed(feed)
    expect(entries).toHaveLength(30)
    expect(entries[0]?.html.length).toBeGreaterThan(30_000)
    expect(entries[29]?.html).toContain('#p1">Read on</a>')
  }
})

import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'

const ORIGIN = 'https://community.test'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { kysely } = site.db
const { bus } = site.server.platform
let thread: Awaited<ReturnType<typeof makeThread>>
let teaser: Awaited<ReturnType<typeof makeThread>>

beforeAll(async () => {
  const author = await makeMember(kysely, { handle: 'ann' })
  const space = await makeSpace(kysely, { slug: 'walks', name: 'Walks & talks' })
  const posts = [{ authorId: author.id, source: 'Hello' }]
  thread = await makeThread(kysely, { space, title: 'A "walk" <out>', tags: ['maps'], posts })
  const rule = await kysely
    .insertInto('access_rule')
    .values({ name: 'Backers', expression: JSON.stringify({ is: 'grant', key: 'backers' }), teaser: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  await makeSpace(kysely, { slug: 'backers', rule_id: rule.id })
  teaser = await makeThread(kysely, {
    space,
    title: 'For backers',
    posts,
    columns: { rule_id: rule.id, own_rule: true },
  })
  const source = await kysely
    .insertInto('import_source')
    .values({ kind: 'discourse', origin: 'https://old.example' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const map = (kind: 'space' | 'thread', externalId: string, internalId: number) =>
    kysely
      .insertInto('import_map')
      .values({ source_id: source.id, kind, external_id: externalId, internal_id: internalId })
      .execute()
  await map('space', '7', space.id)
  await map('thread', '4711', thread.id)
  await map('thread', '4712', teaser.id)
})

const speak = async (locale: 'en' | 'ar') => {
  await saveSiteSettings(kysely, bus, { 'site.locale': locale })
  await bus.caughtUp()
}
afterEach(() => speak('en'))

type Attributes = Record<string, string>
const isEmbed = ({ type = '' }: Attributes) => type.endsWith('+oembed')
type Found = { head: Attributes[]; links: (Attributes & { text: string })[] }

/** The alternates in the head of a page, and the links to feeds in its body. */
async function linksOf(path: string): Promise<Found> {
  const found: Found = { head: [], links: [] }
  const textOf = (node: DefaultTreeAdapterTypes.ChildNode): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
  const look = (node: DefaultTreeAdapterTypes.ChildNode) => {
    if (!('tagName' in node)) return
    const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]))
    if (node.tagName === 'link' && attributes['rel'] === 'alternate' && !isEmbed(attributes))
      found.head.push(attributes)
    if (node.tagName === 'a' && attributes['type'] === 'application/rss+xml')
      found.links.push({ ...attributes, text: textOf(node) })
    node.childNodes.forEach(look)
  }
  parse(await (await site.get(path)).text()).childNodes.forEach(look)
  return found
}

const withFeeds = () => [
  ['/', '', 'Guildhall'],
  ['/?sort=top', '', 'Guildhall'],
  ['/s/walks', '/s/walks', 'Walks & talks'],
  ['/tags/maps', '/tags/maps', 'maps'],
  [`/t/${thread.id}/${thread.slug}`, `/t/${thread.id}`, 'A "walk" <out>'],
]

test('pages tell readers where their feeds are, and those are there', async () => {
  for (const [path = '', of = '', title = ''] of withFeeds()) {
    const { head } = await linksOf(path)
    expect(head, path).toEqual([
      {
        rel: 'alternate',
        type: 'application/rss+xml',
        title: `${title} (RSS)`,
        href: `${ORIGIN}${of}/feed.rss`,
      },
      {
        rel: 'alternate',
        type: 'application/atom+xml',
        title: `${title} (Atom)`,
        href: `${ORIGIN}${of}/feed.atom`,
      },
      {
        rel: 'alternate',
        type: 'application/feed+json',
        title: `${title} (JSON Feed)`,
        href: `${ORIGIN}${of}/feed.json`,
      },
    ])
    for (const { href = '', type } of head) {
      const feed = await site.get(href.slice(ORIGIN.length))
      expect([feed.status, feed.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`])
    }
  }
})

test('people find the feed at the end of the page, in their language', async () => {
  for (const [path = '', of = ''] of withFeeds())
    expect((await linksOf(path)).links, path).toMatchObject([
      { href: `${of}/feed.rss`, text: 'Follow by feed' },
    ])
  await speak('ar')
  expect((await linksOf('/s/walks')).links[0]?.text).toBe('المتابعة عبر الخلاصة')
})

test('a teaser, an error and a page without a feed lead to none', async () => {
  for (const path of [
    '/s/backers',
    `/t/${teaser.id}/${teaser.slug}`,
    '/t/999999',
    '/nothing',
    '/spaces',
    '/tags',
    '/u/ann',
    '/search',
  ])
    expect(await linksOf(path), path).toEqual({ head: [], links: [] })
})

test('old addresses of feeds and lists lead on, and those of hidden things nowhere', async () => {
  const leads = async (path: string) => {
    const { status, headers } = await site.get(path)
    return [status, headers.get('location')]
  }
  expect(await leads('/latest.rss')).toEqual([301, '/feed.rss'])
  expect(await leads('/t/any-title/4711.rss')).toEqual([301, `/t/${thread.id}/feed.rss`])
  for (const path of ['/c/walks/7.rss', '/c/parent/walks/7.rss'])
    expect(await leads(path), path).toEqual([301, '/s/walks/feed.rss'])
  expect(await leads('/c/walks/7')).toEqual([301, '/s/walks'])
  expect(await leads('/tag/maps.rss')).toEqual([301, '/tags/maps/feed.rss'])
  expect(await leads('/tag/maps')).toEqual([301, '/tags/maps'])
  for (const path of [
    '/t/any-title/9.rss',
    '/c/walks/8.rss',
    '/c/walks',
    '/c/',
    '/c/a/b/c/d/7',
    '/tag/none',
    '/tag/a%2Fb',
  ])
    expect(await leads(path), path).toEqual([404, null])
  expect((await site.get('/t/any-title/4712.rss')).status).toBe(301)
})

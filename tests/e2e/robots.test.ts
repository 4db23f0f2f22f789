import robotsParser from 'robots-parser'
import { afterEach, describe, expect, test } from 'vitest'
import { crawlerClasses, crawlers, type CrawlerClass } from '#app/domains/crawlers/crawler-classes.ts'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { whileDatabaseIsAway } from '#tests/support/database-away.ts'
import { testSite } from '#tests/support/site.ts'

const ORIGIN = 'https://community.test'
// The database goes away on purpose; what the log says about it helps nobody.
const site = await testSite({ PUBLIC_URL: ORIGIN, LOG_LEVEL: 'fatal' })
const { db, bus, databaseUrl } = site.server.platform

type Values = Parameters<typeof saveSiteSettings>[2]
const choose = async (values: Values) => {
  await saveSiteSettings(db.kysely, bus, values)
  await bus.caughtUp()
}
afterEach(async () => {
  await db.kysely.deleteFrom('setting').execute()
  await choose({ 'site.indexed': true })
})

/** robots.txt as a parser of others understands it. */
async function rules() {
  const text = await (await site.get('/robots.txt')).text()
  const parsed = robotsParser(`${ORIGIN}/robots.txt`, text)
  return {
    text,
    sitemaps: parsed.getSitemaps(),
    allows: (agent: string, path = '/t/1/a-walk') => parsed.isAllowed(ORIGIN + path, agent),
  }
}

test('search engines and previews may read, what collects for training may not, unless somebody says so', async () => {
  const { allows, sitemaps, text } = await rules()
  for (const agent of [
    'Googlebot',
    'Bingbot',
    'Twitterbot',
    'facebookexternalhit',
    'ChatGPT-User',
    'Any/1.0',
  ])
    expect(allows(agent), agent).toBe(true)
  for (const agent of ['GPTBot', 'gptbot', 'ClaudeBot', 'CCBot', 'Google-Extended', 'AhrefsBot'])
    expect(allows(agent), agent).toBe(false)
  expect(sitemaps).toEqual([`${ORIGIN}/sitemap.xml`])
  expect(Buffer.byteLength(text)).toBeLessThan(500 * 1024)
})

test('who shows previews of links may fetch their pictures', async () => {
  const { allows } = await rules()
  const paths = ['/card/thread/1/0123456789abcdef.png', '/card/space/walks/0.png', '/card/site/0.png']
  for (const agent of ['Twitterbot', 'facebookexternalhit', 'Slackbot', 'LinkedInBot'])
    for (const path of paths) expect(allows(agent, path), `${agent} ${path}`).toBe(true)
})

test('what is worth nothing is read by nobody, and pages are', async () => {
  const { allows } = await rules()
  for (const path of [
    '/search',
    '/search?q=tent',
    '/search/suggest?q=t',
    '/t/1/a.data',
    '/t/1/a?date=2026-01-01',
  ])
    expect(allows('Googlebot', path), path).toBe(false)
  for (const path of [
    '/',
    '/s/walks',
    '/t/1/a?page=2',
    '/tags/maps',
    '/feed.rss',
    '/sitemap/threads/1.xml',
    '/u/ann',
  ])
    expect(allows('Googlebot', path), path).toBe(true)
})

describe('each kind of crawler is allowed and denied by its setting', () => {
  test.each(crawlerClasses.map((kind) => [kind] as const))('%s', async (kind) => {
    const others = crawlerClasses.filter((one) => one !== kind)
    const standard = (one: CrawlerClass) => crawlers[one].standard === 'allow'
    for (const choice of ['deny', 'allow'] as const) {
      await choose({ [`site.crawlers.${kind}`]: choice })
      const { allows } = await rules()
      for (const agent of crawlers[kind].agents) expect(allows(agent), agent).toBe(choice === 'allow')
      for (const one of others)
        for (const agent of crawlers[one].agents) expect(allows(agent), agent).toBe(standard(one))
    }
  })
})

test('no crawler is in two lists', () => {
  const agents = crawlerClasses.flatMap((one) => crawlers[one].agents.map((agent) => agent.toLowerCase()))
  expect(new Set(agents).size).toBe(agents.length)
})

test('a value that nobody understands is the default, and one that is wrong is not taken', async () => {
  await db.kysely
    .insertInto('setting')
    .values({ key: 'site.crawlers.training', value: JSON.stringify('perhaps') })
    .execute()
  await choose({ 'site.indexed': true })
  expect((await rules()).allows('GPTBot')).toBe(false)
  await expect(choose({ 'site.crawlers.training': 'perhaps' as 'allow' })).rejects.toThrow()
})

test('a site that is not for search engines says so in robots.txt, in pages and in feeds', async () => {
  await choose({ 'site.indexed': false })
  const { allows, sitemaps } = await rules()
  expect(sitemaps).toEqual([])
  for (const agent of ['Googlebot', 'Twitterbot', 'Any/1.0']) expect(allows(agent, '/'), agent).toBe(false)
  for (const path of ['/', '/spaces', '/tags'])
    expect(await (await site.get(path)).text(), path).toContain('<meta name="robots" content="noindex"')
  for (const path of ['/feed.rss', '/sitemap.xml'])
    expect((await site.get(path)).headers.get('x-robots-tag'), path).toBe('noindex')
  await choose({ 'site.indexed': true })
  expect(await (await site.get('/')).text()).not.toContain('noindex')
  expect((await site.get('/feed.rss')).headers.get('x-robots-tag')).toBeNull()
})

test('while the database is away there are rules, and they are not kept', async () => {
  site.server.services.pages.clear()
  await whileDatabaseIsAway(databaseUrl, async () => {
    await expect.poll(async () => (await site.get('/feed.rss')).status).toBe(503)
    const answer = await site.get('/robots.txt')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    const { allows, sitemaps } = await rules()
    expect([allows('Googlebot'), allows('GPTBot'), sitemaps.length]).toEqual([true, false, 1])
    for (const path of ['/sitemap.xml', '/sitemap/threads/1.xml', '/t/1/feed.atom']) {
      const refused = await site.get(path)
      expect([refused.status, refused.headers.get('retry-after')], path).toEqual([503, '5'])
    }
  })
  await expect.poll(async () => (await site.get('/feed.rss')).status).toBe(200)
})

import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { makeMember } from '#tests/factories/content.ts'
import { newPage } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { testSite } from '#tests/support/site.ts'

/** A hundredth of what is usual: one search a minute, so that no test has to wait or hurry. */
const FEW = { LIMITS_FACTOR: '0.01' }
const direct = await testSite(FEW)
const behindOne = await testSite({ ...FEW, TRUSTED_PROXIES: '1' })
const behindNamed = await testSite({ ...FEW, TRUSTED_PROXIES: 'loopback, 10.0.0.0/8' })

type Site = typeof direct

const from = (forwarded: string) => ({ headers: { 'x-forwarded-for': forwarded } })

/** Asks until it is refused; it fails where it never is. */
async function useUp(site: Site, path: string, init: RequestInit = {}): Promise<Response> {
  for (let n = 0; n < 20; n++) {
    const response = await site.get(path, init)
    if (response.status === 429) return response
    expect(response.status).toBe(200)
  }
  throw new Error(`${path} is never refused`)
}

describe('who asks too much', () => {
  test('is told so kindly, with what was asked still in the box, and reads on', async () => {
    await useUp(direct, '/search?q=tent')
    const response = await direct.get('/search?q=%3Cb%3E+in%3Agear&sort=newest&by=ember')
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(response.headers.get('cache-control')).toMatch(/no-store|no-cache/)
    const page = await response.text()
    expect(page).toContain('<title>Search')
    expect(page).toContain('One moment, please')
    expect(page).toContain('value="&lt;b&gt; in:gear by:ember"')
    expect(page).toContain('name="sort" value="newest"')
    expect(page).toContain('noindex')
    expect(page).toContain('href="/search?q=%3Cb%3E+in%3Agear&amp;sort=newest&amp;by=ember"')
    // Everything else goes on, the empty search among it.
    for (const path of ['/', '/tags', '/search', '/search/suggest?q=tent'])
      expect((await direct.get(path)).status, path).toBe(200)
  })

  test('no spelling of the address is another allowance', async () => {
    await useUp(direct, '/search?q=tent')
    for (const path of [
      '/SEARCH?q=a',
      '/search/?q=a',
      '/%73earch?q=a',
      '/search.data?q=a',
      '/search?q=a&x=1',
      '/search?q=a&q=b',
    ]) {
      expect((await direct.get(path)).status, path).toBe(429)
      expect((await direct.get(path, { method: 'HEAD' })).status, path).toBe(429)
    }
  })

  test('share pictures count as well, those that are not there among them', async () => {
    const picture = (await direct.get('/card/site/0.png')).headers.get('location') ?? ''
    await useUp(direct, picture)
    for (const path of [picture, '/card/thread/765432/0.png', '/card/space/none/0.png'])
      expect((await direct.get(path)).status, path).toBe(429)
    expect((await direct.get('/')).status).toBe(200)
  })

  test('forging an address from outside changes nothing', async () => {
    await useUp(direct, '/search?q=tent')
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'true-client-ip', 'cf-connecting-ip'])
      for (const value of ['198.51.100.7', '::ffff:198.51.100.7', 'for=198.51.100.7', '127.0.0.1, 10.0.0.1'])
        expect((await direct.get('/search?q=a', { headers: { [header]: value } })).status).toBe(429)
  })

  test('a member has an allowance of their own, and a larger one', async () => {
    await useUp(direct, '/search?q=tent')
    const { accountId } = await makeMember(direct.db.kysely)
    const as = await direct.signIn(accountId)
    for (let n = 0; n < 2; n++) expect((await direct.get('/search?q=tent', { as })).status).toBe(200)
    expect((await direct.get('/search?q=tent', { as })).status).toBe(429)
  })
})

describe('behind proxies', () => {
  test('the last address that a proxy of ours wrote counts, whatever the client wrote before it', async () => {
    await useUp(behindOne, '/search?q=a', from('203.0.113.9'))
    for (const same of [
      '198.51.100.1, 203.0.113.9',
      '::ffff:203.0.113.9',
      '1.1.1.1,2.2.2.2,203.0.113.9',
      'x, 203.0.113.9:4711',
    ])
      expect((await behindOne.get('/search?q=a', from(same))).status, same).toBe(429)
    for (const other of ['203.0.113.10', '203.0.113.9, 203.0.113.11'])
      expect((await behindOne.get('/search?q=a', from(other))).status, other).toBe(200)
  })

  test('of IPv6 a network counts, not the address', async () => {
    await useUp(behindOne, '/search?q=a', from('2001:db8:1:2::1'))
    expect((await behindOne.get('/search?q=a', from('2001:db8:1:2:ffff::9'))).status).toBe(429)
    expect((await behindOne.get('/search?q=a', from('2001:db8:1:3::1'))).status).toBe(200)
  })

  test('what is no address counts as the proxy itself: there is no way around', async () => {
    await useUp(behindOne, '/search?q=a', from('unknown'))
    for (const nonsense of ['nobody', '999.1.1.1', `${'9'.repeat(4_000)}`, '<script>'])
      expect((await behindOne.get('/search?q=a', from(nonsense))).status).toBe(429)
  })

  test('proxies may be named: what they say counts, up to the first that is none of them', async () => {
    await useUp(behindNamed, '/search?q=a', from('203.0.113.9'))
    expect((await behindNamed.get('/search?q=a', from('1.1.1.1, 203.0.113.9, 10.1.2.3'))).status).toBe(429)
    expect((await behindNamed.get('/search?q=a', from('203.0.113.9, 203.0.113.10, 10.9.9.9'))).status).toBe(
      200,
    )
  })
})

describe('while one types', () => {
  let browser: Browser
  beforeAll(async () => {
    const { db, bus, env, clock } = direct.server.platform
    await seedDemo({ db, bus, env, now: clock.now() })
    browser = await launchChromium()
  }, 120_000)
  afterAll(() => browser.close())

  test('a refusal is a quiet line, and what was found stays', async () => {
    const { page } = await newPage(browser)
    await page.goto(direct.server.url)
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Search' })
    await page.keyboard.type('tent')
    await palette.locator('[data-hits] a').first().waitFor()
    const refused = await useUp(direct, '/search/suggest?q=tent')
    expect(refused.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    const said = async () => {
      await useUp(direct, '/search/suggest?q=tent')
      await page.keyboard.type('s')
      return palette.getByRole('status').textContent()
    }
    // Slower than the palette's own patience with who types.
    await expect.poll(said, { interval: 400, timeout: 10_000 }).toContain('One moment')
    expect(await palette.locator('[data-hits] a').count()).toBeGreaterThan(0)
    await page.context().close()
  })
})

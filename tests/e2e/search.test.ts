import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { faultsByAxe, newPage, sidewaysScroll } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
let browser: Browser

beforeAll(async () => {
  const { db, bus, env, clock } = site.server.platform
  await seedDemo({ db, bus, env, now: clock.now() })
  browser = await launchChromium()
}, 120_000)

afterAll(() => browser.close())

describe('with script', () => {
  test('a key opens the palette, typing finds, arrows walk, Enter opens', async () => {
    const { page, complaints } = await newPage(browser, { viewport: { width: 1280, height: 900 } })
    await page.goto(site.server.url)
    await page.keyboard.press('/')
    const palette = page.getByRole('dialog', { name: 'Search' })
    await palette.waitFor()
    await page.keyboard.type('shock cor')
    const found = palette.locator('[data-hits] a')
    await palette.getByRole('link', { name: /Shock cord keeps slipping/ }).waitFor()
    await expect.poll(() => palette.getByRole('status').textContent()).toMatch(/results? for/)
    await page.keyboard.press('ArrowDown')
    expect(await found.first().evaluate((link) => link === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowUp')
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('shock cor')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/t\/\d+\/[\w-]*shock-cord/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('the box of the header opens it, an operator is put in by a click, Escape gives the focus back', async () => {
    const { page, complaints } = await newPage(browser, { viewport: { width: 1280, height: 900 } })
    await page.goto(site.server.url)
    await page.getByRole('searchbox', { name: 'Search' }).click()
    const palette = page.getByRole('dialog', { name: 'Search' })
    await palette.getByRole('button', { name: 'is:solved' }).click()
    const box = palette.getByRole('textbox')
    expect(await box.inputValue()).toBe('is:solved')
    await palette
      .getByRole('link', { name: /Solved/ })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')
    expect(await palette.isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('finder')
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('an answer that does not come is said, and what was found stays', async () => {
    const { page } = await newPage(browser)
    await page.goto(site.server.url)
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Search' })
    await page.keyboard.type('tent')
    await palette.locator('[data-hits] a').first().waitFor()
    await page.context().setOffline(true)
    await page.keyboard.type('s')
    await expect.poll(() => palette.getByRole('status').textContent()).toContain('did not answer')
    expect(await palette.locator('[data-hits] a').count()).toBeGreaterThan(0)
    await page.context().close()
  })

  test.each(['light', 'dark'] as const)('axe finds nothing in the open palette: %s', async (colorScheme) => {
    const { page } = await newPage(browser, {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 390, height: 800 },
    })
    await page.goto(site.server.url)
    await page.getByRole('link', { name: 'Search' }).click()
    await page.keyboard.type('pole')
    await page.getByRole('dialog').locator('[data-hits] a').first().waitFor()
    expect(await faultsByAxe(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0)
    await page.context().close()
  })
})

describe('without script', () => {
  test('the form of any page leads to results, which can be narrowed and taken apart again', async () => {
    const { page, complaints } = await newPage(browser, {
      javaScriptEnabled: false,
      viewport: { width: 1280, height: 900 },
    })
    await page.goto(site.server.url)
    await page.getByRole('searchbox', { name: 'Search' }).fill('cord')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/search\?q=cord/)
    await page
      .getByRole('heading', { name: /Shock cord/ })
      .first()
      .waitFor()
    await page.getByText('Narrow the search').click()
    await page.getByLabel('State').selectOption('solved')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL(/q=cord\+is%3Asolved/)
    await page.getByRole('link', { name: 'Remove is:solved' }).click()
    await page.waitForURL(/\/search\?q=cord$/)
    await page.getByRole('link', { name: 'Newest' }).click()
    await page.waitForURL(/sort=newest/)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('what was typed comes back as text, whatever it is', async () => {
    const typed = '"><img src=x onerror=alert(1)> </script>'
    const response = await site.get(`/search?q=${encodeURIComponent(typed)}`)
    const page = await response.text()
    expect(response.status).toBe(200)
    expect(page).not.toContain('<img src=x')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  test.each([
    '?q=a&q=b',
    '?q[]=a',
    '?page=-1&q=tent',
    '?page=1e9&q=tent',
    '?sort=best&kind=nobody&q=tent',
    `?q=${'x'.repeat(5_000)}`,
  ])('%s is answered', async (query) => {
    expect((await site.get(`/search${query}`)).status).toBe(200)
    expect((await site.get(`/search/suggest${query}`)).status).toBe(200)
  })
})

test('a search that takes too long says so, and keeps what was typed', async () => {
  const { pool } = site.server.platform.db
  const lock = await pool.connect()
  try {
    await lock.query('begin; lock table search_post in access exclusive mode')
    const answer = await fetch(`${site.server.url}/search?q=cord`)
    expect(answer.status).toBe(200)
    const page = await answer.text()
    expect(page).toContain('That search took too long')
    expect(page).toContain('value="cord"')
    const piece = await site.get('/search/suggest?q=cord')
    expect(piece.status).toBe(200)
    expect(await piece.text()).toContain('That search took too long')
  } finally {
    await lock.query('rollback')
    lock.release()
  }
})

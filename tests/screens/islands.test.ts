import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchChromium } from '#tests/support/chromium.ts'
import { startPreview, type Preview } from './preview-server.ts'

let preview: Preview
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'guildhall-preview-'))

beforeAll(async () => {
  ;[preview, browser] = await Promise.all([startPreview(folder, 0), launchChromium()])
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await preview?.close()
  if (existsSync(folder)) rmSync(folder, { recursive: true })
})

type Options = Parameters<Browser['newContext']>[0]

/** Opens a sample page; what the console complains about, a refused inline style for example, is returned with it. */
async function open(path: string, options: Options = {}): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ colorScheme: 'light', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${preview.origin}/${path}`, { waitUntil: 'load' })
  return { page, complaints }
}

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

describe('the colour switch', () => {
  it('changes the mode, keeps it over a reload, and forgets it when the system agrees', async () => {
    const { page, complaints } = await open('home')
    const light = await background(page)
    await page.getByRole('button', { name: 'Dark' }).click()
    const dark = await background(page)
    expect(dark).not.toBe(light)
    await page.reload()
    expect(await background(page)).toBe(dark)
    await page.getByRole('button', { name: 'Light' }).click()
    expect(await background(page)).toBe(light)
    expect(await page.evaluate(() => localStorage.getItem('mode'))).toBeNull()
    expect(complaints).toEqual([])
  })

  it('has applied the choice before the page is painted', async () => {
    const { page } = await open('home')
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.addInitScript(() => {
      new PerformanceObserver(() => {
        document.documentElement.dataset['paintedMode'] = document.documentElement.dataset['mode'] ?? 'none'
      }).observe({ type: 'paint', buffered: true })
    })
    await page.reload()
    await page.waitForFunction(() => document.documentElement.dataset['paintedMode'])
    expect(await page.evaluate(() => document.documentElement.dataset['paintedMode'])).toBe('dark')
  })

  it('does not show where there is no script', async () => {
    const { page } = await open('home', { javaScriptEnabled: false })
    expect(await page.locator('.mode-switch').isVisible()).toBe(false)
  })
})

describe('a thread page', () => {
  it('turns dates into words and keeps the full time in the title', async () => {
    const { page } = await open('thread')
    const time = page.locator('#p11 time')
    expect((await time.textContent())?.replace('\u00a0', ' ')).toBe('12 min')
    expect(await time.getAttribute('title')).toMatch(/\d{4}/)
  })

  it('shows absolute dates without script', async () => {
    const { page } = await open('thread', { javaScriptEnabled: false })
    expect(await page.locator('#p1 .post-head time').innerText()).toBe('12 Nov 2024')
  })

  it('walks through the posts with J and K, unless these are turned off', async () => {
    const { page } = await open('thread')
    const focused = () => page.evaluate(() => document.activeElement?.id)
    await page.keyboard.press('j')
    expect(await focused()).toBe('p1')
    await page.keyboard.press('j')
    expect(await focused()).toBe('p4')
    await page.keyboard.press('k')
    expect(await focused()).toBe('p1')
    await page.getByRole('button', { name: 'Turn keys off' }).click()
    await page.reload()
    await page.keyboard.press('j')
    expect(await focused()).not.toMatch(/^p/)
    expect(await page.getByRole('button', { name: 'Turn keys on' }).isVisible()).toBe(true)
  })

  it('opens a picture over the page and gives the focus back', async () => {
    const { page, complaints } = await open('thread')
    await page.locator('a.zoom').first().click()
    const dialog = page.getByRole('dialog', { name: 'Picture' })
    expect(await dialog.locator('img').getAttribute('alt')).toContain('tent in snow')
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(false)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('zoom')
    await page.locator('a.zoom').first().click()
    await page.getByRole('button', { name: 'Close picture' }).click()
    // The dialog tells of its end after the click.
    await page.locator('#lightbox img').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  it('leads from one picture of a post to the next, by buttons and by arrows, and round', async () => {
    const { page, complaints } = await open('thread')
    const shown = page.locator('#lightbox img')
    await page.locator('a.zoom').first().click()
    await page.getByRole('button', { name: 'Next picture' }).click()
    expect(await shown.getAttribute('alt')).toBe('The joint from above')
    await page.keyboard.press('ArrowRight')
    expect(await shown.getAttribute('alt')).toBe('The cord')
    await page.keyboard.press('ArrowRight')
    expect(await shown.getAttribute('alt')).toContain('tent in snow')
    await page.getByRole('button', { name: 'Previous picture' }).click()
    expect(await shown.getAttribute('alt')).toBe('The cord')
    expect(complaints).toEqual([])
  })

  it('asks a foreign player for a video only after a click', async () => {
    const { page } = await open('thread')
    expect(await page.locator('iframe').count()).toBe(0)
    await page.route('https://www.youtube-nocookie.com/**', (route) => route.fulfill({ body: 'player' }))
    await page.locator('figure.embed a').click()
    expect(await page.locator('iframe').getAttribute('src')).toBe(
      'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&start=12',
    )
  })

  it.each([true, false])('shows a spoiler on demand (script: %s)', async (javaScriptEnabled) => {
    const { page } = await open('thread', { javaScriptEnabled })
    const words = page.locator('.spoiler-text').first()
    expect(await words.isVisible()).toBe(false)
    await page.locator('.spoiler-toggle').first().check()
    expect(await words.isVisible()).toBe(true)
  })
})

it('fetches the page behind a link that the pointer rests on, and spares those who save data', async () => {
  const { page, complaints } = await open('home')
  const fetched = page.waitForRequest((request) => request.url().endsWith('/spaces'))
  await page.getByRole('link', { name: 'Spaces', exact: true }).first().hover()
  expect((await fetched).resourceType()).toBe('other')
  expect(complaints).toEqual([])
})

describe('every page', () => {
  it.each(['en', 'ar'])(
    'fits 320 pixels, and text of twice the size, without sideways scrolling: %s',
    { timeout: 90_000 },
    async (locale) => {
      const { page } = await open('home', { viewport: { width: 320, height: 640 } })
      for (const name of preview.pageNames) {
        for (const size of ['100%', '200%']) {
          await page.goto(`${preview.origin}/${name}?locale=${locale}`)
          await page.evaluate((value) => {
            const sheet = new CSSStyleSheet()
            sheet.replaceSync(`html { font-size: ${value} }`)
            document.adoptedStyleSheets = [sheet]
          }, size)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
          expect(overflow, `${name} at ${size}`).toBeLessThanOrEqual(0)
        }
      }
    },
  )

  it('loads with nothing to complain about', async () => {
    const { page, complaints } = await open('home')
    for (const name of preview.pageNames) {
      await page.goto(`${preview.origin}/${name}`)
      expect(complaints, name).toEqual([])
    }
  })
})

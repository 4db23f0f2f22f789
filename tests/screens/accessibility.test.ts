import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faultsByAxe, newPage } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { startPreview, type Preview } from './preview-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'guildhall-preview-'))
let preview: Preview
let browser: Browser

beforeAll(async () => {
  ;[preview, browser] = await Promise.all([startPreview(folder, 0), launchChromium()])
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await preview?.close()
  rmSync(folder, { recursive: true })
})

it.each([
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'ar', colorScheme: 'dark', width: 390 },
] as const)(
  'axe finds nothing: $locale, $colorScheme, $width px',
  async ({ locale, colorScheme, width }) => {
    const { page } = await newPage(browser, {
      colorScheme,
      viewport: { width, height: 900 },
      bypassCSP: true,
    })
    for (const name of preview.pageNames) {
      await page.goto(`${preview.origin}/${name}?locale=${locale}`)
      expect(await faultsByAxe(page), name).toEqual([])
    }
    await page.context().close()
  },
  60_000,
)

it('would find what is wrong', async () => {
  const { page } = await newPage(browser, { bypassCSP: true })
  await page.goto(`${preview.origin}/home`)
  await page.evaluate(() => document.querySelector('h1')?.replaceWith(new Image()))
  expect(await faultsByAxe(page)).toContain('image-alt: .page-head > img')
  await page.context().close()
})

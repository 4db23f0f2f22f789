import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '#tests/support/chromium.ts'
import { startPreview, type Preview } from './preview-server.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
    // axe is injected, which the pages' own policy forbids.
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 900 },
      bypassCSP: true,
    })
    const page = await context.newPage()
    for (const name of preview.pageNames) {
      await page.goto(`${preview.origin}/${name}?locale=${locale}`)
      await page.evaluate(AXE)
      const { violations } = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      )
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')}`),
      )
      expect(found, name).toEqual([])
    }
    await context.close()
  },
  60_000,
)

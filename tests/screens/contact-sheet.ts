/**
 * Takes pages in every mode into one picture for review:
 * `node tests/screens/contact-sheet.ts <origin> <out.png> <path> [path…]`. Each row is a page; the columns are desktop,
 * tablet and phone, light and dark.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { launchChromium } from '#tests/support/chromium.ts'

const SHAPES = [
  { name: 'desktop', width: 1280, height: 900 },
  { name: 'tablet', width: 834, height: 900 },
  { name: 'phone', width: 390, height: 900 },
] as const
const MODES = ['light', 'dark'] as const

const [origin, out, ...paths] = process.argv.slice(2)
if (!origin || !out || paths.length === 0) {
  console.error(
    'For example: node tests/screens/contact-sheet.ts http://127.0.0.1:4400 sheet.png /home /thread',
  )
  process.exit(1)
}
const sheet = resolve(out)
const folder = `${sheet}.parts`
await mkdir(folder, { recursive: true })
const browser = await launchChromium()
try {
  const rows: string[] = []
  for (const path of paths) rows.push(await row(browser, path, rows.length))
  await compose(browser, rows)
  console.log(`${paths.length} pages, ${paths.length * SHAPES.length * MODES.length} pictures: ${sheet}`)
} finally {
  await browser.close()
  await rm(folder, { recursive: true })
}

async function row(chromium: Browser, path: string, index: number): Promise<string> {
  const cells: string[] = []
  for (const colorScheme of MODES) {
    for (const { name, width, height } of SHAPES) {
      const context = await chromium.newContext({ colorScheme, viewport: { width, height } })
      const page = await context.newPage()
      await page.goto(new URL(path, origin).href, { waitUntil: 'networkidle' })
      const file = `${index}-${name}-${colorScheme}.png`
      await page.screenshot({ path: join(folder, file) })
      await context.close()
      cells.push(`<img src="${file}" style="flex:${width}">`)
    }
  }
  return `<h2>${path.replace(/[<&]/g, '')}</h2><div>${cells.join('')}</div>`
}

async function compose(chromium: Browser, rows: readonly string[]): Promise<void> {
  const style =
    'body{margin:16px;font:14px sans-serif;background:#888}div{display:flex;gap:8px}img{min-width:0;width:0}'
  const index = join(folder, 'index.html')
  await writeFile(index, `<!doctype html><meta charset="utf-8"><style>${style}</style>${rows.join('')}`)
  const page = await chromium.newPage({ viewport: { width: 2400, height: 900 } })
  await mkdir(dirname(sheet), { recursive: true })
  await page.goto(pathToFileURL(index).href, { waitUntil: 'load' })
  await page.screenshot({ path: sheet, fullPage: true })
}

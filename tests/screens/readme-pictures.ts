import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { DemoPage } from './demo-pages.ts'

const folder = resolve(import.meta.dirname, '../../docs/pictures')
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 860 }, colorScheme: 'light' }

const pictures: { file: string; page: string; options: BrowserContextOptions }[] = [
  { file: 'home.png', page: 'home', options: DESKTOP },
  { file: 'space.png', page: 'space', options: DESKTOP },
  { file: 'member.png', page: 'member', options: DESKTOP },
  { file: 'search.png', page: 'search-corrected', options: DESKTOP },
  {
    file: 'thread-phone-dark.png',
    page: 'thread-solved',
    options: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', isMobile: true, hasTouch: true },
  },
]

/** Takes the pictures that the README shows: the first screen of each page, as one sees it. */
export async function takeReadmePictures(
  browser: Browser,
  origin: string,
  pages: readonly DemoPage[],
): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { file, page: name, options } of pictures) {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    await page.goto(origin + pages.find((one) => one.name === name)!.path, { waitUntil: 'networkidle' })
    await page.screenshot({ path: join(folder, file) })
    await context.close()
  }
}

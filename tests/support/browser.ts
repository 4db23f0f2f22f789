import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export type Opened = {
  page: Page
  /** What the console and the page complained about so far: errors, warnings, refused scripts and styles. */
  complaints: string[]
}

/** A new page in a context of its own. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints }
}

/**
 * What axe finds on the page as it stands, a line per element. Needs a context with `bypassCSP`, because the pages' own
 * policy refuses injected scripts.
 */
export async function faultsByAxe(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE)
  const { violations } = await page.evaluate(async (only) => {
    // Colours on their way from light to dark would be measured in between.
    await new Promise(requestAnimationFrame)
    await Promise.all(document.getAnimations().map((animation) => animation.finished))
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }
    // Nobody reads what passed, and the styles are there already: without them it takes half the time.
    const options = { resultTypes: ['violations'], preload: false }
    return axe.run(only ? { ...options, runOnly: only } : options)
  }, rules)
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** How many pixels the page is wider than its window. */
export const sidewaysScroll = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

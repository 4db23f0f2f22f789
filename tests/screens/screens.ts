/**
 * Takes every page of the demo community in every mode, from the real server in a scratch folder:
 * `npm run screens [word…]`. Words choose among the names (`thread phone` takes threads on phones only). The pictures
 * lie in tests/output/screens beside `index.html` and `sheet.png`; a full run also takes the README's pictures anew.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { parseEnv } from '#app/platform/env.ts'
import { startServer, type RunningServer } from '#app/start-server.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { whileDatabaseIsAway } from '#tests/support/database-away.ts'
import { demoPages, type DemoPage } from './demo-pages.ts'
import { modes, type Mode } from './modes.ts'
import { takeReadmePictures } from './readme-pictures.ts'
import { layOut, type Picture } from './sheet.ts'

/** Longer pages are cut: what lies below looks like what lies above. */
const TALLEST = 2400
const AWAY: DemoPage = { name: 'database-away', path: '/tags?sort=nobody-has-asked-yet' }

const words = process.argv.slice(2)
const chosen = (page: DemoPage, mode: Mode) =>
  words.every((word) => `${page.name} ${mode.name}`.includes(word)) && (!mode.print || prints(page))
const prints = ({ name }: DemoPage) => name.startsWith('thread') || name === 'space'

const folder = resolve(import.meta.dirname, '../output/screens')
const data = mkdtempSync(join(tmpdir(), 'guildhall-screens-'))
// PostgreSQL may run as another user, who must be able to come here.
chmodSync(data, 0o755)
rmSync(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })

const env = parseEnv({
  ...process.env,
  GUILDHALL_DATA: data,
  DATABASE_URL: '',
  LOG_LEVEL: 'fatal',
  PORT: '0',
})
const server = await startServer({ env, announce: () => undefined })
const browser = await launchChromium()
try {
  await takeAll(server, browser)
} finally {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true, force: true })
}

async function takeAll({ platform, url }: RunningServer, chromium: Browser): Promise<void> {
  const { db, bus, clock } = platform
  await seedDemo({ db, bus, env, now: clock.now() })
  if (words.length === 0) await takeReadmePictures(chromium, url, await demoPages(db.kysely))
  const pages = await demoPages(db.kysely)
  const pictures: Picture[] = []
  for (const mode of modes) {
    await saveSiteSettings(db.kysely, bus, { 'site.locale': mode.locale })
    await bus.caughtUp()
    const wanted = pages.filter((page) => chosen(page, mode))
    pictures.push(...(await take(chromium, url, mode, wanted)))
    if (chosen(AWAY, mode)) {
      pictures.push(
        ...(await whileDatabaseIsAway(platform.databaseUrl, () => take(chromium, url, mode, [AWAY]))),
      )
    }
    process.stdout.write(`${mode.name}: ${wanted.length} pages\n`)
  }
  await layOut(chromium, folder, pictures)
  console.log(`${pictures.length} pictures: ${join(folder, 'index.html')}`)
}

async function take(
  chromium: Browser,
  origin: string,
  mode: Mode,
  pages: readonly DemoPage[],
): Promise<Picture[]> {
  const { width } = mode.options.viewport
  const context = await chromium.newContext(mode.options)
  const pictures: Picture[] = []
  for (const { name, path } of pages) {
    const page = await context.newPage()
    if (mode.print) await page.emulateMedia({ media: 'print' })
    await page.goto(origin + path, { waitUntil: 'load' })
    const height = await page.evaluate(async () => {
      await document.fonts.ready
      return document.documentElement.scrollHeight
    })
    const file = `${name}-${mode.name}.png`
    await page.screenshot({
      path: join(folder, file),
      fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) },
    })
    await page.close()
    pictures.push({ page: name, mode: mode.name, width, file })
  }
  await context.close()
  return pictures
}

import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { makeThread } from '#tests/factories/content.ts'
import { demoPages, type DemoPage } from '#tests/screens/demo-pages.ts'
import { faultsByAxe, newPage, sidewaysScroll } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { whileDatabaseIsAway } from '#tests/support/database-away.ts'
import { testSite } from '#tests/support/site.ts'

// The database goes away on purpose; what the log says about it helps nobody.
const site = await testSite({ LOG_LEVEL: 'fatal' })
const { db, bus, env, clock, databaseUrl } = site.server.platform
let browser: Browser
let pages: DemoPage[]
/** A thread with a foreign video in it. */
let video: string

beforeAll(async () => {
  ;[browser] = await Promise.all([launchChromium(), seedDemo({ db, bus, env, now: clock.now() })])
  const author = await db.kysely.selectFrom('member').select('id').limit(1).executeTakeFirstOrThrow()
  const space = await db.kysely
    .selectFrom('space')
    .select(['id', 'rule_id'])
    .where('slug', '=', 'trail-talk')
    .executeTakeFirstOrThrow()
  const source = 'https://www.youtube.com/watch?v=aqz-KE-bpKQ'
  const thread = await makeThread(db.kysely, {
    space,
    posts: [{ authorId: author.id, source, at: new Date(0) }],
  })
  video = `/t/${thread.id}/${thread.slug}`
  pages = [...(await demoPages(db.kysely)), { name: 'thread-with-video', path: video }]
})
afterAll(() => browser?.close())

const pathOf = (name: string) => pages.find((page) => page.name === name)!.path
const open = async (path: string, options: BrowserContextOptions = {}) => {
  const opened = await newPage(browser, { colorScheme: 'light', ...options })
  await opened.page.goto(site.server.url + path, { waitUntil: 'load' })
  return opened
}
/** Runs `work` while the site speaks Arabic. */
async function inArabic(work: () => Promise<void>): Promise<void> {
  const speak = async (locale: 'en' | 'ar') => {
    await saveSiteSettings(db.kysely, bus, { 'site.locale': locale })
    await bus.caughtUp()
  }
  try {
    await speak('ar')
    await work()
  } finally {
    await speak('en')
  }
}

describe('every page', () => {
  const DESKTOP = { width: 1280, height: 900 }
  const PHONE = { width: 390, height: 844 }
  const CONTRAST = ['color-contrast']

  test('has nothing that axe finds, in light and dark, on desktops and phones', async () => {
    const { page } = await newPage(browser, { bypassCSP: true })
    const faults: string[] = []
    const look = async (name: string, mode: string, rules?: string[]) => {
      faults.push(...(await faultsByAxe(page, rules)).map((fault) => `${name}, ${mode}: ${fault}`))
    }
    for (const { name, path } of pages) {
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(DESKTOP)
      await page.goto(site.server.url + path)
      await look(name, 'desktop')
      await page.emulateMedia({ colorScheme: 'dark' })
      await look(name, 'dark desktop', CONTRAST)
      await page.setViewportSize(PHONE)
      await look(name, 'dark phone')
    }
    await page.context().close()
    expect(faults).toEqual([])
  }, 180_000)

  test('fits 320 pixels and has nothing to complain about', async () => {
    const { page, complaints } = await newPage(browser, { viewport: { width: 320, height: 640 } })
    for (const { name, path, status = 200 } of pages) {
      const response = await page.goto(site.server.url + path)
      expect(response?.status(), name).toBe(status)
      expect(await sidewaysScroll(page), name).toBeLessThanOrEqual(0)
      const unexpected = complaints.splice(0).filter((text) => !text.includes(`status of ${status}`))
      expect(unexpected, name).toEqual([])
    }
    await page.context().close()
  }, 60_000)

  test('has nothing that axe finds, and fits 320 pixels, from right to left', async () => {
    const { page } = await newPage(browser, { bypassCSP: true, viewport: PHONE })
    const faults: string[] = []
    await inArabic(async () => {
      for (const { name, path } of pages) {
        await page.goto(site.server.url + path)
        expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
        faults.push(...(await faultsByAxe(page)).map((fault) => `${name}: ${fault}`))
        await page.setViewportSize({ width: 320, height: 640 })
        if ((await sidewaysScroll(page)) > 0) faults.push(`${name} is wider than 320 pixels`)
        await page.setViewportSize(PHONE)
      }
    })
    await page.context().close()
    expect(faults).toEqual([])
  }, 120_000)

  test('says so when the database is away, and is back with it', async () => {
    const { page } = await newPage(browser, { bypassCSP: true })
    const go = () => page.goto(`${site.server.url}/tags?sort=nobody-asked-before`)
    await whileDatabaseIsAway(databaseUrl, async () => {
      expect((await go())?.status()).toBe(503)
      expect(await page.locator('h1').textContent()).toBe('Back in a moment')
      expect(await faultsByAxe(page)).toEqual([])
    })
    await expect.poll(async () => (await go())?.status()).toBe(200)
    await page.context().close()
  })
})

describe('without script', () => {
  const still = { javaScriptEnabled: false }

  test('one gets from home to a space, a thread, its next page, a permalink, a profile and a tag', async () => {
    const { page, complaints } = await open('/', still)
    await page.getByRole('navigation', { name: 'Spaces' }).getByRole('link', { name: 'Start here' }).click()
    expect(await page.locator('h1').textContent()).toBe('Start here')
    await page.getByRole('link', { name: /^Say hello/ }).click()
    await page.getByRole('link', { name: 'Later posts' }).first().click()
    expect(await page.locator('#p21').isVisible()).toBe(true)
    await page.locator('#p23 .at a').click()
    await page.waitForURL(/\?page=2#p23$/)
    const author = await page.locator('#p23 .post-head b').textContent()
    await page.locator('#p23 .post-head b a').click()
    expect(await page.locator('h1').textContent()).toBe(author)
    await page.getByRole('link', { name: 'Tags', exact: true }).first().click()
    await page.getByRole('link', { name: /^repair/ }).click()
    expect(await page.locator('h1').textContent()).toBe('repair')
    expect(await page.locator('.rows > li').count()).toBeGreaterThan(5)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('lists go on and back', async () => {
    const { page } = await open('/', still)
    const first = await page.locator('.rows h3').allTextContents()
    await page.getByRole('link', { name: 'Older conversations' }).click()
    const second = await page.locator('.rows h3').allTextContents()
    expect(second.filter((title) => first.includes(title))).toEqual([])
    await page.getByRole('link', { name: 'Newer conversations' }).click()
    expect(await page.locator('.rows h3').first().textContent()).not.toBe(second[0])
    await page.context().close()
  })

  test('the form leads to the posts of a day', async () => {
    const { page } = await open(pathOf('thread-long').replace(/\?.*/, ''), still)
    const field = page.locator('input[name=date]')
    await field.fill((await field.getAttribute('max')) ?? '')
    await page.getByRole('button', { name: 'Go there' }).click()
    await page.waitForURL(/\?page=\d+/)
    expect(await page.locator('.post').count()).toBeGreaterThan(0)
    await page.context().close()
  })

  test('times are dates, and what needs script is not there', async () => {
    const { page } = await open(pathOf('thread-solved'), still)
    expect(await page.locator('#p1 .post-head time').innerText()).toMatch(/^\d{1,2} \w+ \d{4}$/)
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('heading', { name: 'Keys' }).count()).toBe(0)
    await page.context().close()
  })
})

describe('with script', () => {
  test('the chosen colours stay from page to page', async () => {
    const { page, complaints } = await open('/')
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const light = await ground()
    await page.getByRole('button', { name: 'Dark' }).click()
    const dark = await ground()
    expect(dark).not.toBe(light)
    await page.getByRole('link', { name: 'Spaces', exact: true }).first().click()
    await page.waitForURL('**/spaces')
    expect(await ground()).toBe(dark)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('times are told from now, pictures open large, spoilers show', async () => {
    const { page, complaints } = await open(pathOf('thread-solved'))
    const time = page.locator('#p1 .post-head time')
    expect(await time.innerText()).not.toMatch(/\d{4}/)
    expect(await time.getAttribute('title')).toMatch(/\d{4}/)
    await page.locator('a.zoom').first().click()
    const dialog = page.getByRole('dialog', { name: 'Picture' })
    expect(await dialog.locator('img').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await dialog.isVisible()).toBe(false)
    await page.goto(site.server.url + pathOf('thread-of-markup'))
    const hidden = page.locator('.spoiler-text').first()
    expect(await hidden.isVisible()).toBe(false)
    await page.locator('.spoiler-toggle').first().check()
    expect(await hidden.isVisible()).toBe(true)
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a foreign player is asked only after a click', async () => {
    const { page, complaints } = await open(video)
    const asked: string[] = []
    await page.route(/youtube/, (route) => {
      asked.push(route.request().url())
      return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>player</title>' })
    })
    await page.reload()
    expect(await page.locator('iframe').count()).toBe(0)
    expect(asked).toEqual([])
    await page.locator('figure.embed a').click()
    await expect.poll(() => asked).toHaveLength(1)
    expect(asked[0]).toMatch(/^https:\/\/www\.youtube-nocookie\.com\/embed\/aqz-KE-bpKQ/)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('with the keyboard alone', () => {
  test('the first stop skips to the content', async () => {
    const { page } = await open('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    await page.context().close()
  })

  test('every stop can be seen, in the order of reading', async () => {
    const { page } = await open(pathOf('thread-of-markup'))
    const stops = await page.locator(':is(a[href], button, input, summary):visible').count()
    const unseen: string[] = []
    const seen = new Set<string>()
    for (let stop = 0; stop < stops + 1; stop += 1) {
      await page.keyboard.press('Tab')
      const { name, outlined, order } = await page.evaluate(focusedElement)
      if (name === 'BODY') break
      if (!outlined) unseen.push(name)
      seen.add(order)
    }
    expect(unseen).toEqual([])
    expect(seen.size).toBeGreaterThan(30)
    const order = [...seen].map(Number)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    await page.context().close()
  })

  test('Enter opens the thread of a row, J and K walk through its posts', async () => {
    const { page } = await open('/s/trail-talk')
    const title = page.locator('.rows .title a').first()
    const words = await title.textContent()
    await title.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/t/**')
    expect(await page.locator('h1').textContent()).toBe(words)
    const focused = () => page.evaluate(() => document.activeElement?.id)
    await page.keyboard.press('j')
    expect(await focused()).toBe('p1')
    await page.keyboard.press('j')
    expect(await focused()).toBe('p2')
    await page.keyboard.press('k')
    expect(await focused()).toBe('p1')
    await page.context().close()
  })
})

/** Runs in the page: what has the focus, whether one sees it, and its place in the document. */
function focusedElement() {
  const element = document.activeElement ?? document.body
  const rings = [element, element.closest('.spoiler') ?? element].map((one) => getComputedStyle(one))
  rings.push(getComputedStyle(element, '::after'))
  const all = [...document.querySelectorAll('*')]
  return {
    name: element === document.body ? 'BODY' : element.outerHTML.slice(0, 120),
    outlined: rings.some((ring) => ring.outlineStyle === 'solid' && parseFloat(ring.outlineWidth) >= 3),
    order: String(all.indexOf(element)),
  }
}

test('paper gets the words without what stands around them', async () => {
  const { page } = await open(pathOf('thread-solved'))
  await page.emulateMedia({ media: 'print' })
  for (const gone of ['.rail', '.ctx', '.bar-nav', '.bottom-bar', '.foot', '.mode-switch', '.window']) {
    for (const part of await page.locator(gone).all()) expect(await part.isVisible(), gone).toBe(false)
  }
  expect(await page.locator('h1').isVisible()).toBe(true)
  expect(await page.locator('.post .prose').first().isVisible()).toBe(true)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  await page.context().close()
})

describe('for members', () => {
  test('every page opens without a complaint', async () => {
    const { page, complaints } = await openAsMember('/')
    for (const { name, path, status = 200 } of pages) {
      await page.goto(site.server.url + path)
      expect(
        complaints.splice(0).filter((text) => !text.includes(`status of ${status}`)),
        name,
      ).toEqual([])
    }
    await page.context().close()
  }, 60_000)

  test('what is locked to visitors opens, and links lead on', async () => {
    const { page, complaints } = await openAsMember('/')
    await page.getByRole('navigation', { name: 'Spaces' }).getByRole('link', { name: 'Field Lab' }).click()
    await page.waitForURL('**/s/field-lab')
    await page.locator('.rows .title a').first().click()
    await page.waitForURL('**/t/**')
    await page.waitForLoadState('load')
    expect(await page.locator('.post').count()).toBeGreaterThan(1)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

async function openAsMember(path: string) {
  const account = await db.kysely
    .selectFrom('account')
    .innerJoin('member', 'member.id', 'account.member_id')
    .select('account.id')
    .where('member.role', '=', 'member')
    .limit(1)
    .executeTakeFirstOrThrow()
  const [name = '', value = ''] = (await site.signIn(account.id)).split('=')
  const opened = await newPage(browser, { colorScheme: 'light' })
  await opened.page.context().addCookies([{ name, value, url: site.server.url }])
  await opened.page.goto(site.server.url + path)
  return opened
}

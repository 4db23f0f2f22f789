import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { faultsByAxe, newPage } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let browser: Browser
let space: { id: number; rule_id: number }
let author: { id: number }

beforeAll(async () => {
  browser = await launchChromium()
  author = await makeMember(kysely, { handle: 'ann', display_name: 'Ann' })
  space = await makeSpace(kysely)
})
afterAll(() => browser?.close())

/** A page in which a new member is in, and a thread of twelve posts, each longer than a screen. */
async function opened(options: BrowserContextOptions = {}) {
  const member = await makeMember(kysely)
  const source = Array.from({ length: 30 }, (_, n) => `Line ${n}`).join('\n\n')
  const posts = Array.from({ length: 12 }, () => ({ authorId: author.id, source }))
  const thread = await makeThread(kysely, { space, posts })
  const { page, complaints } = await newPage(browser, { bypassCSP: true, ...options })
  const [name = '', value = ''] = (await site.signIn(member.accountId)).split('=')
  await page.context().addCookies([{ name, value, url: site.server.url }])
  const read = async () => {
    const row = await kysely
      .selectFrom('thread_reading')
      .select('number')
      .where('member_id', '=', member.id)
      .executeTakeFirst()
    return row?.number ?? 0
  }
  return { page, complaints, read, path: `${site.server.url}/t/${thread.id}/${thread.slug}` }
}

test('what is scrolled by is read, and no more; leaving the page loses nothing', async () => {
  const { page, complaints, read, path } = await opened()
  await page.goto(path)
  await page.locator('#p3 .post-foot').scrollIntoViewIfNeeded()
  await expect.poll(read, { timeout: 15_000 }).toBe(3)
  // The page is closed before the next report would go out.
  await page.locator('#p12 .post-foot').scrollIntoViewIfNeeded()
  // Pages scroll smoothly, and the browser looks at what is on the screen once per frame.
  await page.waitForFunction(
    () => document.querySelector('#p12 .post-foot')!.getBoundingClientRect().bottom <= innerHeight,
  )
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.goto('about:blank')
  await expect.poll(read, { timeout: 15_000 }).toBe(12)
  expect(complaints).toEqual([])
})

test('a page that is only fetched marks nothing; without script a button does', async () => {
  const { page, read, path } = await opened({ javaScriptEnabled: false })
  await page.goto(path)
  expect(await read()).toBe(0)
  await page.getByRole('button', { name: 'Mark as read up to 12' }).click()
  expect(await read()).toBe(12)
  expect(new URL(page.url()).hash).toBe('#p12')
})

test('axe finds nothing on a thread and on a list of a member', async () => {
  const { page, path } = await opened()
  for (const one of [
    path,
    `${site.server.url}/`,
    `${site.server.url}/?sort=unread`,
    `${site.server.url}/you/people`,
  ]) {
    await page.goto(one)
    expect(await faultsByAxe(page), one).toEqual([])
  }
})

test('a card opens where one rests on a name, leads on by Tab, follows in place, and closes by Escape', async () => {
  const { page, complaints, path } = await opened()
  await page.goto(path)
  const card = page.locator('.member-card')
  const name = page.locator('#p1 .post-head').getByRole('link', { name: 'Ann', exact: true })
  await name.hover()
  await card.waitFor()
  expect(await card.getByText('here since').isVisible()).toBe(true)
  expect(await faultsByAxe(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await card.count()).toBe(0)
  // By keyboard.
  await page.mouse.move(0, 0)
  await page.locator('.crumbs a').focus()
  await page.keyboard.press('Tab')
  await name.focus()
  await card.waitFor()
  await page.keyboard.press('Tab')
  expect(await card.evaluate((one) => one.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Escape')
  expect(await name.evaluate((one) => one === document.activeElement)).toBe(true)
  await name.hover()
  await Promise.all([page.waitForEvent('load'), card.getByRole('button', { name: 'Follow' }).click()])
  expect(page.url()).toBe(path)
  await page.mouse.move(0, 0)
  await name.hover()
  await card.getByText('You follow them').waitFor()
  expect(complaints).toEqual([])
})

test('a tap on a name opens the card, which leads to the page', async () => {
  const { page, path } = await opened({ hasTouch: true, isMobile: true })
  await page.goto(path)
  await page.locator('#p1 .post-head').getByRole('link', { name: 'Ann', exact: true }).tap()
  await page.locator('.member-card').waitFor()
  expect(page.url()).toBe(path)
  await page.locator('.member-card').getByRole('link', { name: 'Ann' }).tap()
  await page.waitForURL(/\/u\/ann$/)
})

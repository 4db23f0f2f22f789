import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { faultsByAxe, newPage, sidewaysScroll } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let browser: Browser
let cookie: { name: string; value: string }
let path: string
/** A post that nobody answered. */
let alone: number

beforeAll(async () => {
  browser = await launchChromium()
  const member = await makeMember(kysely, { handle: 'ann', trust_level: 1 })
  const [name = '', value = ''] = (await site.signIn(member.accountId)).split('=')
  cookie = { name, value }
  const space = await makeSpace(kysely, { slug: 'gear', name: 'Gear' })
  const posts = [{ authorId: member.id, source: 'It lifts at one corner.' }]
  const thread = await makeThread(kysely, { space, title: 'Which glue holds on silnylon?', posts })
  const other = await makeThread(kysely, { space, title: 'Nobody answered this one', posts })
  alone = other.postIds.get(1) ?? 0
  path = `/t/${thread.id}/${thread.slug}`
})
afterAll(() => browser?.close())

async function open(at: string, options: Parameters<typeof newPage>[1] = {}) {
  const opened = await newPage(browser, { bypassCSP: true, ...options })
  await opened.page.context().addCookies([{ ...cookie, url: site.server.url }])
  await opened.page.goto(site.server.url + at)
  return opened
}

test('while one types, the draft is kept and what sounds alike is shown; a preview leaves the page where it is', async () => {
  const { page, complaints } = await open('/new?space=gear')
  await page.getByLabel('Title').fill('Glue for silnylon, which one holds')
  await page.locator('.like a', { hasText: 'silnylon' }).waitFor()
  await page.locator('#body').fill('It **lifts** again.')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.locator('.preview strong', { hasText: 'lifts' }).waitFor()
  expect(await page.locator('#body').inputValue()).toBe('It **lifts** again.')
  await page.locator('[data-draft]', { hasText: 'Draft saved' }).waitFor()
  await page.reload()
  expect(await page.locator('#body').inputValue()).toBe('It **lifts** again.')
  await page.getByRole('button', { name: 'Post conversation' }).click()
  await page.getByRole('heading', { level: 1, name: 'Glue for silnylon' }).waitFor()
  expect(complaints).toEqual([])
  await page.context().close()
})

test('reply, edit, delete and restore on a phone without script', async () => {
  const { page } = await open(path, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await page.getByRole('link', { name: 'Reply post 1' }).click()
  await page.locator('#body').fill('Silicone holds.')
  await page.getByRole('button', { name: 'Post reply' }).click()
  const reply = page.locator('#p2')
  await reply.getByText('Silicone holds.').waitFor()
  await reply.getByRole('link', { name: 'Edit' }).click()
  await page.locator('#body').fill('Silicone holds, two layers.')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await reply.getByText('two layers').waitFor()
  await reply.getByRole('link', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete post' }).click()
  await reply.getByText('You took this back').waitFor()
  await reply.getByRole('button', { name: 'Bring it back' }).click()
  await reply.getByText('two layers').waitFor()
  await page.context().close()
})

test.each(['light', 'dark'] as const)('axe finds nothing where members write, %s', async (colorScheme) => {
  const pages = ['edit', 'delete', 'history'].map((page) => `/p/${alone}/${page}`)
  for (const at of [path, '/new?space=gear', ...pages]) {
    const { page, complaints } = await open(at, { colorScheme, viewport: { width: 390, height: 844 } })
    expect(await faultsByAxe(page), at).toEqual([])
    expect(await sidewaysScroll(page), at).toBe(0)
    expect(complaints, at).toEqual([])
    await page.context().close()
  }
})

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { newPage } from '#tests/support/browser.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { somePicture } from '#tests/support/uploads.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let browser: Browser
let cookie: { name: string; value: string }
let path: string

beforeAll(async () => {
  browser = await launchChromium()
  const member = await makeMember(kysely, { handle: 'ann', trust_level: 4 })
  const [name = '', value = ''] = (await site.signIn(member.accountId)).split('=')
  cookie = { name, value }
  const space = await makeSpace(kysely, { slug: 'gear', name: 'Gear' })
  await makeSpace(kysely, { slug: 'repair', post_template: '**What happened:**', required_tags: ['tents'] })
  const posts = [{ authorId: member.id, source: 'It lifts at one corner.' }]
  const thread = await makeThread(kysely, {
    space,
    title: 'Which glue holds on silnylon?',
    posts,
    tags: ['glue'],
  })
  const annika = await makeMember(kysely, { handle: 'annika' })
  const { id: staff } = await kysely
    .insertInto('access_rule')
    .values({
      name: 'Staff',
      expression: JSON.stringify({ kind: 'role', atLeast: 'moderator' }),
      teaser: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const back = await makeSpace(kysely, { rule_id: staff })
  await makeThread(kysely, { space: back, posts: [{ authorId: annika.id, source: 'Hush' }], tags: ['glow'] })
  path = `/t/${thread.id}/${thread.slug}`
})
afterAll(() => browser?.close())

async function open(options: Parameters<typeof newPage>[1] = {}) {
  const opened = await newPage(browser, options)
  await opened.page.context().addCookies([{ ...cookie, url: site.server.url }])
  await opened.page.goto(site.server.url + path)
  await opened.page.locator('#body').fill('')
  return opened
}
const textOf = (page: Page) => page.locator('#body').inputValue()
const picture = async (name: string) => ({ name, mimeType: 'image/png', buffer: await somePicture() })
const rowOf = (page: Page, name: string) => page.locator('.upl', { hasText: name })

test.each([
  ['a desktop', {}],
  ['a phone', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }],
] as const)(
  'pictures that are chosen together come in beside the text, with words for who can’t see them: %s',
  async (_device, options) => {
    const { page, complaints } = await open(options)
    await page.locator('#body').fill('Look:')
    await page.locator('input[type=file]').setInputFiles([await picture('one.png'), await picture('two.png')])
    for (const name of ['one.png', 'two.png']) await rowOf(page, name).getByText('In the text').waitFor()
    await rowOf(page, 'one.png').getByPlaceholder('What does the picture show?').fill('A patch [new]')
    expect(await textOf(page)).toMatch(
      /^Look:\n!\[A patch \\\[new\\\]\]\(\/files\/\w{32}\/\d+\.jpg\)\n!\[\]\(\/files\/\w{32}\/\d+\.jpg\)\n$/,
    )
    await rowOf(page, 'two.png').getByRole('button', { name: 'Remove: two.png' }).click()
    expect(await textOf(page)).not.toContain('![](')
    await page.getByRole('button', { name: 'Post reply' }).click()
    await page.locator('.post img[alt="A patch [new]"]').last().waitFor()
    expect(complaints).toEqual([])
    await page.context().close()
  },
)

test('what is pasted and dropped comes in, too; what can’t be taken says why beside it, and leaves no trace in the text', async () => {
  const { page } = await open()
  const bytes = (await somePicture()).toString('base64')
  const bring = (kind: 'paste' | 'drop', name: string, content: string, type: string) =>
    page.locator('#body').evaluate(
      (field, [kind, name, content, type]) => {
        const data = new DataTransfer()
        const binary = Uint8Array.from(atob(content), (one) => one.charCodeAt(0))
        data.items.add(new File([binary], name, { type }))
        const more = { bubbles: true, cancelable: true }
        field.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, ...more })
            : new DragEvent('drop', { dataTransfer: data, ...more }),
        )
      },
      [kind, name, content, type] as const,
    )
  await bring('paste', 'pasted.png', bytes, 'image/png')
  await rowOf(page, 'pasted.png').getByText('In the text').waitFor()
  await bring('drop', 'dropped.exe', btoa('MZ nothing that is taken'), 'application/x-msdownload')
  await rowOf(page, 'dropped.exe').getByText('png').waitFor()
  expect(await textOf(page)).toMatch(/^!\[\]\(\/files\/\w{32}\/\d+\.jpg\)\n$/)
  await page.context().close()
})

test('an upload can be stopped, and tried again when the line was lost', async () => {
  const { page } = await open()
  let hold = true
  await page.route('**/uploads.json', (route) => (hold ? undefined : route.continue()))
  await page.locator('input[type=file]').setInputFiles([await picture('slow.png')])
  await expect.poll(() => textOf(page)).toContain('slow.png')
  await page.getByRole('button', { name: 'Remove: slow.png' }).click()
  await expect.poll(() => textOf(page)).toBe('')
  expect(await page.locator('.upl').count()).toBe(0)
  await page.unroute('**/uploads.json')
  await page.route('**/uploads.json', (route) => (hold ? route.abort() : route.continue()))
  await page.locator('input[type=file]').setInputFiles([await picture('lost.png')])
  await rowOf(page, 'lost.png').getByText('The connection was lost').waitFor()
  hold = false
  await page.getByRole('button', { name: 'Try again: lost.png' }).click()
  await rowOf(page, 'lost.png').getByText('In the text').waitFor()
  await page.context().close()
})

test('keys and buttons write marks that the browser’s undo takes back; arrows walk through the buttons', async () => {
  const { page, complaints } = await open()
  const field = page.locator('#body')
  await field.pressSequentially('word')
  await field.press('Shift+Home')
  await field.press('Control+b')
  expect(await textOf(page)).toBe('**word**')
  await field.press('Control+i')
  expect(await textOf(page)).toBe('***word***')
  await field.press('Control+i')
  expect(await textOf(page)).toBe('**word**')
  await field.press('Control+z')
  await field.press('Control+z')
  await field.press('Control+z')
  expect(await textOf(page)).toBe('word')
  await field.press('Control+k')
  expect(await page.locator('#palette').isVisible()).toBe(false)
  await field.press('Control+z')
  await page.getByRole('button', { name: 'Bold' }).focus()
  for (const _ of [1, 2, 3]) await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Quote')
  await page.keyboard.press('Enter')
  expect(await textOf(page)).toBe('> word')
  expect(complaints).toEqual([])
  await field.press('Control+Enter')
  await page.locator('.post blockquote', { hasText: 'word' }).waitFor()
  await page.context().close()
})

test('R: without a line the text stays and is sent once when the line is back; one that was left waits on the device', async () => {
  const { page } = await open()
  const context = page.context()
  await context.setOffline(true)
  await page.locator('#body').fill('Sent from the hut.')
  await page.getByRole('button', { name: 'Post reply' }).click()
  await page.getByText('Your text is safe here').waitFor()
  await context.setOffline(false)
  await page.locator('.post', { hasText: 'Sent from the hut.' }).waitFor()
  const sent = await kysely
    .selectFrom('post')
    .where('source', '=', 'Sent from the hut.')
    .selectAll()
    .execute()
  expect(sent).toHaveLength(1)
  await context.setOffline(true)
  await page.locator('#body').fill('Half a sentence')
  await context.setOffline(false)
  await page.goto(site.server.url + path)
  expect(await textOf(page)).toBe('Half a sentence')
  await page.getByText('What you wrote here is back').waitFor()
  await context.close()
})

test('another space brings its template and its tags, and leaves what was written', async () => {
  const { page } = await open()
  await page.goto(`${site.server.url}/new?space=gear`)
  await page.getByLabel('Space', { exact: true }).selectOption('repair')
  await page.getByText('This space has a template').waitFor()
  expect(await textOf(page)).toBe('**What happened:**')
  await page.getByText('One of these is needed here: tents').waitFor()
  await page.getByLabel('Space', { exact: true }).selectOption('gear')
  await expect.poll(() => textOf(page)).toBe('')
  await page.locator('#body').fill('My own words')
  await page.getByLabel('Space', { exact: true }).selectOption('repair')
  await page.getByText('One of these is needed here: tents').waitFor()
  expect(await textOf(page)).toBe('My own words')
  await page.context().close()
})

test('words that are selected in a post can be quoted, with where they come from: by pointer, and by keys', async () => {
  const { page, complaints } = await open()
  const post = page.locator('#p1')
  const select = () =>
    post.locator('.prose').evaluate((prose) => {
      const words = prose.querySelector('p')!.firstChild!
      getSelection()!.setBaseAndExtent(words, 3, words, 8)
    })
  await post.scrollIntoViewIfNeeded()
  await select()
  const button = page.getByRole('button', { name: 'Quote this' })
  await button.click()
  expect(await textOf(page)).toMatch(/^> \[@ann\]\(\/p\/\d+\):\n> lifts\n\n$/)
  expect(await button.isVisible()).toBe(false)
  await page.locator('#body').fill('')
  await post.focus()
  await select()
  await button.waitFor()
  const names = []
  while (names.at(-1) !== 'Quote this' && names.length < 9) {
    await page.keyboard.press('Tab')
    names.push(await page.evaluate(() => document.activeElement?.textContent?.trim()))
  }
  expect(names).toContain('Quote this')
  await page.keyboard.press('Enter')
  await expect.poll(() => textOf(page)).toContain('lifts')
  await page.keyboard.type('And how!')
  await page.getByRole('button', { name: 'Post reply' }).click()
  const quoted = page.locator('.post', { hasText: 'And how!' })
  await quoted.locator('blockquote.quote', { hasText: 'lifts' }).waitFor()
  expect(await quoted.locator('blockquote.quote .from a').getAttribute('href')).toContain('#p1')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('people, tags and emoji are offered for what begins them, by keys and by pointer; of the hidden nobody is', async () => {
  const { page, complaints } = await open()
  const field = page.locator('#body')
  const options = page.locator('[data-found]').getByRole('option')
  await field.pressSequentially('Ask @an')
  await options.filter({ hasText: '@ann' }).waitFor()
  expect(await options.allTextContents()).not.toContain('@annika')
  expect(await field.getAttribute('aria-activedescendant')).toBe('name-0')
  await field.press('Enter')
  expect(await textOf(page)).toBe('Ask @ann ')
  await field.pressSequentially('about #gl')
  await options.filter({ hasText: '#glue' }).click()
  expect(await textOf(page)).toBe('Ask @ann about [#glue](/tags/glue) ')
  await field.pressSequentially(':tent')
  await options.first().waitFor()
  await field.press('Escape')
  await options.first().waitFor({ state: 'detached' })
  await field.press('Backspace')
  await options.filter({ hasText: ':tent:' }).click()
  expect(await textOf(page)).toBe('Ask @ann about [#glue](/tags/glue) ⛺ ')
  await field.press('Control+z')
  expect(await textOf(page)).toContain(':ten')
  expect(complaints).toEqual([])
  await page.context().close()
})

test('who is overtaken while they edit sees both texts, and loses none', async () => {
  const { page } = await open()
  await page.locator('#body').fill('One layer.')
  await page.getByRole('button', { name: 'Post reply' }).click()
  const post = page.locator('.post', { hasText: 'One layer.' })
  await post.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('heading', { level: 1, name: 'Edit your post' }).waitFor()
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.locator('#body').fill('Two layers.')
  await other.getByRole('button', { name: 'Save changes' }).click()
  await other.locator('.post', { hasText: 'Two layers.' }).waitFor()
  await page.locator('#body').fill('Three layers.')
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.getByLabel('What stands there now').waitFor()
  expect([await textOf(page), await page.getByLabel('What stands there now').inputValue()]).toEqual([
    'Three layers.',
    'Two layers.',
  ])
  await page.getByRole('button', { name: 'Save changes' }).click()
  await page.locator('.post', { hasText: 'Three layers.' }).waitFor()
  await page.context().close()
})

import { afterEach, beforeAll, expect, test } from 'vitest'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { readStructuredData } from '#tests/support/structured-data.ts'

const ORIGIN = 'https://community.test'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { kysely } = site.db
const { bus } = site.server.platform
type Thread = Awaited<ReturnType<typeof makeThread>>
const threads = {} as Record<'talk' | 'teaser' | 'held' | 'secret' | 'unlisted', Thread>

beforeAll(async () => {
  const ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann Ash', bio: 'Walks a lot.' })
  const posts = [
    { authorId: ann.id, source: 'Over the <b>hills</b> & "far" away', at: new Date('2026-03-01T10:00:00Z') },
    { authorId: ann.id, source: 'Back again', at: new Date('2026-03-02T10:00:00Z') },
  ]
  const space = await makeSpace(kysely, { slug: 'walks', name: 'Walks', description: 'Where we went.' })
  threads.talk = await makeThread(kysely, { space, title: 'A "walk" <out>', tags: ['maps', 'boots'], posts })
  threads.held = await makeThread(kysely, { space, title: 'Heldtitle', posts, columns: { state: 'held' } })
  threads.unlisted = await makeThread(kysely, { space, posts, columns: { unlisted: true } })
  const ruled = async (teaser: boolean) =>
    kysely
      .insertInto('access_rule')
      .values({ name: `Rule ${teaser}`, expression: JSON.stringify({ is: 'grant', key: 'backers' }), teaser })
      .returning('id')
      .executeTakeFirstOrThrow()
  const [open, shut] = [await ruled(true), await ruled(false)]
  threads.teaser = await makeThread(kysely, {
    space,
    title: 'For backers',
    tags: ['secrettag'],
    posts: posts.map((post) => ({ ...post, source: `Begins here. ${'More. '.repeat(200)} Endword` })),
    columns: { rule_id: open.id, own_rule: true },
  })
  threads.secret = await makeThread(kysely, {
    space,
    title: 'Secrettitle',
    posts,
    columns: { rule_id: shut.id, own_rule: true },
  })
})

const speak = async (locale: 'en' | 'ar') => {
  await saveSiteSettings(kysely, bus, { 'site.locale': locale })
  await bus.caughtUp()
}
afterEach(() => speak('en'))

const hrefOf = ({ id, slug }: Thread) => `/t/${id}/${slug}`

async function tagsOf(path: string): Promise<Record<string, string | string[]>> {
  const { metatags } = await readStructuredData(await (await site.get(path)).text())
  const shared = Object.entries(metatags).filter(([name]) =>
    /^(og|article|profile|twitter|description|robots)/.test(name),
  )
  return Object.fromEntries(
    shared.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

test('a thread is an article, with its days, its space and its tags', async () => {
  expect(await tagsOf(hrefOf(threads.talk))).toMatchObject({
    'og:type': 'article',
    'og:site_name': 'Guildhall',
    'og:locale': 'en_US',
    'og:title': 'A "walk" <out>',
    'og:description': 'Over the hills & "far" away',
    description: 'Over the hills & "far" away',
    'og:url': ORIGIN + hrefOf(threads.talk),
    'article:published_time': '2026-03-01T10:00:00.000Z',
    'article:modified_time': '2026-03-02T10:00:00.000Z',
    'article:section': 'Walks',
    'article:tag': ['boots', 'maps'],
    'article:author': `${ORIGIN}/u/ann`,
  })
})

test('a page has the picture of its thread, its space or the site, and the picture is there', async () => {
  const pictures = []
  for (const [path, kind] of [
    [hrefOf(threads.talk), 'thread'],
    ['/s/walks', 'space'],
    ['/', 'site'],
    ['/tags/maps', 'site'],
    [hrefOf(threads.teaser), 'site'],
  ] as const) {
    const tags = await tagsOf(path)
    const image = String(tags['og:image'])
    expect(image, path).toContain(`${ORIGIN}/card/${kind}/`)
    expect(tags).toMatchObject({
      'og:image:width': '1200',
      'og:image:height': '630',
      'twitter:card': 'summary_large_image',
    })
    const picture = await site.get(image.slice(ORIGIN.length))
    expect([picture.status, picture.headers.get('content-type')], path).toEqual([200, 'image/png'])
    pictures.push(image)
  }
  expect(new Set(pictures).size).toBe(3)
})

test('other pages say what they are', async () => {
  expect(await tagsOf('/')).toMatchObject({
    'og:type': 'website',
    'og:title': 'Guildhall',
    'og:description': 'A place for people who care about the same things.',
    'og:url': `${ORIGIN}/`,
  })
  expect(await tagsOf('/s/walks')).toMatchObject({
    'og:type': 'website',
    'og:title': 'Walks',
    'og:description': 'Where we went.',
    'og:url': `${ORIGIN}/s/walks`,
  })
  expect(await tagsOf('/tags/maps')).toMatchObject({ 'og:title': 'maps', 'og:url': `${ORIGIN}/tags/maps` })
  expect(await tagsOf('/u/ann')).toMatchObject({
    'og:type': 'profile',
    'og:title': 'Ann Ash',
    'profile:username': 'ann',
    'og:description': 'Walks a lot.',
  })
})

test('the language has a place', async () => {
  await speak('ar')
  expect(await tagsOf('/')).toMatchObject({ 'og:locale': 'ar_EG' })
})

test('C6: addresses are the site’s own, whatever the request says', async () => {
  for (const [name, value] of [
    ['x-forwarded-host', 'evil.example'],
    ['forwarded', 'host=evil.example'],
  ] as const)
    expect(await (await site.get('/s/walks', { headers: { [name]: value } })).text()).not.toContain(
      'evil.example',
    )
})

test('L6: pages of what is not there, or not for this reader, say nothing of it', async () => {
  const secret = await tagsOf(hrefOf(threads.secret))
  expect(secret).toEqual({ robots: 'noindex' })
  expect(await tagsOf(hrefOf(threads.held))).toEqual(secret)
  expect(await tagsOf('/t/999999')).toEqual(secret)
})

test('a teaser tells what its page tells', async () => {
  const tags = await tagsOf(hrefOf(threads.teaser))
  expect(tags).toMatchObject({ 'og:title': 'For backers', robots: 'noindex, follow', 'og:type': 'website' })
  expect(tags['og:description']).toMatch(/^Begins here/)
  expect(JSON.stringify(tags)).not.toMatch(/secrettag|Endword|article:|ann/i)
})

test('a thread that only its address leads to asks search engines not to keep it', async () => {
  expect(await tagsOf(hrefOf(threads.unlisted))).toMatchObject({ robots: 'noindex, follow' })
  expect(await tagsOf(hrefOf(threads.talk))).not.toHaveProperty('robots')
})

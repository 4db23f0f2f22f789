import { beforeAll, afterEach, expect, test } from 'vitest'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { makeMember, makeSpace, makeThread, type PostDraft } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { readStructuredData, type Described } from '#tests/support/structured-data.ts'

const ORIGIN = 'https://community.test'
const HOSTILE = '</script><script>alert(1)</script><!-- & " \u2028 \u2029 ]]>'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { kysely } = site.db
const { bus } = site.server.platform

type Thread = Awaited<ReturnType<typeof makeThread>>
const threads = {} as Record<
  'talk' | 'question' | 'open' | 'hostile' | 'unlisted' | 'teaser' | 'veiled',
  Thread
>
let cookie: string

beforeAll(async () => {
  const ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann Ash', bio: 'Walks a lot.' })
  const left = await makeMember(kysely, { handle: 'gone-1', display_name: 'Formername', kind: 'erased' })
  cookie = await site.signIn(ann.accountId)
  const parent = await makeSpace(kysely, { slug: 'outdoors', name: 'Outdoors' })
  const walks = await makeSpace(kysely, { slug: 'walks', name: 'Walks & talks', parent_id: parent.id })
  const help = await makeSpace(kysely, { slug: 'help', name: 'Help', kind: 'questions' })
  const post = (source: string, more: Partial<PostDraft> = {}): PostDraft => ({
    authorId: ann.id,
    source,
    ...more,
  })
  const picture = '![A map](https://pictures.example/map.png)'
  threads.talk = await makeThread(kysely, {
    space: walks,
    title: 'A "walk" <out>',
    tags: ['maps', 'boots'],
    posts: [
      post(
        `Hello **there** 🎒 :smile:\n\n${picture}\n\nIt ends ||with a storm||.\n\n:::spoiler The end\nof the book\n:::`,
      ),
      post('By who left', { authorId: left.id, likes: 3 }),
      post('nobody-may-read-this', { state: 'hidden' }),
      post('nor-this', { state: 'deleted' }),
      ...Array.from({ length: 30 }, (_, n) => post(`Reply ${n}`)),
    ],
  })
  threads.question = await makeThread(kysely, {
    space: help,
    title: 'How do I tie it?',
    accepted: 25,
    posts: Array.from({ length: 30 }, (_, n) => post(`Knot ${n + 1}`, { likes: n })),
  })
  threads.open = await makeThread(kysely, { space: help, title: 'Nobody knows?', posts: [post('Well?')] })
  threads.hostile = await makeThread(kysely, {
    space: walks,
    title: HOSTILE,
    posts: [post(`\`\`\`\n${HOSTILE}\n\`\`\``), post(HOSTILE)],
  })
  threads.unlisted = await makeThread(kysely, {
    space: walks,
    posts: [post('By address')],
    columns: { unlisted: true },
  })
  const rule = await kysely
    .insertInto('access_rule')
    .values({ name: 'Backers', expression: JSON.stringify({ is: 'grant', key: 'backers' }), teaser: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  const own = { rule_id: rule.id, own_rule: true }
  threads.teaser = await makeThread(kysely, {
    space: walks,
    title: 'For backers',
    posts: [post('Nothing for you')],
    columns: own,
  })
  threads.veiled = await makeThread(kysely, {
    space: walks,
    posts: [post('Held-words')],
    columns: { state: 'held' },
  })
})

const saving = async (settings: Parameters<typeof saveSiteSettings>[2]) => {
  await saveSiteSettings(kysely, bus, settings)
  await bus.caughtUp()
}
afterEach(() => saving({ 'site.indexed': true }))

const read = async (path: string, as?: string) =>
  readStructuredData(await (await site.get(path, as ? { as } : {})).text())

/** What a page says of its types, where the validator has nothing against it. */
async function describedAt(path: string): Promise<Record<string, Described>> {
  const { described, issues } = await read(path)
  expect(issues, path).toEqual([])
  return Object.fromEntries(described.map((one) => [one['@type'], one]))
}

const hrefOf = ({ id, slug }: Thread, page = '') => `/t/${id}/${slug}${page}`
const list = (of: unknown) => of as Described[]

test('a conversation tells what search engines ask of one', async () => {
  const { DiscussionForumPosting: talk, BreadcrumbList: crumbs } = await describedAt(hrefOf(threads.talk))
  expect(talk).toMatchObject({
    '@context': 'https://schema.org',
    headline: 'A "walk" <out>',
    url: `${ORIGIN}${hrefOf(threads.talk)}`,
    author: { '@type': 'Person', name: 'Ann Ash', url: `${ORIGIN}/u/ann` },
    datePublished: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    articleSection: 'Walks & talks',
    keywords: ['boots', 'maps'],
    inLanguage: 'en',
    image: ['https://pictures.example/map.png'],
    interactionStatistic: [
      { '@type': 'InteractionCounter', interactionType: 'https://schema.org/CommentAction' },
      { interactionType: 'https://schema.org/LikeAction' },
      { interactionType: 'https://schema.org/ViewAction' },
    ],
  })
  expect(talk?.['text']).toMatch(/^Hello there 🎒/)
  expect(JSON.stringify(talk)).not.toMatch(/storm|of the book/)
  expect(crumbs?.['itemListElement']).toMatchObject([
    { position: 1, name: 'Guildhall', item: `${ORIGIN}/` },
    { position: 2, name: 'Outdoors', item: `${ORIGIN}/s/outdoors` },
    { position: 3, name: 'Walks & talks', item: `${ORIGIN}/s/walks` },
    { position: 4, name: 'A "walk" <out>' },
  ])
})

test('replies stand in it with their authors and places; what may not be read leaves no trace', async () => {
  const { DiscussionForumPosting: talk } = await describedAt(hrefOf(threads.talk))
  const comments = list(talk?.['comment'])
  expect(comments.map((one) => one['position'])).toEqual([2, ...Array.from({ length: 16 }, (_, n) => n + 5)])
  expect(comments[0]).toMatchObject({
    '@type': 'Comment',
    text: 'By who left',
    url: `${ORIGIN}${hrefOf(threads.talk)}#p2`,
    upvoteCount: 3,
  })
  expect(comments[0]?.['author']).toEqual({ '@type': 'Person', name: 'Someone who left' })
  expect(JSON.stringify(talk)).not.toMatch(/nobody-may|nor-this|Formername|gone-1/)
})

test('a later page has its own replies, below the same beginning', async () => {
  const { DiscussionForumPosting: talk } = await describedAt(hrefOf(threads.talk, '?page=2'))
  expect(talk).toMatchObject({ url: `${ORIGIN}${hrefOf(threads.talk)}` })
  expect(talk?.['text']).toMatch(/^Hello there/)
  expect(list(talk?.['comment'])[0]).toMatchObject({
    position: 21,
    url: `${ORIGIN}${hrefOf(threads.talk, '?page=2')}#p21`,
  })
})

test('a question tells its answers, and the accepted one wherever it stands', async () => {
  for (const [page, suggested] of [
    ['', 19],
    ['?page=2', 9],
  ] as const) {
    const { QAPage: asked } = await describedAt(hrefOf(threads.question, page))
    const question = asked?.['mainEntity'] as Described
    expect(question).toMatchObject({
      '@type': 'Question',
      name: 'How do I tie it?',
      answerCount: 29,
      acceptedAnswer: {
        '@type': 'Answer',
        text: 'Knot 25',
        url: `${ORIGIN}${hrefOf(threads.question, '?page=2')}#p25`,
        author: { name: 'Ann Ash' },
      },
    })
    expect(list(question['suggestedAnswer'])).toHaveLength(suggested)
  }
  const { QAPage: open } = await describedAt(hrefOf(threads.open))
  expect(open?.['mainEntity']).toMatchObject({ answerCount: 0, suggestedAnswer: [] })
})

test('X21: what people write can’t leave the script that it stands in', async () => {
  const path = hrefOf(threads.hostile)
  const html = await (await site.get(path)).text()
  expect(html).not.toContain('<script>alert')
  const scripts = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)]
  expect(scripts).toHaveLength(2)
  for (const [, script] of scripts) expect(script).not.toMatch(/[<>&\u2028\u2029]/)
  const { DiscussionForumPosting: talk } = await describedAt(path)
  expect(talk?.['headline']).toBe(HOSTILE)
  expect(talk?.['text']).toContain('</script><script>alert(1)</script>')
})

test('the site, its spaces, tags and members are described', async () => {
  const { WebSite: whole } = await describedAt('/')
  expect(whole).toMatchObject({
    name: 'Guildhall',
    url: `${ORIGIN}/`,
    potentialAction: { target: { urlTemplate: `${ORIGIN}/search?q={search_term_string}` } },
  })
  const stepsAt = async (path: string) =>
    list((await describedAt(path))['BreadcrumbList']?.['itemListElement']).map(({ name, item }) => [
      name,
      item,
    ])
  expect(await stepsAt('/s/walks')).toEqual([
    ['Guildhall', `${ORIGIN}/`],
    ['Outdoors', `${ORIGIN}/s/outdoors`],
    ['Walks & talks', undefined],
  ])
  expect(await stepsAt('/tags/maps')).toEqual([
    ['Guildhall', `${ORIGIN}/`],
    ['Tags', `${ORIGIN}/tags`],
    ['maps', undefined],
  ])
  const { ProfilePage: profile } = await describedAt('/u/ann')
  expect(profile?.['mainEntity']).toMatchObject({
    name: 'Ann Ash',
    alternateName: 'ann',
    url: `${ORIGIN}/u/ann`,
    description: 'Walks a lot.',
  })
})

test('L6, L16: errors, teasers, what is hidden or unlisted, and lists by cursor are described nowhere', async () => {
  const paths = [
    hrefOf(threads.teaser),
    hrefOf(threads.veiled),
    hrefOf(threads.unlisted),
    '/t/999999',
    '/nothing',
    '/search?q=walk',
    '/?after=9999999999999_1',
  ]
  for (const path of paths) expect(await read(path), path).toMatchObject({ described: [], issues: [] })
})

test('members get none, and neither does anybody where search engines may keep nothing', async () => {
  expect((await read(hrefOf(threads.talk), cookie)).described).toEqual([])
  await saving({ 'site.indexed': false })
  expect((await read(hrefOf(threads.talk))).described).toEqual([])
})

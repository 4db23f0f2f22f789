import { extract } from '@extractus/oembed-extractor'
import { Parser } from 'htmlparser2'
import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { xmlFaults } from '#tests/support/xml/xml-faults.ts'

const ORIGIN = 'https://community.test'
const HOSTILE = '</blockquote><script>alert(1)</script> & "q" \u0007'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { kysely } = site.db
type Thread = Awaited<ReturnType<typeof makeThread>>
const threads = {} as Record<'talk' | 'hostile' | 'teaser' | 'held' | 'members', Thread>
let cookie: string

beforeAll(async () => {
  const ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann Ash' })
  cookie = await site.signIn(ann.accountId)
  const left = await makeMember(kysely, { handle: 'gone-1', display_name: 'Formername', kind: 'erased' })
  const space = await makeSpace(kysely, { slug: 'walks' })
  const posts = [{ authorId: ann.id, source: 'Over the hills & far away' }]
  const hidden = { authorId: ann.id, source: 'Not for others', state: 'hidden' } as const
  threads.talk = await makeThread(kysely, { space, title: 'A walk', posts: [...posts, hidden] })
  threads.hostile = await makeThread(kysely, {
    space,
    title: HOSTILE,
    posts: [{ authorId: left.id, source: `\`${HOSTILE}\`` }],
  })
  threads.held = await makeThread(kysely, { space, posts, columns: { state: 'held' } })
  const ruled = async (name: string, is: object, teaser: boolean) =>
    kysely
      .insertInto('access_rule')
      .values({ name, expression: JSON.stringify(is), teaser })
      .returning('id')
      .executeTakeFirstOrThrow()
  const columns = async (rule: Promise<{ id: number }>) => ({ rule_id: (await rule).id, own_rule: true })
  threads.teaser = await makeThread(kysely, {
    space,
    posts,
    columns: await columns(ruled('Backers', { is: 'grant', key: 'backers' }, true)),
  })
  threads.members = await makeThread(kysely, {
    space,
    posts,
    columns: await columns(ruled('Friends', { is: 'grant', key: 'friends' }, false)),
  })
  const source = await kysely
    .insertInto('import_source')
    .values({ kind: 'discourse', origin: 'https://old.example' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await kysely
    .insertInto('import_map')
    .values({ source_id: source.id, kind: 'thread', external_id: '4711', internal_id: threads.talk.id })
    .execute()
})

/** The children of an XML document's root: name and text of each. */
function membersOf(xml: string): string[][] {
  const members: string[][] = []
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name) => {
        depth += 1
        if (depth === 2) members.push([name, ''])
      },
      ontext: (text) => {
        const member = members.at(-1)
        if (depth === 2 && member) member[1] += text
      },
      onclosetag: () => {
        depth -= 1
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return members
}

const hrefOf = ({ id, slug }: Thread) => `/t/${id}/${slug}`
const ask = (query: Record<string, string> | [string, string][], as?: string) =>
  site.get(`/oembed?${new URLSearchParams(query)}`, as ? { as } : {})
const about = async (thread: Thread, more: Record<string, string> = {}) =>
  (await (await ask({ url: ORIGIN + hrefOf(thread), ...more })).json()) as Record<string, unknown>

test('a consumer that others wrote finds the embed by a thread’s page alone', async () => {
  // It asks for the site by its public name; here that leads to this process.
  const asOutside = (url: string) => fetch(url.replace(ORIGIN, site.server.url))
  const found = await extract(ORIGIN + hrefOf(threads.talk), {}, asOutside)
  expect(found).toMatchObject({
    type: 'rich',
    version: '1.0',
    title: 'A walk',
    author_name: 'Ann Ash',
    author_url: `${ORIGIN}/u/ann`,
    provider_name: 'Guildhall',
    provider_url: `${ORIGIN}/`,
    width: 600,
    height: 240,
    thumbnail_width: 1200,
    thumbnail_height: 630,
    html: expect.stringContaining('Over the hills &amp; far away') as string,
  })
})

test('JSON and XML say the same, and the XML is well-formed', async () => {
  for (const thread of [threads.talk, threads.hostile]) {
    const response = await ask({ url: ORIGIN + hrefOf(thread), format: 'xml' })
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8')
    const xml = await response.text()
    expect(await xmlFaults([xml])).toEqual([])
    const members = membersOf(xml)
    const json = Object.entries(await about(thread)).map(([name, value]) => [name, String(value)])
    // XML has no place for control characters.
    expect(members).toEqual(json.map(([name, value]) => [name, value?.replace('\u0007', '\ufffd')]))
  }
})

test('X15: markup in what people wrote is text, and who left stays unnamed', async () => {
  const { title, html, author_name, ...rest } = await about(threads.hostile)
  expect(title).toBe(HOSTILE)
  expect(author_name).toBe('Someone who left')
  expect(rest).not.toHaveProperty('author_url')
  expect(html).toMatch(/^<blockquote .*<\/blockquote>$/)
  expect(html).not.toMatch(/<script|Formername|gone-1/)
  expect((html as string).match(/<\/blockquote>/g)).toHaveLength(1)
})

test('every spelling of an address leads to its thread', async () => {
  const { id } = threads.talk
  for (const url of [
    `${ORIGIN}/t/${id}`,
    `${ORIGIN}/t/${id}/another-title?page=1#p1`,
    `${ORIGIN}/t/${id}/a-walk/1`,
    `http://community.test/t/${id}`,
    `${ORIGIN}/t/any-title/4711`,
    `${ORIGIN}/p/${threads.talk.postIds.get(1)}`,
    `${ORIGIN}/p/${threads.talk.postIds.get(1)}?from=mail#p1`,
  ])
    expect((await ask({ url })).status, url).toBe(200)
})

test('L32: what visitors may not read, what is no thread and what is elsewhere get one answer, even for members', async () => {
  const answers = new Set<string>()
  for (const url of [
    ...[threads.teaser, threads.held, threads.members].map((thread) => ORIGIN + hrefOf(thread)),
    ...[threads.teaser, threads.held, threads.members].map(({ postIds }) => `${ORIGIN}/p/${postIds.get(1)}`),
    `${ORIGIN}/p/${threads.talk.postIds.get(2)}`,
    `${ORIGIN}/p/999999`,
    `${ORIGIN}/p/99999999999`,
    `${ORIGIN}/t/999999`,
    `${ORIGIN}/t/99999999999`,
    `${ORIGIN}/t/%00/1`,
    `${ORIGIN}/t/%E0%A4%A`,
    `${ORIGIN}/u/ann`,
    `${ORIGIN}/s/walks`,
    `${ORIGIN}/`,
    `https://evil.example${hrefOf(threads.talk)}`,
    `https://community.test.evil.example${hrefOf(threads.talk)}`,
    `javascript:alert(1)`,
    'nonsense',
  ])
    for (const as of [undefined, cookie]) {
      const response = await ask({ url }, as)
      const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name))
      answers.add(JSON.stringify([response.status, await response.text(), headers]))
    }
  expect([...answers].map((answer) => (JSON.parse(answer) as unknown[])[0])).toEqual([404])
})

test('no embed is larger than the room that there is', async () => {
  expect(await about(threads.talk, { maxwidth: '320', maxheight: '90' })).toMatchObject({
    width: 320,
    height: 90,
  })
  expect(await about(threads.talk, { maxwidth: '320' })).not.toHaveProperty('thumbnail_url')
  const { thumbnail_url: picture } = await about(threads.talk, { maxwidth: '1200' })
  expect((await site.get(String(picture).slice(ORIGIN.length))).status).toBe(200)
})

test('questions that make no sense are told what does', async () => {
  const url = ORIGIN + hrefOf(threads.talk)
  expect((await ask({ url, format: 'yaml' })).status).toBe(501)
  for (const query of [
    {},
    { url: 'x'.repeat(3_000) },
    { url, maxwidth: '0' },
    { url, maxwidth: '-1' },
    { url, maxheight: 'tall' },
    { url, maxheight: '9'.repeat(30) },
    [
      ['url', url],
      ['url', url],
    ],
    [
      ['url', url],
      ['format', 'json'],
      ['format', 'xml'],
    ],
  ] as (Record<string, string> | [string, string][])[])
    expect((await ask(query)).status, JSON.stringify(query).slice(0, 100)).toBe(400)
})

test('one answer serves all: nobody’s cookie or language is in it', async () => {
  const url = ORIGIN + hrefOf(threads.talk)
  const [mine, anybody] = [await ask({ url }, cookie), await ask({ url })]
  expect(await mine.text()).toBe(await anybody.text())
  expect(mine.headers.get('cache-control')).toBe('public, no-cache')
  expect(mine.headers.get('set-cookie')).toBeNull()
})

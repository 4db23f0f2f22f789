import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { recordStatements } from '#tests/support/recorded-statements.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
const { kysely } = site.db
const statements = recordStatements(site.server.http)
let cookie: string
let long: { id: number; slug: string }

beforeAll(async () => {
  const member = await makeMember(kysely, { handle: 'moss' })
  cookie = await site.signIn(member.accountId)
  const others = await Promise.all([1, 2, 3].map(() => makeMember(kysely)))
  const parent = await makeSpace(kysely, { slug: 'walks' })
  const child = await makeSpace(kysely, { slug: 'long-walks', parent_id: parent.id })
  const posts = Array.from({ length: 45 }, (_, n) => ({
    authorId: others[n % 3]?.id ?? 0,
    source: `Post ${n + 1}`,
    ...(n > 2 ? { replyTo: n - 1 } : {}),
  }))
  long = await makeThread(kysely, { space: child, title: 'A long walk', posts, tags: ['maps'], accepted: 30 })
  for (let n = 0; n < 40; n += 1) {
    const space = n % 2 ? parent : child
    await makeThread(kysely, {
      space,
      posts: [{ authorId: member.id, source: `Thread ${n}` }],
      tags: ['maps', `tag-${n}`],
    })
  }
  // Rules, settings and spaces are kept by the process; what a page costs begins after that.
  await Promise.all([site.get('/spaces'), site.get('/spaces', { as: cookie })])
})

/** The statements of `work`, which asks for `path`; beginning without any kept page unless `warm`. */
async function statementsOf(path: string, work: () => Promise<unknown>, warm = false): Promise<string[]> {
  if (!warm) site.server.services.pages.clear()
  statements.clear()
  await work()
  await expect.poll(() => statements.has(path)).toBe(true)
  return statements.get(path) ?? []
}

const read = async (path: string, as?: string) => (await site.get(path, as ? { as } : {})).text()

const briefly = (statement: string) => `  ${statement.replace(/\s+/g, ' ').trim().slice(0, 120)}`

/** The most statements that a page may cost whoever asks first, and a member. Fewer is welcome: lower the figure. */
const budgets = (): [page: string, path: string, visitor: number, member: number][] => [
  // A member's unread and new threads are counted.
  ['home', '/', 7, 9],
  ['home, another order', '/?sort=top', 1, 3],
  ['home, what a member has not read', '/?sort=unread', 0, 4],
  ['spaces', '/spaces', 1, 2],
  ['space', '/s/walks', 3, 5],
  // A member's own draft comes with the page.
  ['thread with its accepted answer', `/t/${long.id}/${long.slug}`, 3, 5],
  ['thread, a later window', `/t/${long.id}/${long.slug}?page=2`, 3, 5],
  ['a new thread', '/new?space=walks', 0, 3],
  ['what a post said before', '/p/1/history', 4, 5],
  ['tags', '/tags', 1, 2],
  ['tag', '/tags/maps', 2, 4],
  ['member', '/u/moss', 2, 3],
  ['groups', '/groups', 1, 2],
  ['people and words of one’s own', '/you/people', 0, 2],
  ['search', '/search?q=walk', 12, 13],
  // Nothing has it: it is looked for once more, as the beginning of a word, and then for what may have been meant.
  ['search with filters that finds nothing', '/search?q=walk+in%3Awalks+by%3Amoss+tag%3Amaps', 20, 21],
  ['suggestions', '/search/suggest?q=wal', 11, 12],
  ['feed of the site', '/feed.rss', 2, 2],
  ['feed of a space', '/s/walks/feed.atom', 2, 2],
  ['feed of a tag', '/tags/maps/feed.json', 3, 3],
  ['feed of a thread', `/t/${long.id}/feed.rss`, 2, 2],
  ['picture of a thread', `/card/thread/${long.id}/0.png`, 1, 1],
  ['picture of a space', '/card/space/walks/0.png', 0, 0],
  ['picture of the site', '/card/site/0.png', 0, 0],
  ['robots.txt', '/robots.txt', 0, 0],
  ['index of the sitemap', '/sitemap.xml', 3, 3],
  ['part of the sitemap with spaces', '/sitemap/pages/1.xml', 0, 0],
  ['part of the sitemap with threads', '/sitemap/threads/1.xml', 1, 1],
  ['part of the sitemap with tags', '/sitemap/tags/1.xml', 1, 1],
  ['part of the sitemap with members', '/sitemap/members/1.xml', 1, 1],
  ['an old address of a feed', '/latest.rss', 0, 1],
  ['what is not there', '/nothing/here', 0, 1],
]

test('no page sends more statements to the database than it may', async () => {
  const over: string[] = []
  for (const [page, path, visitor, member] of budgets()) {
    for (const [who, budget, as] of [
      ['visitor', visitor, undefined],
      ['member', member, cookie],
    ] as const) {
      const sent = await statementsOf(path, () => read(path, as))
      if (sent.length > budget)
        over.push(`${page}, ${who}: ${sent.length} of ${budget}\n${sent.map(briefly).join('\n')}`)
    }
  }
  expect(over).toEqual([])
})

test('a page that is kept costs no statement', async () => {
  // Answers to searches are not kept, and share pictures not among pages: a flood of them would push out everything else.
  for (const [, path, visitor] of budgets().filter(([, path]) => !/^\/(?:search|card\/)/.test(path))) {
    await read(path)
    if (visitor > 0) expect(await statementsOf(path, () => read(path), true), path).toEqual([])
  }
})

test('two hundred who come at once cost what one costs', async () => {
  const path = `/t/${long.id}/${long.slug}`
  const one = await statementsOf(path, () => read(path))
  const answers: string[] = []
  const many = await statementsOf(path, async () => {
    answers.push(...(await Promise.all(Array.from({ length: 200 }, () => read(path)))))
  })
  expect(answers.filter((page) => page.includes('Post 20'))).toHaveLength(200)
  expect(many).toHaveLength(one.length)
})

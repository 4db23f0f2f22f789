import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { postIndexNames } from '#app/domains/search/meilisearch/post-index.ts'
import { wakeIndexer } from '#app/domains/search/search-index.server.ts'
import { namespaceOf } from '#app/platform/create-platform.ts'
import { ask } from '#tests/canary/ask.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { testSite, type TestSite } from '#tests/support/site.ts'
import { makeWorldOfTwo } from '#tests/support/two-worlds.ts'

/** After this pause an index that did not answer is asked again. */
const BACK = { timeout: 20_000, interval: 500 }
const NOTICE = 'The fast search is away'

/** Words that stand in hidden things alone, beside everything that one can ask about things. */
const questions = [
  ...[
    'zeppelin',
    'zepplin',
    'zepelin',
    'zeppelin cord',
    'cord zeppelin slips',
    'sekrit',
    'prototyp',
    'lurker',
    'Ling',
  ],
  ...[
    'cord',
    'crod',
    'slips',
    'question',
    'cord -zeppelin',
    '-zeppelin',
    '-cord',
    '"zeppelin cord"',
    '"stopper knot"',
  ],
  ...[
    'in:hidden-lab',
    'in:"Hidden gear lab"',
    'cord in:hidden-lab',
    'cord -in:hidden-lab',
    'in:hidden-inside',
    'in:gear cord',
  ],
  ...[
    'by:lurker',
    'cord by:lurker',
    'cord -by:lurker',
    'by:ember',
    'by:ember zeppelin',
    'by:ember -by:lurker cord',
  ],
  ...[
    'tag:sekrit-tag',
    'cord tag:sekrit-tag',
    'cord -tag:sekrit-tag',
    'tag:winter',
    'tag:winter -tag:summer',
    '-tag:winter',
  ],
  ...[
    'is:solved',
    'is:open',
    'is:unanswered',
    'has:image',
    '-has:image cord',
    'cord is:solved',
    'is:unanswered cord',
  ],
  ...[
    'before:2025',
    'after:2024-02',
    'cord before:2024-03-01',
    'gear',
    'hidden',
    'lab',
    'winter',
    'sekrit-tag',
    'winter cord',
  ],
]
const addresses = questions.flatMap((question) => {
  const q = encodeURIComponent(question)
  return [
    ...['', '&page=2', '&kind=posts', '&kind=posts&sort=liked', '&kind=members', '&kind=tags'].map(
      (rest) => `/search?q=${q}${rest}`,
    ),
    ...['oldest'].map((sort) => `/search?q=${q}&sort=${sort}`),
    `/search.data?q=${q}`,
    `/search/suggest?q=${q}`,
    `/search/suggest?q=${encodeURIComponent(question.slice(0, -2))}`,
    `/search/similar?title=${q}`,
    `/search/similar?title=${q}+slips&in=hidden-lab`,
  ]
})

/** An answer without what differs between any two: ids and nonces of requests, the time, the origin, what is made of these. */
function withoutChance({ status, headers, body }: Awaited<ReturnType<typeof ask>>): string {
  const kept = headers.flatMap((name, at) =>
    at % 2 === 0 && !/^(?:date|etag)$/i.test(name) ? [`${name}: ${headers[at + 1]}`] : [],
  )
  return [status, body, ...kept]
    .join('\n')
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')
    .replaceAll(/nonce(="|-)[\w-]{22}/g, 'nonce')
    .replaceAll(/https:\/\/(?:one|two)-/g, 'https://')
}

/** Waits until an index has every post that can be found. */
async function indexWhole(
  meili: Awaited<ReturnType<typeof testMeilisearch>>,
  { db, server }: TestSite,
): Promise<void> {
  const { live } = postIndexNames(namespaceOf(server.platform.env))
  await wakeIndexer(db.kysely)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from search_post`.execute(
    db.kysely,
  )
  // One more document tells how far the index is.
  const wanted = (rows[0]?.count ?? 0) + 1
  await vi.waitFor(async () => expect(await meili.documents(live)).toHaveLength(wanted), { timeout: 60_000 })
  const page = async () => (await fetch(`${server.url}/search?q=cord`)).text()
  await vi.waitFor(async () => expect(await page()).not.toContain(NOTICE), { timeout: 30_000, interval: 250 })
}

function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  return `“…${one.slice(Math.max(0, at - 60), at + 40)}…” and “…${other.slice(Math.max(0, at - 60), at + 40)}…”`
}

/**
 * Two communities that differ in nothing but what is hidden: whoever may not see it gets the same bytes from both, from either
 * engine. `every`: which of the addresses are asked, 1 for all of them.
 */
export async function compareTwoWorlds({ every }: { every: number }): Promise<void> {
  vi.setConfig({ testTimeout: 120_000 })
  const asked = addresses.filter((_, at) => at % every === 0)
  const meili = await testMeilisearch()
  const origins = [`https://one-${meili.namespace}.example.com`, `https://two-${meili.namespace}.example.com`]
  const indexed = (at: 0 | 1) => ({
    PUBLIC_URL: origins[at] ?? '',
    MEILI_URL: meili.url,
    ...(meili.key ? { MEILI_KEY: meili.key } : {}),
  })
  const engines: Record<string, [withHidden: TestSite, without: TestSite]> = {
    PostgreSQL: [await testSite(), await testSite()],
    Meilisearch: [await testSite(indexed(0)), await testSite(indexed(1))],
  }

  describe.each(Object.entries(engines))('%s', (engine, sites) => {
    const cookies: Record<'visitor' | 'newcomer' | 'moderator', string[]> = {
      visitor: [],
      newcomer: [],
      moderator: [],
    }

    beforeAll(async () => {
      for (const [at, site] of sites.entries()) {
        const people = await makeWorldOfTwo(site.db, { without: at === 1 })
        cookies.newcomer.push(await site.signIn(people.newcomer))
        cookies.moderator.push(await site.signIn(people.moderator))
        if (engine === 'Meilisearch') await indexWhole(meili, site)
      }
    }, 120_000)

    type Who = keyof typeof cookies

    /** How the two answer an address differently; null where they don't. */
    async function difference(path: string, who: Who): Promise<string | null> {
      const [one = '', other = ''] = await Promise.all(
        sites.map(async (site, at) => {
          const cookie = cookies[who][at]
          return withoutChance(await ask(site.server.url + path, { headers: cookie ? { cookie } : {} }))
        }),
      )
      return one === other ? null : `${path}: ${firstDifference(one, other)}`
    }

    async function differences(who: Who, paths: readonly string[]): Promise<string[]> {
      const found: string[] = []
      for (const path of paths) found.push(...[await difference(path, who)].filter((one) => one !== null))
      return found
    }

    test.each(['visitor', 'newcomer'] as const)('tells a %s nothing of what is hidden', async (who) => {
      for (const path of asked) {
        // On a busy machine an index may not answer one of the two in time, who says so. What is told stays told.
        await vi.waitFor(async () => expect(await difference(path, who)).toBeNull(), BACK)
      }
    })

    test('tells who may see it', async () => {
      // Else nothing was hidden, and the test above proves nothing.
      const some = asked.filter((_, at) => at % Math.ceil(9 / every) === 0)
      expect((await differences('moderator', some)).length).toBeGreaterThan(some.length / 2)
    })

    test('and it was this engine that answered', async () => {
      for (const site of sites) {
        const page = async () => (await site.get('/search?q=cord')).text()
        expect(await page()).toContain('<mark>Cord</mark>')
        await vi.waitFor(async () => expect(await page()).not.toContain(NOTICE), BACK)
      }
      const searches = meili.way.asked.filter(({ path }) => path.endsWith('/search'))
      if (engine === 'Meilisearch') expect(searches.length).toBeGreaterThan(asked.length)
    })
  })
}

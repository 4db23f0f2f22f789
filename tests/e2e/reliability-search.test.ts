import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createMeilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { namespaceOf } from '#app/platform/create-platform.ts'
import { postIndexNames } from '#app/domains/search/meilisearch/post-index.ts'
import { wakeIndexer } from '#app/domains/search/search-index.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'

// A whole process starts here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

/** What is promised: an answer within a second, whatever Meilisearch does. */
const PROMISED = 1_000
const NOTICE = 'The fast search is away'

const db = await testDatabase()
const meili = await testMeilisearch()
const PUBLIC_URL = `https://${meili.namespace}.example.com`
let server: ServerProcess
let space: Awaited<ReturnType<typeof makeSpace>>
let authorId: number

beforeAll(async () => {
  authorId = (await makeMember(db.kysely)).id
  space = await makeSpace(db.kysely)
  await write('Firstborn of all')
  server = await startServerProcess({
    DATABASE_URL: db.url,
    LOG_LEVEL: 'error',
    LIMITS_FACTOR: '1000',
    PUBLIC_URL,
    MEILI_URL: meili.url,
    ...(meili.key ? { MEILI_KEY: meili.key } : {}),
  })
})
afterAll(async () => {
  await server?.kill()
  await meili.way.heal()
  const meilisearch = createMeilisearch({ url: meili.url, key: meili.key })
  for (const index of Object.values(postIndexNames(namespaceOf({ PUBLIC_URL }))))
    if ((await meilisearch.countDocuments(index)) !== null) await meilisearch.removeIndex(index)
})

/** A thread with this title; the index hears of it as it does of everything. */
async function write(title: string): Promise<void> {
  await makeThread(db.kysely, { space, title, posts: [{ authorId, source: 'As the title says.' }] })
  await wakeIndexer(db.kysely)
}

/** Asks as a visitor does. `within`: rejects when the whole page is not there by then. */
async function search(words: string, within = 30_000) {
  const url = `${server.url}/search?q=${encodeURIComponent(words)}`
  const response = await fetch(url, { signal: AbortSignal.timeout(within) })
  const page = await response.text()
  return {
    status: response.status,
    found: page.includes(`<mark>${words}</mark>`),
    notice: page.includes(NOTICE),
  }
}

/** The index answers, and has this. */
const isBack = (words: string) =>
  vi.waitFor(async () => expect(await search(words)).toEqual({ status: 200, found: true, notice: false }), {
    timeout: 40_000,
    interval: 250,
  })

test.each<[what: string, trouble: () => unknown]>([
  ['frozen', () => meili.way.disturb('frozen')],
  ['gone', () => meili.way.vanish()],
])('%s, PostgreSQL answers within a second and says so; back, nothing is lost', async (what, trouble) => {
  await isBack('Firstborn')
  await trouble()
  // The very first question finds out, and costs no more than is promised; those after it know.
  for (let times = 0; times < 5; times++)
    expect(await search('Firstborn', PROMISED)).toEqual({ status: 200, found: true, notice: true })
  const meanwhile = [`${what}alpha`, `${what}beta`, `${what}gamma`]
  for (const title of meanwhile) {
    await write(title)
    expect(await search(title, PROMISED)).toEqual({ status: 200, found: true, notice: true })
  }
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  await meili.way.heal()
  for (const title of meanwhile) await isBack(title)
})

test('many who ask a frozen one at once are all answered', async () => {
  await isBack('Firstborn')
  meili.way.disturb('frozen')
  const answers = await Promise.all(Array.from({ length: 20 }, () => search('Firstborn')))
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, found: true })
  await meili.way.heal()
  await isBack('Firstborn')
})

import { beforeAll, describe, expect, test } from 'vitest'
import { readPayloads } from '#app/domains/posts/pipeline/test-support/hostile-payloads.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { ask } from '#tests/canary/ask.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { hostileParameters, hostileQueries } from '#tests/support/hostile-queries.ts'
import { liveMarkup } from '#tests/support/live-markup.ts'
import { recordStatements } from '#tests/support/recorded-statements.ts'
import { testSite } from '#tests/support/site.ts'
import { sendRaw } from './reliability-raw.ts'

/** The most statements that a question may cost, whatever it is: it is taken apart once and looked up in bounded ways. */
const MOST_STATEMENTS = 50
/** Headers that common clients and proxies take, in bytes. */
const MOST_HEADERS = 16_000

const site = await testSite()
const statements = recordStatements(site.server.http)
let as: string

beforeAll(async () => {
  const { db, bus, env, clock } = site.server.platform
  await seedDemo({ db, bus, env, now: clock.now() })
  as = await site.signIn((await makeMember(site.db.kysely)).accountId)
}, 120_000)

const places = [
  ['/search', 'q'],
  ['/search/suggest', 'q'],
  ['/search/similar', 'title'],
] as const

/** A text as it stands in an address that a browser writes, as much of it as a server reads. */
const asQuestion = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27').slice(0, 12_000).replace(/%.?$/, '')

const get = (path: string, who: Who, method: 'GET' | 'HEAD' = 'GET') =>
  ask(site.server.url + path, { method, headers: who === 'member' ? { cookie: as } : {} })

type Who = 'visitor' | 'member'

/** What is wrong with the answer to an address; nothing where it is an answer. */
async function faultsOf(path: string, who: Who): Promise<string[]> {
  const { status, headers, body } = await get(path, who)
  const faults = status === 200 ? liveMarkup(body, path.startsWith('/search?') ? scripts[who] : 0) : []
  if (![200, 302].includes(status)) faults.push(`it answers ${status}`)
  if (headers.some((name, at) => at % 2 === 0 && /^set-cookie$/i.test(name))) faults.push('it sets a cookie')
  if (headers.join('').length > MOST_HEADERS) faults.push('its headers are more than clients take')
  return faults.map((fault) => `${path.slice(0, 120)} for a ${who}: ${fault}`)
}

/** The same for everybody, and for who asks for the head alone. */
async function faultsForAll(path: string): Promise<string[]> {
  const faults = [...(await faultsOf(path, 'visitor')), ...(await faultsOf(path, 'member'))]
  const head = await get(path, 'visitor', 'HEAD')
  return ![200, 302].includes(head.status) || head.body !== ''
    ? [...faults, `HEAD of ${path}: ${head.status}`]
    : faults
}

/** How many scripts a whole page has, found with a harmless question; pieces of pages have none. */
const scripts: Record<Who, number> = { visitor: 0, member: 0 }

beforeAll(async () => {
  for (const who of ['visitor', 'member'] as const) {
    const { body } = await get('/search?q=cord', who)
    scripts[who] = body.match(/<script\b/g)?.length ?? 0
    expect(liveMarkup(body, scripts[who])).toEqual([])
  }
})

describe.each(places)('%s', (path, q) => {
  test.each(Object.entries(hostileQueries))('answers %s', async (_, text) => {
    for (const rest of path === '/search' ? ['', '&kind=posts', '&kind=members', '&kind=tags&page=3'] : [''])
      expect(await faultsForAll(`${path}?${q}=${asQuestion(text)}${rest}`)).toEqual([])
  })

  test('answers parameters that no form sends', async () => {
    for (const parameters of hostileParameters(q))
      expect(await faultsForAll(`${path}?${parameters}`)).toEqual([])
  })

  test('says kindly that an address is too long, also to who is still sending it', async () => {
    const address = `${path}?${q}=${'x'.repeat(100_000)}`
    for (const method of ['GET', 'HEAD', 'POST']) {
      const answer = await sendRaw(site.server.url, `${method} ${address} HTTP/1.1\r\nHost: x\r\n\r\n`)
      expect(answer.status, method).toBe(431)
      expect(answer.body.includes('too long')).toBe(method !== 'HEAD')
    }
    expect((await fetch(site.server.url + address)).status).toBe(431)
  })

  test('takes no form', async () => {
    const { origin } = new URL(site.server.platform.env.PUBLIC_URL)
    for (const [who, headers] of [
      [{}, { origin }],
      [{ as }, { origin }],
      [{ as }, {}],
    ] as const) {
      const response = await site.get(`${path}?${q}=cord`, {
        ...who,
        method: 'POST',
        headers,
        body: 'q=pole',
      })
      expect([403, 405]).toContain(response.status)
    }
  })

  test('sends few statements to the database', async () => {
    for (const [name, text] of Object.entries(hostileQueries)) {
      const address = `${path}?${q}=${asQuestion(text)}`
      statements.clear()
      await get(address, 'member')
      await expect.poll(() => [...statements.keys()]).toEqual([address])
      expect(statements.get(address)?.length, name).toBeLessThanOrEqual(MOST_STATEMENTS)
    }
  })
})

describe('signs without words', () => {
  test.each(['%', '_', '\\', '""', '-', '---', '???', '()', '🙂', 'by:', 'before:notadate', 'is:'])(
    '%s finds nothing, and not everything; a hint says why',
    async (text) => {
      const page = await (await site.get(`/search?q=${encodeURIComponent(text)}`)).text()
      expect(page).not.toMatch(/class="hit\b/)
      expect(page).toMatch(/<p class="warn">/)
      const piece = await (await site.get(`/search/suggest?q=${encodeURIComponent(text)}`)).text()
      expect(piece).not.toContain('href="/t/')
    },
  )
})

describe('a question that is too long', () => {
  test('keeps its filters when the form adds them, and its links can be followed', async () => {
    const long = 'cord '.repeat(400).trim()
    const response = await site.get(`/search?q=${asQuestion(long)}&is=solved&in=gear-questions`)
    const location = response.headers.get('location') ?? ''
    expect(response.status).toBe(302)
    const page = await (await site.get(location)).text()
    expect(page).toContain('Remove is:solved')
    expect(page).toContain('Remove in:gear-questions')
    expect(page).toContain('That is a lot of words')
    for (const [, href = ''] of page.matchAll(/href="(\/search[^"]*)"/g))
      expect((await site.get(href.replaceAll('&amp;', '&'))).status).toBe(200)
  })
})

const corpora = fixturesPath('corpora')
if (!corpora) console.info('The hostile corpora are not here (GUILDHALL_FIXTURES): their tests are left out.')

describe('markup is text', () => {
  /** Payloads of our own, and of others where they are here. */
  async function payloads(): Promise<string[]> {
    const { varied } = corpora ? await readPayloads(corpora) : { varied: [] }
    return [...Object.values(hostileQueries), ...varied.filter((_, at) => at % 16 === 0)]
  }

  test('in questions', async () => {
    for (const [at, payload] of (await payloads()).entries())
      for (const path of ['/search?q=', '/search/suggest?q=', '/search?kind=posts&q=cord+'])
        expect(
          await faultsOf(path + asQuestion(payload.slice(0, 1_000)), at % 2 ? 'visitor' : 'member'),
        ).toEqual([])
  }, 120_000)

  test('in titles, texts, names of people, spaces and tags that are found', async () => {
    const { kysely } = site.db
    const all = await payloads()
    const some = all.filter((_, at) => at % Math.ceil(all.length / 60) === 0)
    for (const [at, payload] of some.entries()) {
      const line = payload.replaceAll('\0', '').toWellFormed().slice(0, 300)
      const author = await makeMember(kysely, { handle: `wicked.${at}`, display_name: `wicked ${line}` })
      const space = await makeSpace(kysely, { name: `wicked ${line}` })
      await makeThread(kysely, {
        space,
        title: `wicked ${line} wicked`,
        posts: [{ authorId: author.id, source: `wicked ${line}\n\n${line} wicked` }],
        tags: [`wicked-${at}`],
      })
      await kysely
        .updateTable('tag')
        .set({ name: `wicked ${line}` })
        .where('slug', '=', `wicked-${at}`)
        .execute()
    }
    for (const path of [
      ...[1, 2, 3].flatMap((page) =>
        ['threads', 'posts'].map((kind) => `/search?q=wicked&kind=${kind}&page=${page}`),
      ),
      ...['members', 'tags'].map((kind) => `/search?q=wicked&kind=${kind}`),
      '/search/suggest?q=wicked',
      '/search/similar?title=wicked',
      ...some.map((_, at) => `/search?q=wicked+by%3Awicked.${at}`),
      ...some.map((_, at) => `/search/suggest?q=wicked+by%3Awicked.${at}`),
    ]) {
      expect(await (await site.get(path)).text(), path).toContain('wicked')
      expect(await faultsOf(path, 'visitor')).toEqual([])
    }
  }, 120_000)
})

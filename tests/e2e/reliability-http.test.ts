import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { testSite } from '#tests/support/site.ts'
import { requestLines, sendRaw, type RawAnswer } from './reliability-raw.ts'

const ORIGIN = 'http://community.test:8080'
const site = await testSite({ PUBLIC_URL: ORIGIN })
const { url } = site.server
const host = new URL(url).host

beforeAll(async () => {
  const member = await makeMember(site.db.kysely, { handle: 'someone' })
  const space = await makeSpace(site.db.kysely, { slug: 'talk' })
  await makeThread(site.db.kysely, {
    space,
    title: 'Hello',
    posts: [{ authorId: member.id, source: 'Hello' }],
  })
})

const get = (path: string, ...headers: string[]) =>
  sendRaw(url, requestLines(`GET ${path} HTTP/1.1`, `Host: ${host}`, ...headers))

describe('what is no HTTP is refused and breaks nothing', () => {
  test.each([
    ['no request line', 'GARBAGE\r\n\r\n', [400]],
    ['an unknown version', requestLines('GET / HTTP/9.9', `Host: ${host}`), [400]],
    ['no Host', requestLines('GET / HTTP/1.1'), [400]],
    ['HTTP/2 without being asked', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
    [
      'headers that are too large',
      requestLines('GET / HTTP/1.1', `Host: ${host}`, `X-Much: ${'x'.repeat(20_000)}`),
      [431],
    ],
    [
      'an address that is too large',
      requestLines(`GET /${'x'.repeat(20_000)} HTTP/1.1`, `Host: ${host}`),
      [431],
    ],
    ['NUL in a header', requestLines('GET / HTTP/1.1', `Host: ${host}`, 'X-Nul: a\0b'), [400]],
    ['a header without a name', requestLines('GET / HTTP/1.1', `Host: ${host}`, ': x'), [400]],
    [
      'two lengths',
      requestLines('POST / HTTP/1.1', `Host: ${host}`, 'Content-Length: 1', 'Content-Length: 2'),
      [400],
    ],
    [
      'a length and chunks',
      requestLines('POST / HTTP/1.1', `Host: ${host}`, 'Content-Length: 4', 'Transfer-Encoding: chunked'),
      [400],
    ],
    [
      'chunks that are none',
      `${requestLines('POST / HTTP/1.1', `Host: ${host}`, 'Transfer-Encoding: chunked')}zz\r\n`,
      [400, 403],
    ],
    ['an unknown method', requestLines('BREW /pot HTTP/1.1', `Host: ${host}`), [400]],
    ['TRACE', requestLines('TRACE / HTTP/1.1', `Host: ${host}`), [405]],
    ['OPTIONS of everything', requestLines('OPTIONS * HTTP/1.1', `Host: ${host}`), [400, 405]],
    ['a tunnel', requestLines('CONNECT evil.example:443 HTTP/1.1', `Host: ${host}`), [0, 400, 405]],
    ['an upgrade', requestLines('GET / HTTP/1.1', `Host: ${host}`, 'Upgrade: websocket'), [200]],
    ['an expectation', requestLines('GET / HTTP/1.1', `Host: ${host}`, 'Expect: the-impossible'), [417]],
  ])('%s', async (_, bytes, statuses) => {
    expect(statuses).toContain((await sendRaw(url, bytes)).status)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })
})

test('a connection outlives the pause after which our proxy lets go of it: nothing is sent into one that ends', async () => {
  const answer = await fetch(`${url}/healthz`)
  const [, kept] = /timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '') ?? []
  const caddyfile = readFileSync(resolve(import.meta.dirname, '../../docker/Caddyfile'), 'utf8')
  const [, proxy] = /^\s*keepalive (\d+)s$/m.exec(caddyfile) ?? []
  expect(Number(kept)).toBeGreaterThan(Number(proxy))
})

test.each([
  ['/%', 400],
  ['/%00', 400],
  ['/%E0%A4%A', 400],
  ['/u/%00', 400],
  ['/t/1/%0d%0aSet-Cookie:x=1', 400],
  ['/tags/%F0%9F%8F', 400],
  ['/t/one', 400],
  ['/p/one', 400],
  ['/t/1?page=zero', 400],
  ['/t/1?page=1&page=2', 400],
  ['/t/1?date=yesterday', 400],
  ['/?sort=worst', 400],
  ['/?after=1', 400],
  ['/?after=99999999999999999999_1', 400],
  ['/?after=1_99999999999', 400],
  ['/s/talk?period=fortnight&sort=top', 400],
  ['/u/someone?tab=secrets', 400],
  ['/t/99999999999999999999', 404],
  ['/p/99999999999999999999', 404],
  ['/u/../../etc/passwd', 404],
  ['http://anything.example/', 200],
  ['http://anything.example/t/1/hello?page=1', 200],
  ['/assets/../../package.json', 404],
  ['/assets/%2e%2e%2f%2e%2e%2fpackage.json', 404],
])('%s is a page of %d', async (path, status) => {
  const answer = await get(path)
  expect(answer.status).toBe(status)
  if (!path.startsWith('/assets/')) expect(answer.body).toMatch(/<h1/)
})

describe('what a client says about hosts reaches no link and no redirect', () => {
  test.each([
    ['Host', '/', ['Host: evil.example']],
    ['Host with a port', '/t/1', ['Host: evil.example:80']],
    [
      'X-Forwarded-Host',
      '/t/1/hello',
      [`Host: ${host}`, 'X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https'],
    ],
    ['Forwarded', '/s/talk', [`Host: ${host}`, 'Forwarded: host=evil.example']],
    [
      'X-Original-URL',
      '/',
      [`Host: ${host}`, 'X-Original-URL: //evil.example', 'X-Rewrite-URL: //evil.example'],
    ],
    ['the request line', 'http://evil.example/t/1', [`Host: ${host}`]],
    ['the request line and Host', 'http://evil.example/', ['Host: evil.example']],
    ['two slashes', '//evil.example', [`Host: ${host}`]],
    ['two slashes and data', '//evil.example/t/1.data', [`Host: ${host}`]],
    ['backslashes', '/\\evil.example', [`Host: ${host}`]],
  ])('%s', async (_, path, headers) => {
    for (const cookie of [[], ['Cookie: sid=nobody']]) {
      const answer = await sendRaw(url, requestLines(`GET ${path} HTTP/1.1`, ...headers, ...cookie))
      expect(answer.status).toBeLessThan(500)
      expectHere(answer, path)
      if (!path.includes('evil')) expect(answer.head + answer.body).not.toContain('evil.example')
      expect(answer.body).not.toMatch(/(?:href|src|action|content)="(?:https?:)?\/\/evil/)
    }
  })
})

/** A redirect leads nowhere but here, whoever reads it. */
function expectHere({ location, head }: RawAnswer, path: string): void {
  if (location !== null) {
    expect(location, path).toMatch(/^\/(?![/\\])/)
    expect(new URL(location, ORIGIN).origin, path).toBe(ORIGIN)
  }
  expect(head, path).not.toMatch(/^set-cookie: crlf/im)
}

describe('hostile addresses', () => {
  const redirects = fixturesPath('corpora/redirect/patt')
  const urls = fixturesPath('corpora/url/wpt/urltestdata.json')
  for (const [what, found] of Object.entries({ redirects, urls })) {
    if (!found) console.log(`Left out: the hostile ${what}, because GUILDHALL_FIXTURES has none`)
  }
  /** Bytes that would end the line are written as browsers write them; all others stay. */
  const asPath = (text: string) =>
    text.toWellFormed().replace(/[\0-\x20\x7f]/g, (letter) => encodeURIComponent(letter))
  const places = ['/t/1/', '/s/', '/u/', '/tags/', '/p/', '/t/']
  const below = (text: string, n: number) => `${places[n % places.length]}${text}`
  const rooted = (text: string) => (text.startsWith('/') ? text : `/${text}`)

  async function expectHarmless(paths: string[]): Promise<void> {
    const queue = [...paths]
    const lane = async () => {
      for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
        const answer = await get(path)
        expect(answer.status, path).toBeGreaterThan(0)
        expect(answer.status, path).toBeLessThan(500)
        expectHere(answer, path)
      }
    }
    await Promise.all([1, 2, 3, 4].map(lane))
  }

  test.skipIf(!redirects)(
    'of open redirects and injected lines lead nowhere',
    async () => {
      const files = globSync(`${redirects}/*.txt`).map((file) => readFileSync(file, 'utf8'))
      const hostile = files.flatMap((file) => file.split('\n').filter(Boolean).map(asPath))
      expect(hostile.length).toBeGreaterThan(300)
      await expectHarmless(
        hostile.flatMap((text, n) => [rooted(text), below(text, n), `/?after=${text}&redirectTo=${text}`]),
      )
    },
    60_000,
  )

  test.skipIf(!urls)(
    'of the standard’s own test data never break the server',
    async () => {
      const cases = JSON.parse(readFileSync(urls ?? '', 'utf8')) as (string | { input: string })[]
      const hostile = cases.flatMap((one) => (typeof one === 'string' ? [] : [asPath(one.input)]))
      expect(hostile.length).toBeGreaterThan(800)
      await expectHarmless(hostile.map((text, n) => (n % 2 ? rooted(text) : below(text, n))))
    },
    60_000,
  )
})

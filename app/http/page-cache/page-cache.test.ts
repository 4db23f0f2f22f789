import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Bus, createBus } from '#app/platform/bus/bus.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog as log } from '#tests/support/quiet-log.ts'
import type { PageCacheOptions } from './page-cache.ts'
import { type Site, startSite } from './site-for-tests.ts'

const { pool, url } = await testDatabase()
let bus: Bus
const sites: Site[] = []

beforeAll(async () => {
  bus = createBus({ url, pool, log })
  await bus.ready()
})
afterEach(async () => {
  await Promise.all(sites.splice(0).map((site) => site.stop()))
})
afterAll(() => bus.close())

async function start(options: Partial<PageCacheOptions> = {}): Promise<Site> {
  const site = await startSite(bus, options)
  sites.push(site)
  return site
}

const allArrived = (site: Site, answers: number) =>
  vi.waitFor(() => expect(site.arrived()).toBeGreaterThanOrEqual(answers))

describe('what is kept', () => {
  test('a page is rendered once and sent from memory from then on, each time with its own request id', async () => {
    const site = await start()
    const [first, second] = [await site.get('/t/12/hello'), await site.get('/t/12/hello')]
    expect(second.text).toBe(first.text)
    expect([first.headers['x-page-cache'], second.headers['x-page-cache']]).toEqual(['miss', 'hit'])
    expect([first.headers['x-request-id'], second.headers['x-request-id']]).toEqual(['1', '2'])
    expect(second.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-frame-options': 'DENY',
      'cache-control': 'private, no-cache',
      vary: 'Accept-Encoding, Accept-Language, Cookie',
    })
    expect(site.rendered).toHaveLength(1)
  })

  test('there is one page for each language, theme and list of known parameters', async () => {
    const site = await start()
    await site.get('/s/general?after=5&sort=top')
    const same = ['/s/general?sort=top&after=5', '/s/general?sort=top&utm_source=mail&after=5']
    for (const path of same) expect((await site.get(path)).headers['x-page-cache']).toBe('hit')
    expect(site.rendered).toEqual([
      { path: '/s/general', search: '?after=5&sort=top', locale: 'en', theme: 'auto' },
    ])
    await site.get('/s/general?after=5&sort=top', { headers: { 'accept-language': 'de' } })
    await site.get('/s/general?after=5&sort=top', { headers: { cookie: 'guildhall_theme=dark' } })
    expect(site.rendered.slice(1)).toMatchObject([
      { locale: 'de', theme: 'auto' },
      { locale: 'en', theme: 'dark' },
    ])
  })

  test('nothing that a client sends besides reaches a page', async () => {
    const site = await start()
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'javascript',
      'x-original-url': '/admin',
      'x-rewrite-url': '/admin',
      'x-http-method-override': 'DELETE',
      cookie: '_ga=evil; theme=evil',
      range: 'bytes=0-10',
      accept: 'application/json',
    }
    const poisoned = await site.get('/t/12/hello', { headers })
    const clean = await site.get('/t/12/hello')
    expect(poisoned.status).toBe(200)
    expect(clean.headers['x-page-cache']).toBe('hit')
    expect(clean.text).toBe(poisoned.text)
    expect(site.rendered).toEqual([{ path: '/t/12/hello', search: '', locale: 'en', theme: 'auto' }])
  })

  test.each([
    ['an unknown parameter', '/t/12/hello?q=x'],
    ['a repeated parameter', '/t/12/hello?after=1&after=2'],
    ['another spelling', '/%74/12/hello'],
    ['a trailing slash', '/t/12/hello/'],
    ['a full address', 'http://evil.example/t/12/hello'],
  ])('%s is answered alone: not from memory, not into it', async (_what, path) => {
    const site = await start()
    await site.get('/t/12/hello')
    for (let i = 0; i < 2; i++) expect((await site.get(path)).headers['x-page-cache']).toBe('bypass')
    expect(site.rendered).toHaveLength(3)
    expect((await site.get('/t/12/hello')).text).toContain('render 1 ')
    expect(site.cache.stats().entries).toBe(1)
  })

  test.each([
    ['a session', { cookie: '__Host-guildhall_session=x' }],
    ['a half-known cookie', { cookie: 'guildhall_theme=dark; guildhall_csrf=x' }],
    ['a token', { authorization: 'Bearer x' }],
  ])('a request with %s gets nothing from memory and leaves nothing there', async (_what, headers) => {
    const site = await start()
    expect((await site.get('/', { headers })).headers['x-page-cache']).toBe('bypass')
    expect(site.cache.stats().entries).toBe(0)
    await site.get('/')
    expect((await site.get('/', { headers })).text).toContain('render 3 ')
  })

  test('other methods get nothing from memory', async () => {
    const site = await start()
    await site.get('/')
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PURGE']) {
      expect((await site.get('/', { method })).headers['x-page-cache']).toBe('bypass')
    }
    expect(site.rendered).toHaveLength(6)
  })

  test('HEAD says what GET says, without the body, whoever came first', async () => {
    const site = await start()
    const head = await site.get('/', { method: 'HEAD' })
    const page = await site.get('/')
    const again = await site.get('/', { method: 'HEAD' })
    expect([head.body.length, again.body.length]).toEqual([0, 0])
    expect(page.headers['x-page-cache']).toBe('hit')
    for (const name of ['etag', 'content-length', 'content-type']) {
      expect(head.headers[name]).toBe(page.headers[name])
      expect(again.headers[name]).toBe(page.headers[name])
    }
    expect(page.body).toHaveLength(Number(head.headers['content-length']))
  })

  test.each([
    ['a page of its own request', { freshFor: 0 }],
    ['a page that sets a cookie', { headers: { 'set-cookie': 'a=b' } }],
    ['a page that must not be stored', { headers: { 'cache-control': 'private, no-store' } }],
    ['a missing page', { status: 404 }],
    ['a redirect', { status: 301, headers: { location: '/t/12/hello' } }],
    ['a failure', { status: 503 }],
    ['a page whose time is over', { expiresAt: new Date('2026-01-01T12:00:00Z') }],
  ])('%s is not kept', async (_what, page) => {
    const site = await start()
    site.page = () => page
    const first = await site.get('/')
    expect(first.status).toBe('status' in page ? page.status : 200)
    await site.get('/')
    expect(site.rendered).toHaveLength(2)
    expect(site.cache.stats().entries).toBe(0)
  })

  test('the bytes are bounded', async () => {
    const site = await start({ maxBytes: 60_000 })
    await Promise.all(Array.from({ length: 100 }, (_, i) => site.get(`/t/${i}/x`)))
    expect(site.cache.stats().bytes).toBeLessThanOrEqual(60_000)
    expect(site.cache.stats().evicted).toBeGreaterThan(50)
  })
})

describe('encodings', () => {
  test('are equal after decoding, and each has its own strong ETag', async () => {
    const site = await start()
    const plain = await site.get('/')
    const etags = [plain.headers.etag]
    for (const encoding of ['gzip', 'br']) {
      const answer = await site.get('/', { headers: { 'accept-encoding': encoding } })
      expect(answer.headers['content-encoding']).toBe(encoding)
      expect(answer.body).toHaveLength(Number(answer.headers['content-length']))
      expect(answer.body.length).toBeLessThan(plain.body.length / 3)
      expect(answer.text).toBe(plain.text)
      etags.push(answer.headers.etag)
    }
    expect(new Set(etags).size).toBe(3)
    for (const etag of etags) expect(etag).toMatch(/^"[\w-]+"$/)
    expect((await site.get('/')).body).toEqual(plain.body)
  })

  test('of a page in demand become smaller, and stay equal', async () => {
    const site = await start()
    const words = Array.from({ length: 2_000 }, (_, i) => ((i * 7_919) % 1_009).toString(36))
    site.page = () => ({ body: Buffer.from(words.join(' ')) })
    const headers = { 'accept-encoding': 'br' }
    const first = await site.get('/', { headers })
    await vi.waitFor(async () => {
      const answer = await site.get('/', { headers })
      expect(answer.text).toBe(first.text)
      expect(answer.body.length).toBeLessThan(first.body.length)
    })
    expect(site.rendered).toHaveLength(1)
  })

  test('a small page and a picture are sent as they are', async () => {
    const site = await start()
    site.page = ({ path }) =>
      path === '/small'
        ? { body: Buffer.from('<p>small</p>') }
        : { body: Buffer.alloc(5_000), headers: { 'content-type': 'image/png' } }
    for (const path of ['/small', '/picture']) {
      const answer = await site.get(path, { headers: { 'accept-encoding': 'br, gzip' } })
      expect(answer.headers['content-encoding']).toBeUndefined()
    }
  })
})

describe('a browser that has the page', () => {
  test('is told that nothing changed, whatever encoding it has', async () => {
    const site = await start()
    const gzip = await site.get('/', { headers: { 'accept-encoding': 'gzip' } })
    const etag = gzip.headers.etag
    for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await site.get('/', { headers: { 'accept-encoding': 'br', 'if-none-match': condition } })
      expect(answer.status).toBe(304)
      expect(answer.body).toHaveLength(0)
      expect(answer.headers).toMatchObject({
        'cache-control': 'private, no-cache',
        'x-request-id': expect.any(String),
      })
      expect(answer.headers.etag).toBeDefined()
    }
    expect(site.cache.stats().notModified).toBe(4)
  })

  test('gets the page when it changed, or when it has another', async () => {
    const site = await start()
    site.page = () => ({ tags: ['home'] })
    const { etag } = (await site.get('/')).headers
    await site.cache.purge(['home'])
    for (const condition of [etag, '"', '""', 'W/', 'nonsense']) {
      expect((await site.get('/', { headers: { 'if-none-match': condition } })).status).toBe(200)
    }
  })
})

describe('the stampede lock', () => {
  test('200 parallel misses cause one render', async () => {
    const site = await start()
    const release = site.hold()
    const answers = Promise.all(Array.from({ length: 200 }, () => site.get('/t/12/hello')))
    await allArrived(site, 200)
    release()
    expect(new Set((await answers).map(({ text }) => text)).size).toBe(1)
    expect(site.rendered).toHaveLength(1)
    expect(site.cache.stats()).toMatchObject({ misses: 200, waited: 199 })
  })

  test('200 parallel requests for a failing page get the failure of one render, and the next one tries again', async () => {
    const site = await start()
    site.page = () => {
      throw new TypeError('the render failed')
    }
    const release = site.hold()
    const answers = Promise.all(Array.from({ length: 200 }, () => site.get('/t/12/hello')))
    release()
    for (const { status, text } of await answers) expect([status, text]).toEqual([500, 'TypeError'])
    site.page = () => ({})
    expect((await site.get('/t/12/hello')).status).toBe(200)
  })

  test('a page that is for its own request alone is given to nobody else', async () => {
    const site = await start()
    site.page = (_request, n) => ({ headers: { 'set-cookie': `csrf=${n}` } })
    const release = site.hold()
    const answers = Promise.all(Array.from({ length: 20 }, () => site.get('/sign-in')))
    await allArrived(site, 20)
    release()
    const cookies = (await answers).map(({ headers }) => headers['set-cookie']?.[0])
    expect(new Set(cookies).size).toBe(20)
  })

  test('a missing page is shared with those who wait', async () => {
    const site = await start()
    site.page = () => ({ status: 404 })
    const release = site.hold()
    const answers = Promise.all(Array.from({ length: 20 }, () => site.get('/t/0/x')))
    await allArrived(site, 20)
    release()
    for (const { status } of await answers) expect(status).toBe(404)
    expect(site.rendered).toHaveLength(1)
  })

  test('clients that go away hold up nobody, not even the first', async () => {
    const site = await start()
    const release = site.hold()
    const gone = Array.from({ length: 3 }, () =>
      site
        .send('/')
        .on('error', () => undefined)
        .end(),
    )
    await vi.waitFor(() => expect(site.arrived()).toBe(3))
    const stays = site.get('/')
    await vi.waitFor(() => expect(site.arrived()).toBe(4))
    for (const request of gone) request.destroy()
    await Promise.all(gone.map((request) => vi.waitFor(() => expect(request.destroyed).toBe(true))))
    release()
    expect((await stays).status).toBe(200)
    expect((await site.get('/')).headers['x-page-cache']).toBe('hit')
    expect(site.rendered).toHaveLength(1)
  })

  test('a render that never ends lets go of everybody, and of the page', async () => {
    const site = await start({ renderTimeoutMs: 50 })
    site.hold()
    const answers = await Promise.all([site.get('/'), site.get('/')])
    for (const { status, text } of answers) expect([status, text]).toEqual([500, 'RenderTimeoutError'])
    site.hold()()
    expect((await site.get('/')).status).toBe(200)
  })

  test.each([
    ['a header with a line break', { headers: { 'x-bad': 'a\r\nb' } }],
    ['a tag with a space', { tags: ['two words'] }],
    ['a body that is encoded already', { headers: { 'content-encoding': 'gzip' } }],
  ])('%s is a fault of the renderer and answered as such', async (_what, page) => {
    const site = await start()
    site.page = () => page
    expect((await site.get('/')).status).toBe(500)
  })
})

describe('purging', () => {
  test('drops the pages with the tag, and no others', async () => {
    const site = await start()
    site.page = ({ path }) => ({ tags: path === '/' ? ['home', 'thread:1'] : ['thread:2'] })
    await Promise.all([site.get('/'), site.get('/t/2/x')])
    await site.cache.purge(['thread:1', 'thread:999'])
    expect((await site.get('/')).headers['x-page-cache']).toBe('miss')
    expect((await site.get('/t/2/x')).headers['x-page-cache']).toBe('hit')
    await site.cache.purge(['site'])
    expect(site.cache.stats()).toMatchObject({ entries: 0, bytes: 0 })
  })

  test('in a transaction takes effect by the commit, and is there when the bus has caught up', async () => {
    const site = await start()
    site.page = () => ({ tags: ['home'] })
    await site.get('/')
    const client = await pool.connect()
    await client.query('begin')
    await site.cache.purge(['home'], client)
    await bus.caughtUp()
    expect((await site.get('/')).headers['x-page-cache']).toBe('hit')
    await client.query('commit')
    client.release()
    await bus.caughtUp()
    expect((await site.get('/')).headers['x-page-cache']).toBe('miss')
  })

  test('while a page is being made: it is not kept, and given to nobody who asked later', async () => {
    const site = await start()
    let state = 'old'
    site.page = () => ({ tags: ['thread:1'], body: Buffer.from(state) })
    const release = site.hold()
    const early = site.get('/t/1/x')
    await vi.waitFor(() => expect(site.rendered).toHaveLength(1))
    state = 'new'
    await site.cache.purge(['thread:1'])
    const late = Promise.all(Array.from({ length: 50 }, () => site.get('/t/1/x')))
    await allArrived(site, 51)
    release()
    expect((await early).text).toBe('old')
    for (const { text } of await late) expect(text).toBe('new')
    expect(site.rendered).toHaveLength(2)
    expect((await site.get('/t/1/x')).text).toBe('new')
  })

  test('of other things while a page is being made costs nothing', async () => {
    const site = await start()
    site.page = () => ({ tags: ['thread:1'] })
    const release = site.hold()
    const early = site.get('/t/1/x')
    await vi.waitFor(() => expect(site.rendered).toHaveLength(1))
    await site.cache.purge(['thread:2'])
    const late = site.get('/t/1/x')
    await allArrived(site, 2)
    release()
    await Promise.all([early, late])
    expect((await site.get('/t/1/x')).headers['x-page-cache']).toBe('hit')
    expect(site.rendered).toHaveLength(1)
  })

  test('everything while a page is being made counts as well', async () => {
    const site = await start()
    const release = site.hold()
    const early = site.get('/')
    await vi.waitFor(() => expect(site.rendered).toHaveLength(1))
    site.cache.clear()
    release()
    await early
    expect((await site.get('/')).headers['x-page-cache']).toBe('miss')
  })

  test('reaches the other processes, in messages that the bus can carry', async () => {
    const other = createBus({ url, pool, log })
    await other.ready()
    const [one, two] = [await start(), await startSite(other)]
    sites.push(two)
    const tags = Array.from({ length: 600 }, (_, i) => `thread:${1_000_000 + i}`)
    for (const site of [one, two]) {
      site.page = ({ path }) => ({ tags: path === '/' ? [tags.at(-1) ?? ''] : ['thread:2'] })
      await Promise.all([site.get('/'), site.get('/t/2/x')])
    }
    await one.cache.purge(tags)
    await other.caughtUp()
    for (const site of [one, two]) {
      expect((await site.get('/')).headers['x-page-cache']).toBe('miss')
      expect((await site.get('/t/2/x')).headers['x-page-cache']).toBe('hit')
    }
    await two.cache.purge(Array.from({ length: 10_000 }, (_, i) => `post:${i}`))
    await bus.caughtUp()
    // Too many to name: the others drop everything.
    expect([one, two].map((site) => site.cache.stats().entries)).toEqual([0, 2])
    await other.close()
  })

  test('a message that makes no sense drops everything', async () => {
    const site = await start()
    for (const message of [null, 'home', ['home'], { tags: 'home' }, { tags: [1] }]) {
      await site.get('/')
      await bus.publish('pages', message)
      await bus.caughtUp()
      expect(site.cache.stats().entries).toBe(0)
    }
  })

  test('after the bus was away nothing old is left', async () => {
    const other = createBus({ url, pool, log })
    await other.ready()
    const site = await startSite(other)
    sites.push(site)
    await site.get('/')
    await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'guildhall-bus' and datname = current_database()`,
    )
    await vi.waitFor(() => expect(site.cache.stats().entries).toBe(0), { timeout: 10_000 })
    await other.close()
    await bus.caughtUp()
  })
})

describe('a page that has aged', () => {
  test('is sent while another one is made, once for all who come', async () => {
    const site = await start()
    await site.get('/')
    site.time.now += 60_000
    const release = site.hold()
    const answers = await Promise.all(Array.from({ length: 50 }, () => site.get('/')))
    for (const { text, headers } of answers) {
      expect(text).toContain('render 1 ')
      expect(headers['x-page-cache']).toBe('stale')
    }
    release()
    await vi.waitFor(async () => expect((await site.get('/')).text).toContain('render 2 '))
    expect(site.rendered).toHaveLength(2)
  })

  test('is sent on when the next one fails, which is tried again after a while', async () => {
    const site = await start()
    await site.get('/')
    site.time.now += 60_000
    site.page = () => {
      throw new Error('the database is away')
    }
    await site.get('/')
    await vi.waitFor(() => expect(site.warnings).toHaveLength(1))
    await vi.waitFor(async () => expect((await site.get('/')).headers['x-page-cache']).toBe('stale'))
    expect(site.rendered).toHaveLength(2)
    site.time.now += 5_000
    site.page = () => ({ status: 503 })
    expect((await site.get('/')).text).toContain('render 1 ')
    await vi.waitFor(() => expect(site.warnings).toHaveLength(2))
    site.time.now += 5_000
    site.page = () => ({})
    await vi.waitFor(async () => expect((await site.get('/')).text).toContain('render 4 '))
  })

  test('is gone when the next one says that it is', async () => {
    const site = await start()
    await site.get('/')
    site.time.now += 60_000
    site.page = () => ({ status: 404 })
    await site.get('/')
    await vi.waitFor(async () => expect((await site.get('/')).status).toBe(404))
  })

  test('is not sent after ten minutes more', async () => {
    const site = await start()
    await site.get('/')
    site.time.now += 60_000 + 10 * 60_000
    expect((await site.get('/')).text).toContain('render 2 ')
  })

  test('is not sent any longer because its refresh failed', async () => {
    const site = await start()
    await site.get('/')
    site.time.now += 60_000 + 10 * 60_000 - 1
    site.page = () => ({ status: 503 })
    expect((await site.get('/')).status).toBe(200)
    await vi.waitFor(() => expect(site.warnings).toHaveLength(1))
    site.time.now += 1
    expect((await site.get('/')).status).toBe(503)
  })

  test('is not sent after the time at which the rules change', async () => {
    const site = await start()
    const change = site.time.now + 10_000
    site.page = () => ({ expiresAt: new Date(change) })
    await site.get('/')
    site.time.now = change - 1
    expect((await site.get('/')).headers['x-page-cache']).toBe('hit')
    site.time.now = change
    site.page = () => ({ status: 404 })
    expect((await site.get('/')).status).toBe(404)
  })
})

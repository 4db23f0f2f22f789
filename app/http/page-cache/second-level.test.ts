import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Bus, createBus } from '#app/platform/bus/bus.ts'
import { openRedis } from '#app/platform/bus/redis-connection.ts'
import { startRedis, withoutRedis } from '#app/platform/bus/redis-for-tests.ts'
import { systemClock } from '#app/platform/clock.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog as log } from '#tests/support/quiet-log.ts'
import { createRedisSecondLevel } from './redis-second-level.ts'
import type { StoredPage } from './second-level.ts'
import { type Site, startSite } from './site-for-tests.ts'
import { decodeStoredPage, encodeStoredPage } from './stored-page.ts'

const { pool, url } = await testDatabase()

const stored = (text: string, tags: string[]): StoredPage => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from(text),
  tags,
  freshFor: 60,
  madeAt: 1,
})

describe.skipIf(withoutRedis)('in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  let n = 0
  let namespace = ''
  const cleanUp: (() => unknown)[] = []

  beforeAll(async () => {
    redis = await startRedis()
  })
  beforeEach(() => {
    namespace = `test${n++}`
  })
  afterEach(async () => {
    for (const clean of cleanUp.splice(0).reverse()) await clean()
  })
  afterAll(() => redis.kill())

  /** One process's second level, connected; patient, so that a busy machine changes nothing. */
  async function openLevel(patienceMs = 5_000) {
    const level = createRedisSecondLevel({ url: redis.url, namespace, patienceMs, clock: systemClock, log })
    cleanUp.push(level.close)
    await vi.waitFor(async () => expect(await level.get('nothing')).not.toBeNull(), { timeout: 5_000 })
    return level
  }

  async function markOf(level: Awaited<ReturnType<typeof openLevel>>): Promise<string> {
    const found = await level.get('nothing')
    if (!found) throw new Error('Redis is away')
    return found.mark
  }

  /** A process: a bus, a cache with a second level, and a server. */
  async function startProcess(name = 'one', patienceMs?: number): Promise<{ bus: Bus; site: Site }> {
    const bus = createBus({ url, pool, log })
    cleanUp.push(bus.close)
    await bus.ready()
    const site = await startSite(bus, { secondLevel: await openLevel(patienceMs) })
    cleanUp.push(site.stop)
    site.page = ({ path }, n) => ({
      tags: ['home'],
      body: Buffer.from(`${name} made ${path} as number ${n}`),
    })
    return { bus, site }
  }

  test('a page comes out as it went in', async () => {
    const [one, two] = [await openLevel(), await openLevel()]
    const page = { ...stored('ünïcode', ['home', 'tag:größe']), expiresAt: new Date('2030-01-01') }
    await one.set('key', page, await markOf(one))
    expect((await two.get('key'))?.page).toEqual(page)
    expect((await two.get('other'))?.page).toBeNull()
  })

  test('a purge by anybody hides the pages with the tag, and no others', async () => {
    const [one, two] = [await openLevel(), await openLevel()]
    const mark = await markOf(one)
    await one.set('1', stored('1', ['home', 'thread:1']), mark)
    await one.set('2', stored('2', ['home', 'thread:2']), mark)
    await two.purgeTags(['thread:1', 'thread:9'])
    expect((await one.get('1'))?.page).toBeNull()
    expect((await one.get('2'))?.page?.body.toString()).toBe('2')
    await two.clear()
    expect((await one.get('2'))?.page).toBeNull()
  })

  test.each(['purgeTags', 'clear'] as const)(
    'a page that was begun before a %s is not given out',
    async (what) => {
      const level = await openLevel()
      const mark = await markOf(level)
      if (what === 'clear') await level.clear()
      else await level.purgeTags(['home'])
      await level.set('key', stored('old', ['home']), mark)
      expect((await level.get('key'))?.page).toBeNull()
      await level.set('key', stored('new', ['home']), await markOf(level))
      expect((await level.get('key'))?.page?.body.toString()).toBe('new')
    },
  )

  async function openRaw() {
    const raw = openRedis({ url: redis.url, name: 'raw', log, commandTimeoutMs: 5_000 })
    cleanUp.push(() => raw.disconnect())
    await once(raw, 'ready')
    return raw
  }

  test('a Redis that forgot something forgets too much, never too little', async () => {
    const level = await openLevel()
    const raw = await openRaw()
    const forget = async (pattern: string) => {
      const keys = await raw.keys(`${namespace}:${pattern}`)
      expect(keys.length).toBeGreaterThan(0)
      await raw.del(keys)
    }
    for (const pattern of ['pages:*:tag:home', 'pages']) {
      await level.set('key', stored('old', ['home']), await markOf(level))
      expect((await level.get('key'))?.page).not.toBeNull()
      await level.purgeTags(['home'])
      await forget(pattern)
      expect((await level.get('key'))?.page).toBeNull()
    }
  })

  test('a purge that Redis did not carry out is made good before anything is read', async () => {
    const [level, raw] = [await openLevel(), await openRaw()]
    await level.set('key', stored('old', ['home']), await markOf(level))
    await raw.acl('SETUSER', 'default', '-eval')
    try {
      await level.purgeTags(['home'])
    } finally {
      await raw.acl('SETUSER', 'default', '+eval')
    }
    expect(await level.get('key')).toMatchObject({ page: null })
  })

  test('a purge that a frozen Redis answers too late holds all the same', async () => {
    const level = await openLevel(300)
    await level.set('key', stored('old', ['home']), await markOf(level))
    redis.freeze()
    try {
      await level.purgeTags(['home'])
      expect(await level.get('key')).toBeNull()
    } finally {
      redis.thaw()
    }
    await vi.waitFor(async () => expect(await level.get('key')).not.toBeNull(), { timeout: 10_000 })
    expect((await level.get('key'))?.page).toBeNull()
  })

  const isShared = (level: Awaited<ReturnType<typeof openLevel>>, path: string, timeout = 5_000) =>
    vi.waitFor(async () => expect((await level.get(`en auto ${path}`))?.page).toBeTruthy(), { timeout })

  test('processes share what one of them rendered, until one of them purges', async () => {
    const [one, two] = [await startProcess('one'), await startProcess('two')]
    await one.site.get('/')
    await isShared(await openLevel(), '/')
    for (const source of ['miss', 'hit']) {
      const answer = await two.site.get('/', { headers: { 'accept-encoding': 'br' } })
      expect([answer.text, answer.headers['x-page-cache']]).toEqual(['one made / as number 1', source])
    }
    expect(two.site.cache.stats().secondLevelHits).toBe(1)

    const client = await pool.connect()
    await client.query('begin')
    await one.site.cache.purge(['home'], client)
    await client.query('commit')
    client.release()
    await two.bus.caughtUp()
    expect((await two.site.get('/')).text).toBe('two made / as number 1')
  })

  test('a process that starts takes nothing from before: purges may have been missed', async () => {
    const one = await startProcess('one')
    await one.site.get('/')
    await isShared(await openLevel(), '/')
    const two = await startProcess('two')
    expect((await two.site.get('/')).text).toBe('two made / as number 1')
  })

  test('an aged page of another process is made anew', async () => {
    const [one, two] = [await startProcess('one'), await startProcess('two')]
    await one.site.get('/')
    await isShared(await openLevel(), '/')
    two.site.time.now += 60_000
    expect((await two.site.get('/')).text).toBe('two made / as number 1')
  })

  test('frozen, it keeps nobody from being served; thawed, it serves nothing that was purged meanwhile', async () => {
    const [one, two] = [await startProcess('one', 300), await startProcess('two', 300)]
    await one.site.get('/')
    await isShared(await openLevel(), '/')
    redis.freeze()
    try {
      await one.site.cache.purge(['home'])
      await two.bus.caughtUp()
      for (let i = 0; i < 10; i++) expect((await one.site.get(`/t/${i}/x`)).status).toBe(200)
    } finally {
      redis.thaw()
    }
    expect((await two.site.get('/')).text).toBe('two made / as number 1')
    expect((await one.site.get('/')).text).toMatch(/^(one made \/ as number 12|two made \/ as number 1)$/)
  })

  test('gone, it keeps nobody from being served, and is used again when it is back', async () => {
    const { site } = await startProcess()
    await redis.kill()
    try {
      for (let i = 0; i < 10; i++) expect((await site.get(`/t/${i}/x`)).status).toBe(200)
      await site.cache.purge(['home'])
      expect((await site.get('/t/1/x')).headers['x-page-cache']).toBe('miss')
    } finally {
      await redis.start()
    }
    const other = await openLevel()
    const becomesShared = async () => {
      const path = `/t/${site.rendered.length}/back`
      await site.get(path)
      await isShared(other, path, 300)
    }
    await vi.waitFor(becomesShared, { timeout: 15_000 })
  })
})

test('bytes that make no sense are no page', async () => {
  const good = await encodeStoredPage(stored('text', []))
  expect(await decodeStoredPage(good)).toEqual(stored('text', []))
  const bad = [
    Buffer.alloc(0),
    Buffer.from('xx'),
    Buffer.alloc(100, 255),
    good.subarray(0, -3),
    good.subarray(1),
  ]
  for (const bytes of bad) expect(await decodeStoredPage(bytes)).toBeNull()
  const redirect = await encodeStoredPage({ ...stored('text', []), status: 302 })
  expect(await decodeStoredPage(redirect)).toBeNull()
})

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Bus, createBus } from '#app/platform/bus/bus.ts'
import { testDatabase } from '#tests/support/database.ts'
import { quietLog as log } from '#tests/support/quiet-log.ts'
import { FOR_ANYBODY } from './page-cache.ts'
import { type Site, startSite } from './site-for-tests.ts'

const { pool, url } = await testDatabase()
let bus: Bus
let site: Site
/** What the file says. */
let says = 'one'

beforeAll(async () => {
  bus = createBus({ url, pool, log })
  await bus.ready()
})
afterEach(() => site.stop())
afterAll(() => bus.close())

const NOON = Date.parse('2026-01-01T12:00:00Z')
const at = (ms: number) => new Date(NOON + ms).toUTCString()

async function start(): Promise<void> {
  says = 'one'
  site = await startSite(bus)
  site.time.now = NOON + 200
  site.page = () => ({
    headers: { 'Content-Type': 'text/plain', 'Cache-Control': FOR_ANYBODY },
    body: Buffer.from(says),
    tags: ['thing'],
  })
}
const get = (headers = {}) => site.get('/feed.rss', { headers })
const timeOf = async () => (await get()).headers['last-modified']

test('proxies may keep it, and it varies by encoding alone', async () => {
  await start()
  expect((await get()).headers).toMatchObject({
    'cache-control': 'public, no-cache',
    vary: 'Accept-Encoding',
  })
})

test('it says since when it is as it is, from the next full second on', async () => {
  await start()
  expect(await timeOf()).toBeUndefined()
  site.time.now = NOON + 999
  expect(await timeOf()).toBeUndefined()
  site.time.now = NOON + 1_000
  expect(await timeOf()).toBe(at(1_000))
})

test('the time stays while the content stays, however often it is made anew', async () => {
  await start()
  await get()
  for (const minute of [2, 4, 6]) {
    site.time.now = NOON + minute * 60_000
    // The aged one is sent while another is made.
    await get()
    await expect.poll(async () => (await get()).headers['x-page-cache']).toBe('hit')
    expect(await timeOf()).toBe(at(1_000))
  }
  expect(site.rendered).toHaveLength(4)
})

test('who knows a time from before a change gets what is new, even within one second', async () => {
  await start()
  await get()
  // The file's own time can't be known yet; a client may remember when it asked.
  says = 'two'
  site.time.now = NOON + 700
  await site.cache.purge(['thing'])
  expect(await get({ 'if-modified-since': at(0) })).toMatchObject({ status: 200, text: 'two' })
  site.time.now = NOON + 5_000
  expect(await get({ 'if-modified-since': at(0) })).toMatchObject({ status: 200, text: 'two' })
  expect((await get({ 'if-modified-since': at(1_000) })).status).toBe(304)
})

test('the time goes on when something is taken away', async () => {
  await start()
  says = 'one two'
  await get()
  site.time.now = NOON + 60 * 60_000
  says = 'one'
  await site.cache.purge(['thing'])
  expect((await get({ 'if-modified-since': at(1_000) })).text).toBe('one')
})

test('a page for people has no such time', async () => {
  await start()
  site.page = () => ({})
  await get()
  site.time.now = NOON + 5_000
  expect(await timeOf()).toBeUndefined()
  expect((await get({ 'if-modified-since': at(60_000) })).status).toBe(200)
})

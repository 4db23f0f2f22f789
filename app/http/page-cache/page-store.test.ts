import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealPage } from './page-content.ts'
import { createPageStore } from './page-store.ts'

const page = (size: number, tags: string[] = []) =>
  sealPage({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: Buffer.from(randomBytes(size).toString('hex')),
    tags,
    freshFor: 60,
  })
const times = { freshUntil: Infinity, deadAt: Infinity }
const limits = { maxBytes: 400_000, maxEntryBytes: 100_000 }

test('never holds more bytes than it may, and drops what was used least recently', async () => {
  const store = createPageStore(limits)
  const favourite = { key: 'favourite', page: await page(5_000), ...times }
  store.put(favourite)
  for (let i = 0; i < 300; i++) {
    store.put({
      key: `page ${i}`,
      page: await page(1_000 + ((i * 7_919) % 15_000), [`thread:${i}`, 'home']),
      ...times,
    })
    expect(store.stats().bytes).toBeLessThanOrEqual(limits.maxBytes)
    const entry = store.peek('favourite')
    expect(entry).toBeDefined()
    if (entry) store.use(entry)
  }
  expect(store.stats().evicted).toBeGreaterThan(200)
  expect(store.peek('page 299')).toBeDefined()
  expect(store.peek('page 0')).toBeUndefined()
})

test('counts every byte off again', async () => {
  const store = createPageStore(limits)
  for (let i = 0; i < 20; i++)
    store.put({ key: `${i % 7}`, page: await page(2_000, [`thread:${i % 3}`, 'home']), ...times })
  expect(store.stats().entries).toBe(7)
  store.removeTagged(['thread:0', 'unknown'])
  expect(store.stats().entries).toBeLessThan(7)
  store.removeTagged(['home'])
  expect(store.stats()).toMatchObject({ entries: 0, bytes: 0 })
})

test('does not take a page that is too large, and keeps none of its former version', async () => {
  const store = createPageStore(limits)
  store.put({ key: 'page', page: await page(100), ...times })
  store.put({ key: 'page', page: await page(200_000), ...times })
  expect(store.peek('page')).toBeUndefined()
  expect(store.stats()).toMatchObject({ entries: 0, bytes: 0 })
})

test('a body that was unzipped later counts', async () => {
  const store = createPageStore(limits)
  store.put({ key: 'page', page: await page(2_000), ...times })
  const entry = store.peek('page')
  if (!entry) throw new Error('not stored')
  const before = store.stats().bytes
  entry.page.variants.identity = { body: Buffer.alloc(4_000), head: [], notModified: [] }
  store.weigh(entry)
  expect(store.stats().bytes).toBe(before + 4_000)
  store.remove(entry)
  store.weigh(entry)
  expect(store.stats().bytes).toBe(0)
})

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createSessions } from '#app/domains/sessions/sessions.server.ts'
import { systemClock } from '#app/platform/clock.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'
import { databaseProxy, type Proxy } from './reliability-proxy.ts'

// Whole processes start here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

/** What is promised: back within five seconds, alone. */
const BACK_WITHIN = 5_000

const db = await testDatabase()
let proxy: Proxy
let server: ServerProcess
let thread: string
let cookie: string

beforeAll(async () => {
  const member = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  const made = await makeThread(db.kysely, { space, posts: [{ authorId: member.id, source: 'Still here' }] })
  thread = `/t/${made.id}/${made.slug}`
  const sessions = createSessions({ db, clock: systemClock, https: false })
  cookie = (await sessions.create(member.accountId)).cookie.split(';', 1)[0] ?? ''
  proxy = await databaseProxy(db.url)
  server = await startServerProcess({ DATABASE_URL: proxy.url, LOG_LEVEL: 'error' })
})

afterAll(async () => {
  await server?.kill()
  await proxy?.close()
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers, redirect: 'manual' })
const read = async (path: string) => (await get(path)).text()
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: BACK_WITHIN, interval: 50 })

test('without the database kept pages are read and all else waits; with it everything is back, alone', async () => {
  expect(await read(thread)).toContain('Still here')
  await proxy.cut()
  await db.kysely.updateTable('post').set({ html: '<p>Changed meanwhile</p>' }).execute()

  const kept = await get(thread)
  expect(kept.status).toBe(200)
  expect(await kept.text()).toContain('Still here')
  await expectUnavailable('/tags')
  await expectUnavailable(`${thread}?page=2`)
  await expectUnavailable('/', { cookie })
  await expectUnavailable(thread, { cookie })
  expect((await get(`${thread}.data`, { cookie })).status).toBe(503)
  expect((await get('/healthz')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(503)

  await proxy.heal()
  await soon(async () => expect((await get('/readyz')).status).toBe(200))
  await soon(async () => expect((await get('/tags')).status).toBe(200))
  await soon(async () => expect((await get('/', { cookie })).status).toBe(200))
  // Messages may have been missed, so nothing that was kept through it is shown any more.
  await soon(async () => expect(await read(thread)).toContain('Changed meanwhile'))
})

async function expectUnavailable(path: string, headers: Record<string, string> = {}): Promise<void> {
  const answer = await get(path, headers)
  const page = await answer.text()
  expect(answer.status, path).toBe(503)
  expect(Number(answer.headers.get('retry-after')), path).toBeGreaterThan(0)
  expect(answer.headers.get('cache-control'), path).toMatch(/no-store|no-cache/)
  expect(page, path).toMatch(/<h1[^>]*>/)
  expect(page, path).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|node_modules/)
}

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { saveRule } from '#app/domains/access/save-rule.server.ts'
import { setSpaceRule } from '#app/domains/access/set-space-rule.server.ts'
import { startRedis, withoutRedis } from '#app/platform/bus/redis-for-tests.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { startBalancer, type Balancer } from '#tests/support/balancer.ts'
import { testSite } from '#tests/support/site.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'

// Whole processes start here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

const SOON = { timeout: 1_000, interval: 10 }
const LOST_WITHIN = { timeout: 2_000, interval: 10 }

const redis = withoutRedis ? null : await startRedis()
const environment = { LOG_LEVEL: 'error', ...(redis ? { REDIS_URL: redis.url } : {}) }

// This process is a third one, which writes; visitors come by way of the balancer to the other two.
const writer = await testSite(environment)
const { db, server } = writer
const processes: ServerProcess[] = []
let balancer: Balancer

const start = (PORT = '0') => startServerProcess({ ...environment, DATABASE_URL: db.url, PORT })

beforeAll(async () => {
  processes.push(...(await Promise.all([start(), start()])))
  balancer = await startBalancer(processes.map(({ url }) => url))
})
afterAll(async () => {
  await balancer?.close()
  await Promise.all(processes.map((one) => one.kill()))
  await redis?.kill()
})

type Answer = { status: number; body: string; by: string | null }

/** Never rejects: who gets no answer gets the status 0. */
async function ask(path: string, cookie?: string): Promise<Answer> {
  try {
    const answer = await fetch(balancer.url + path, { redirect: 'manual', headers: cookie ? { cookie } : {} })
    return { status: answer.status, body: await answer.text(), by: answer.headers.get(balancer.servedBy) }
  } catch (error) {
    return { status: 0, body: String(error), by: null }
  }
}

/** Answers of both processes, two of each at least. */
async function askBoth(path: string, cookie?: string): Promise<Answer[]> {
  const answers: Answer[] = []
  const seen = (url: string) => answers.filter(({ by }) => by === url).length
  while (processes.some(({ url }) => seen(url) < 2)) answers.push(await ask(path, cookie))
  return answers
}

async function makeCommunity() {
  const member = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  const thread = await makeThread(db.kysely, { space, posts: [{ authorId: member.id, source: 'As it was' }] })
  await server.platform.bus.publish('spaces', {})
  const path = `/t/${thread.id}/${thread.slug}`
  await vi.waitFor(async () => {
    for (const { status } of await askBoth(path)) expect(status).toBe(200)
  }, SOON)
  return { member, space, thread, path }
}

/** Visitors who ask one after another, each another address than before, until `enough`; all their answers. */
async function whileAsking(path: string, work: () => Promise<void>): Promise<Answer[]> {
  const answers: Answer[] = []
  let asking = true
  const visitors = Array.from({ length: 6 }, async () => {
    while (asking) answers.push(await ask(`${path}?n=${answers.length}`))
  })
  await vi.waitUntil(() => answers.length > 30, { timeout: 20_000 })
  try {
    await work()
    const before = answers.length
    await vi.waitUntil(() => answers.length > before + 30, { timeout: 20_000 })
  } finally {
    asking = false
    await Promise.all(visitors)
  }
  return answers
}

const failed = (answers: Answer[]) =>
  answers.filter(({ status, body }) => status !== 200 || !body.endsWith('</html>'))

test('both show the same to a visitor, who does not know which one answers', async () => {
  const { path } = await makeCommunity()
  const answers = await askBoth(path)
  expect(new Set(answers.map(({ by }) => by)).size).toBe(2)
  expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
})

test('what is written anywhere is seen through both, and never the old again', async () => {
  const { thread, path } = await makeCommunity()
  for (const { body } of await askBoth(path)) expect(body).toContain('As it was')
  await db.kysely.transaction().execute(async (tx) => {
    await tx.updateTable('post').set({ html: '<p>As it is</p>' }).where('thread_id', '=', thread.id).execute()
    await server.services.pages.purge([`thread:${thread.id}`], tx)
  })
  await vi.waitFor(async () => {
    for (const { body } of await askBoth(path)) expect(body).toContain('As it is')
  }, SOON)
  for (let round = 0; round < 10; round++)
    for (const { body } of await askBoth(path)) expect(body).toContain('As it is')
})

test('a session is one in both, and ended in both with the next request', async () => {
  const { member } = await makeCommunity()
  const cookie = await writer.signIn(member.accountId)
  const signedIn = async () =>
    (await askBoth('/_root.data?_routes=root', cookie)).map(({ body }) => body.includes(`"${member.handle}"`))
  expect(new Set(await signedIn())).toEqual(new Set([true]))
  await server.services.sessions.revokeAll(member.accountId)
  expect(new Set(await signedIn())).toEqual(new Set([false]))
})

test('what is closed is closed in both', async () => {
  const { space, path } = await makeCommunity()
  const command = { ...server.platform, db: db.kysely, actor: { kind: 'system', job: 'test' } } as const
  const ruleId = await saveRule(command, {
    name: 'The inner circle',
    expression: { kind: 'grant', grant: 'group', key: 'inner' },
  })
  await setSpaceRule(command, { spaceId: space.id, ruleId })
  await vi.waitFor(async () => {
    for (const { status } of await askBoth(path)) expect(status).toBe(404)
  }, LOST_WITHIN)
})

test('one that is killed with kill -9 is missed by nobody, and is back when it is started again', async () => {
  const { path } = await makeCommunity()
  const [victim, other] = processes as [ServerProcess, ServerProcess]
  const answers = await whileAsking(path, () => victim.kill())
  expect(failed(answers)).toEqual([])
  expect(new Set(answers.slice(-20).map(({ by }) => by))).toEqual(new Set([other.url]))
  processes[0] = await start(new URL(victim.url).port)
  await vi.waitFor(() => expect(balancer.healthy(victim.url)).toBe(true), { timeout: 5_000 })
  for (const { status } of await askBoth(path)) expect(status).toBe(200)
})

test('all of them are changed one after another without a request that fails', async () => {
  const { path } = await makeCommunity()
  const before = processes.map(({ child }) => child.pid)
  const answers = await whileAsking(path, async () => {
    for (const [at, old] of processes.entries()) {
      old.child.kill('SIGTERM')
      expect(await old.ended).toEqual({ code: 0, signal: null })
      processes[at] = await start(new URL(old.url).port)
      await vi.waitFor(() => expect(balancer.healthy(old.url)).toBe(true), { timeout: 5_000 })
    }
  })
  expect(failed(answers)).toEqual([])
  for (const pid of processes.map(({ child }) => child.pid)) expect(before).not.toContain(pid)
  expect(new Set(answers.map(({ by }) => by)).size).toBe(2)
})

import { Agent, get as httpGet } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { makeTemplate, THREAD, type Home } from './reliability-home.ts'
import type { ServerProcess } from './reliability-process.ts'

// Whole processes start here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

let template: Awaited<ReturnType<typeof makeTemplate>>
let home: Home

beforeAll(async () => {
  template = await makeTemplate()
})
afterAll(() => template?.home.remove())
afterEach(() => home?.remove())

type Outcome = { status: number; body: string } | { broken: string }

/** One request on a connection of the agent's; never rejects. */
function ask(url: string, agent: Agent): Promise<Outcome> {
  return new Promise((done) => {
    const sent = httpGet(url, { agent }, (response) => {
      text(response).then(
        (body) => done({ status: response.statusCode ?? 0, body }),
        (error: Error) => done({ broken: `in the middle of the answer: ${error.message}` }),
      )
    })
    sent.on('error', (error: NodeJS.ErrnoException) => done({ broken: error.code ?? error.message }))
  })
}

/** Not from what is kept: each address is another to the cache. */
const fresh = (server: ServerProcess, n: number) => `${server.url}${THREAD.path}?n=${n}`

const refuses = (server: ServerProcess) =>
  vi.waitUntil(
    async () => {
      const outcome = await ask(`${server.url}/healthz`, new Agent())
      return 'broken' in outcome && outcome.broken === 'ECONNREFUSED'
    },
    { timeout: 5_000, interval: 20 },
  )

async function viewsOf(home: Home): Promise<number> {
  const client = await home.connect()
  const { rows } = await client.query<{ views: number }>('select views from thread where id = 1')
  await client.end()
  return rows[0]?.views ?? 0
}

test('who is being answered when the process is told to stop gets the answer; the database stops last', async () => {
  home = template.copy()
  const server = await home.start()
  const keeper = await home.connect()
  await keeper.query('begin; lock table thread in access exclusive mode')
  const agent = new Agent({ keepAlive: true })
  const answers = Promise.all([1, 2, 3, 4, 5, 6].map((n) => ask(fresh(server, n), agent)))
  // Within its transaction the keeper would see what it saw the first time.
  const watcher = await home.connect()
  const waiting = "select from pg_stat_activity where wait_event_type = 'Lock'"
  await vi.waitUntil(async () => (await watcher.query(waiting)).rows.length >= 6, { timeout: 10_000 })
  await watcher.end()
  server.child.kill('SIGTERM')
  await refuses(server)
  expect(home.postmaster()).not.toBeNull()
  await keeper.query('commit')
  await keeper.end()
  for (const answer of await answers) {
    expect(answer).toMatchObject({ status: 200, body: expect.stringMatching(/Mind the gate.*<\/html>/s) })
  }
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(home.postmaster()).toBeNull()
  await home.start()
  expect(await viewsOf(home), 'the views that were gathered are written').toBe(6)
})

test('under load no request is lost that was taken, and the process ends', async () => {
  home = template.copy()
  const server = await home.start({ LOG_LEVEL: 'debug' })
  let asked = 0
  const outcomes: Outcome[] = []
  const client = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (;;) {
      const outcome = await ask(fresh(server, ++asked), agent)
      outcomes.push(outcome)
      if ('broken' in outcome) return agent.destroy()
    }
  }
  const clients = Promise.all(Array.from({ length: 8 }, client))
  await vi.waitUntil(() => outcomes.length >= 40, { timeout: 20_000 })
  server.child.kill('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  await clients
  const answered = outcomes.flatMap((outcome) => ('broken' in outcome ? [] : [outcome]))
  const taken = server
    .output()
    .split('\n')
    .filter((line) => line.includes('"msg":"request"'))
  expect(answered.filter(({ status }) => status !== 200)).toEqual([])
  expect(answered.length, 'each request that the server took was answered in full').toBe(taken.length)
  for (const outcome of outcomes) {
    if ('broken' in outcome) expect(outcome.broken).toMatch(/^(ECONNREFUSED|ECONNRESET)$/)
  }
})

test('killed, it starts again on what is there: the running database is taken over, nothing but views is lost', async () => {
  home = template.copy()
  const first = await home.start()
  expect(await ask(first.url + THREAD.path, new Agent())).toMatchObject({ status: 200 })
  await first.kill()
  const pid = home.postmaster()
  expect(pid).not.toBeNull()
  const second = await home.start()
  expect(home.postmaster()).toBe(pid)
  expect(await ask(second.url + THREAD.path, new Agent())).toMatchObject({
    status: 200,
    body: expect.stringContaining(THREAD.words),
  })
  expect(await viewsOf(home)).toBeLessThanOrEqual(1)
})

test('after a crash of everything it recovers what was committed', async () => {
  home = template.copy()
  const first = await home.start()
  const client = await home.connect()
  await client.query("update post set html = '<p>Committed just before</p>'")
  process.kill(home.postmaster() ?? 0, 'SIGKILL')
  await first.kill()
  const second = await home.start()
  expect(await ask(second.url + THREAD.path, new Agent())).toMatchObject({
    status: 200,
    body: expect.stringContaining('Committed just before'),
  })
})

test('a database that dies is started again, within five seconds and alone; what is kept is read meanwhile', async () => {
  home = template.copy()
  const server = await home.start()
  const agent = new Agent({ keepAlive: true })
  await ask(server.url + THREAD.path, agent)
  const before = home.postmaster()
  process.kill(before ?? 0, 'SIGKILL')
  const seen = new Set<number>()
  await vi.waitFor(
    async () => {
      const outcome = await ask(fresh(server, seen.size), agent)
      seen.add('broken' in outcome ? 0 : outcome.status)
      expect(outcome).toMatchObject({ status: 200 })
      expect(home.postmaster()).not.toBe(before)
    },
    { timeout: 5_000, interval: 20 },
  )
  expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([])
  expect(server.child.exitCode).toBeNull()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '#tests/e2e/reliability-process.ts'
import { testDatabase } from '#tests/support/database.ts'
import { addresses } from './addresses.ts'
import { ask } from './ask.ts'
import { readBuilt } from './built.ts'
import { crawl, tellLeaks, type Findings } from './crawl.ts'
import { differences } from './existence.ts'
import { loggedTokens } from './logged-tokens.ts'
import type { Persona } from './people.ts'
import { readData } from './read-data.ts'
import { makeWorld, crawled, type World } from './world.ts'

const db = await testDatabase()
let world: World
let server: ServerProcess
let findings: Findings

beforeAll(async () => {
  world = await makeWorld(db)
  server = await startServerProcess({ ...crawled(db.url), LOG_LEVEL: 'debug' })
  findings = await crawl(server.url, world, await readBuilt()).catch((error: unknown) => {
    throw new Error(`The crawl broke off. The server said last:\n${server.output().slice(-4_000)}`, {
      cause: error,
    })
  })
  console.log(`The canary crawl asked ${findings.requests} times.`)
}, 600_000)

afterAll(() => server?.kill())

test('every route of the build is known to the crawl', async () => {
  const ids = (await readBuilt()).routes.map(({ id }) => id)
  const missing = ids.filter((id) => !(id in addresses))
  expect(missing, 'add these to tests/canary/addresses.ts, hidden things among their addresses').toEqual([])
  expect(
    Object.keys(addresses).filter((id) => !ids.includes(id)),
    'these routes are gone',
  ).toEqual([])
})

test('every token stands in the oracle', () => {
  expect(findings.unknown, 'add lines to tests/canary/oracle.ts').toEqual([])
})

test('nobody is shown what they may not see', () => {
  expect(tellLeaks(findings.leaks)).toEqual([])
})

test('everybody is shown what they may see', () => {
  expect(findings.unseen).toEqual([])
})

test('the log tells nothing either, and nothing went wrong unseen', () => {
  expect(loggedTokens(world, server.output())).toEqual([])
  expect(server.output()).not.toMatch(/Nobody caught this|"level":"(?:error|fatal)"/)
})

test('loaders send the keys that were reviewed, and none that sounds like a secret', async () => {
  expect(findings.shapes.secretive()).toEqual([])
  await expect(findings.shapes.lines()).toMatchFileSnapshot('shapes.txt')
})

test.each(['visitor', 'newcomer', 'lapsed', 'suspended'] satisfies Persona[])(
  'to a %s what is hidden is what does not exist',
  async (persona) => expect(await differences(server.url, world, persona)).toEqual([]),
)

test('the numbers of a profile count what the reader may see, and nothing else', async () => {
  const { tokens, people } = world
  const numbers = async (handle: string, persona: Persona) => {
    const headers = { cookie: people.get(persona)?.cookie ?? '' }
    const { body } = await ask(`${server.url}/u/${handle}.data?_routes=routes%2Fmember`, { headers })
    const data = readData(body) as { 'routes/member': { data: { member: Record<string, number> } } }
    const { threads, posts, likes, accepted } = data['routes/member'].data.member
    return { threads, posts, likes, accepted }
  }
  const nothing = { threads: 0, posts: 0, likes: 0, accepted: 0 }
  const replier = tokens.of('insiders thread', 'replier')
  expect(await numbers(replier, 'newcomer')).toEqual(nothing)
  expect(await numbers(replier, 'lapsed')).toEqual(nothing)
  expect(await numbers(replier, 'insider')).toEqual({ threads: 0, posts: 1, likes: 40, accepted: 1 })
  expect(await numbers(tokens.of('held thread', 'replier'), 'admin')).toEqual(nothing)
  expect(await numbers(tokens.of('unlisted thread', 'author'), 'newcomer')).toEqual(nothing)
})

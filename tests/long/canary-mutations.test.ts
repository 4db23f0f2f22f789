import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readBuilt } from '#tests/canary/built.ts'
import { crawl, tellLeaks } from '#tests/canary/crawl.ts'
import { makeWorld, crawled, type World } from '#tests/canary/world.ts'
import { startServerProcess } from '#tests/e2e/reliability-process.ts'
import { testDatabase } from '#tests/support/database.ts'
import { guards } from './guards.ts'
import { copySource } from './source-copy.ts'

const db = await testDatabase()
const copy = copySource()
const table: string[] = []
let world: World

beforeAll(async () => {
  world = await makeWorld(db)
})

afterAll(() => {
  copy.remove()
  console.log(['What the crawl says when a guard is gone:', ...table].join('\n'))
})

/** Crawls the copy as it is now. Posts with links are baked by the copy's own code. */
async function crawlCopy(untilLeak: boolean): Promise<string[]> {
  copy.build()
  const linking = world.links.map(({ id }) => id)
  await db.kysely.updateTable('post').set({ pipeline_version: 0 }).where('thread_id', 'in', linking).execute()
  const server = await startServerProcess(crawled(db.url), { root: copy.root })
  try {
    await vi.waitUntil(allBaked, { timeout: 30_000 })
    return tellLeaks((await crawl(server.url, world, await readBuilt(), { untilLeak })).leaks)
  } finally {
    await server.kill()
  }
}

async function allBaked(): Promise<boolean> {
  const stale = await db.kysely.selectFrom('post').select('id').where('pipeline_version', '=', 0).execute()
  return stale.length === 0
}

test('with every guard in its place the crawl is green', async () => {
  expect(await crawlCopy(false)).toEqual([])
  table.push('green  nothing is gone')
})

test.each(guards)('without this the crawl is red: $guard', async ({ guard, file, what, becomes }) => {
  const restore = copy.change(file, what, becomes)
  try {
    const leaks = await crawlCopy(true)
    table.push(`${leaks.length > 0 ? 'red   ' : 'GREEN '} ${guard}: ${leaks[0] ?? 'nothing noticed'}`)
    expect(leaks).not.toEqual([])
  } finally {
    restore()
  }
})

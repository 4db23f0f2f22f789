import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { grantAccess } from '#app/domains/access/grant-access.server.ts'
import { revokeAccess } from '#app/domains/access/revoke-access.server.ts'
import { saveRule } from '#app/domains/access/save-rule.server.ts'
import { scheduleRebake } from '#app/domains/posts/rebake-posts.server.ts'
import { setSpaceRule } from '#app/domains/access/set-space-rule.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testSite } from '#tests/support/site.ts'
import { startServerProcess, type ServerProcess } from './reliability-process.ts'

// Whole processes start here; what is promised to be quick has a deadline of its own below.
vi.setConfig({ testTimeout: 60_000 })

/** What is promised: everybody else sees a change within a second, and lost access is lost within two. */
const SOON = { timeout: 1_000, interval: 10 }
const LOST_WITHIN = { timeout: 2_000, interval: 10 }

// This process is the one that writes; the other only hears of it.
const here = await testSite()
const { db, server } = here
let there: ServerProcess

const command = { ...server.platform, db: db.kysely, actor: { kind: 'system', job: 'test' } } as const

beforeAll(async () => {
  there = await startServerProcess({ DATABASE_URL: db.url, LOG_LEVEL: 'error' })
})
afterAll(() => there?.kill())

const fromThere = (path: string, cookie?: string) =>
  fetch(there.url + path, { redirect: 'manual', headers: cookie ? { cookie } : {} })

async function makeCommunity() {
  const member = await makeMember(db.kysely)
  const space = await makeSpace(db.kysely)
  const thread = await makeThread(db.kysely, { space, posts: [{ authorId: member.id, source: 'As it was' }] })
  await server.platform.bus.publish('spaces', {})
  await server.platform.bus.caughtUp()
  const path = `/t/${thread.id}/${thread.slug}`
  await vi.waitFor(async () => expect((await fromThere(`/s/${space.slug}`)).status).toBe(200), SOON)
  return { member, space, thread, path }
}

test('whoever writes sees it at once, and every other process a moment later', async () => {
  const { thread, path } = await makeCommunity()
  for (const page of [await here.get(path), await fromThere(path)])
    expect(await page.text()).toContain('As it was')
  expect((await fromThere(path)).headers.get('x-page-cache')).toBe('hit')
  await db.kysely.transaction().execute(async (tx) => {
    await tx.updateTable('post').set({ html: '<p>As it is</p>' }).where('thread_id', '=', thread.id).execute()
    await server.services.pages.purge([`thread:${thread.id}`], tx)
  })
  await server.platform.bus.caughtUp()
  expect(await (await here.get(path)).text()).toContain('As it is')
  await vi.waitFor(async () => expect(await (await fromThere(path)).text()).toContain('As it is'), SOON)
})

test('a space that is closed is closed in every process, for visitors and members', async () => {
  const { space, path } = await makeCommunity()
  const reader = await makeMember(db.kysely)
  const cookie = await here.signIn(reader.accountId)
  const ruleId = await saveRule(command, {
    name: 'The inner circle',
    expression: { kind: 'grant', grant: 'group', key: 'inner' },
  })
  expect((await fromThere(path)).status).toBe(200)
  expect((await fromThere(path, cookie)).status).toBe(200)
  await setSpaceRule(command, { spaceId: space.id, ruleId })
  expect((await here.get(path)).status).toBe(404)
  expect((await here.get(path, { as: cookie })).status).toBe(404)
  await vi.waitFor(async () => {
    expect((await fromThere(path)).status).toBe(404)
    expect((await fromThere(path, cookie)).status).toBe(404)
    expect(await (await fromThere('/spaces')).text()).not.toContain(space.name)
  }, LOST_WITHIN)

  const grant = { memberId: reader.id, kind: 'group', key: 'inner' }
  await grantAccess(command, grant)
  await vi.waitFor(async () => expect((await fromThere(path, cookie)).status).toBe(200), LOST_WITHIN)
  await revokeAccess(command, grant)
  expect((await here.get(path, { as: cookie })).status).toBe(404)
  await vi.waitFor(async () => expect((await fromThere(path, cookie)).status).toBe(404), LOST_WITHIN)
})

test('who signs out everywhere is out everywhere with the next request', async () => {
  const { member } = await makeCommunity()
  const cookie = await here.signIn(member.accountId)
  expect(await (await fromThere('/_root.data?_routes=root', cookie)).text()).toContain(`"${member.handle}"`)
  await server.services.sessions.revokeAll(member.accountId)
  expect(await (await fromThere('/_root.data?_routes=root', cookie)).text()).not.toContain(
    `"${member.handle}"`,
  )
})

test('a space that is closed takes its titles out of the posts that point to it', async () => {
  const { space, thread, member } = await makeCommunity()
  const open = await makeSpace(db.kysely)
  const pointing = await makeThread(db.kysely, {
    space: open,
    posts: [{ authorId: member.id, source: `Look at /t/${thread.id}` }],
  })
  const path = `/t/${pointing.id}/${pointing.slug}`
  await db.kysely
    .updateTable('post')
    .set({ pipeline_version: 0 })
    .where('thread_id', '=', pointing.id)
    .execute()
  await scheduleRebake(db.kysely)
  await expect.poll(async () => (await here.get(path)).text(), { timeout: 5_000 }).toContain(thread.title)
  const ruleId = await saveRule(command, {
    name: 'Nobody yet',
    expression: { kind: 'role', atLeast: 'admin' },
  })
  await setSpaceRule(command, { spaceId: space.id, ruleId })
  await vi.waitFor(async () => {
    expect(await (await here.get(path)).text()).not.toContain(thread.title)
    expect(await (await fromThere(path)).text()).not.toContain(thread.title)
  }, LOST_WITHIN)
})

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let author: { id: number; accountId: number }
let space: { id: number; rule_id: number; slug: string }
let other: typeof space
let quiet: typeof space
let staffRule: number

beforeAll(async () => {
  author = await makeMember(kysely, { handle: 'author' })
  space = await makeSpace(kysely, { slug: 'gear' })
  quiet = await makeSpace(kysely, { slug: 'quiet' })
  other = await makeSpace(kysely, { slug: 'trips' })
  const rule = await kysely
    .insertInto('access_rule')
    .values({ name: 'Staff', expression: JSON.stringify({ kind: 'role', atLeast: 'moderator' }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  staffRule = rule.id
})

/** Somebody who joined before anything was written. */
async function reader(): Promise<{ id: number; guest: Guest }> {
  const member = await makeMember(kysely)
  await sql`update member set joined_at = now() - interval '1 year' where id = ${member.id}`.execute(kysely)
  return { id: member.id, guest: await memberGuest(site, member) }
}

const thread = (posts: number, more: Partial<Parameters<typeof makeThread>[1]> = {}) =>
  makeThread(kysely, {
    space,
    posts: Array.from({ length: posts }, (_, n) => ({ authorId: author.id, source: `Post ${n + 1}` })),
    ...more,
  })
const hrefOf = ({ id, slug }: { id: number; slug: string }) => `/t/${id}/${slug}`
const readingOf = (memberId: number, threadId: number) =>
  kysely
    .selectFrom('thread_reading')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('thread_id', '=', threadId)
    .executeTakeFirst()
const textOf = async (guest: Guest, path: string) => (await guest.get(path)).text()

test('how far one read is kept, never goes back, and never lies beyond the thread', async () => {
  const { id, guest } = await reader()
  const one = await thread(25)
  const read = (number: string) =>
    guest.post('/reading/read', { thread: String(one.id), number, by: 'script', seconds: '3' })
  expect((await read('7')).status).toBe(204)
  expect((await read('3')).status).toBe(204)
  expect(await readingOf(id, one.id)).toMatchObject({ number: 7, level: null })
  const led = await guest.get(`${hrefOf(one)}/unread`)
  expect([led.status, led.headers.get('location')]).toEqual([302, `${hrefOf(one)}#p8`])
  const page = await textOf(guest, hrefOf(one))
  expect(page).toContain('New since you were here')
  expect(page.indexOf('New since you were here')).toBeLessThan(page.indexOf('id="p8"'))
  await read('21')
  expect((await guest.get(`${hrefOf(one)}/unread`)).headers.get('location')).toBe(`${hrefOf(one)}?page=2#p22`)
  await read('9999')
  expect(await readingOf(id, one.id)).toMatchObject({ number: 25 })
  // The button of the page, without script, leads on.
  const pressed = await guest.post('/reading/read', { thread: String(one.id), number: '20' })
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, `/t/${one.id}/-/unread`])
})

test('looking at pages marks nothing: only a report does', async () => {
  const { id, guest } = await reader()
  const one = await thread(3)
  for (const path of [hrefOf(one), `${hrefOf(one)}/unread`, '/reading/read']) await guest.get(path)
  expect(await readingOf(id, one.id)).toBeUndefined()
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await guest.post('/reading/read', { thread: String(one.id), number: '3' }, foreign)).status).toBe(
    403,
  )
  expect((await guestOf(site).post('/reading/read', { thread: String(one.id), number: '3' })).status).toBe(
    403,
  )
  expect(await readingOf(id, one.id)).toBeUndefined()
})

test('a thread that is not for the reader answers like one that never was, and keeps nothing', async () => {
  const { id, guest } = await reader()
  const secret = await thread(2, { columns: { rule_id: staffRule, own_rule: true } })
  const hidden = await thread(2, { columns: { state: 'hidden' } })
  for (const one of [secret, hidden, { id: 999_999, slug: 'never' }]) {
    expect(
      (await guest.post('/reading/read', { thread: String(one.id), number: '1', by: 'script' })).status,
    ).toBe(204)
    expect((await guest.get(`${hrefOf(one)}/unread`)).status).toBe(404)
    const watch = { of: 'thread', id: String(one.id), level: 'watching' }
    expect((await guest.post('/reading/watch', watch)).status).toBe(404)
    expect(await readingOf(id, one.id)).toBeUndefined()
  }
})

test('R: fifty reports at once leave one row with the highest number, and count every post once', async () => {
  const { id, guest } = await reader()
  const one = await thread(18)
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      guest.post('/reading/read', { thread: String(one.id), number: String((n % 18) + 1), by: 'script' }),
    ),
  )
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([204]))
  expect(await readingOf(id, one.id)).toMatchObject({ number: 18 })
  const days = await kysely.selectFrom('member_day').selectAll().where('member_id', '=', id).execute()
  expect(days).toMatchObject([{ posts: 18, threads: 1 }])
})

test('unread lists what one tracks, new what one never opened; each with its number', async () => {
  const { guest } = await reader()
  const [tracked, plain, unopened] = [await thread(4), await thread(4), await thread(1)]
  for (const one of [tracked, plain])
    await guest.post('/reading/read', { thread: String(one.id), number: '2', by: 'script' })
  await guest.post('/reading/watch', { of: 'thread', id: String(tracked.id), level: 'tracking' })
  const unread = await textOf(guest, '/?sort=unread')
  expect(unread).toContain(`href="${hrefOf(tracked)}#p3"`)
  expect(unread).toMatch(/2 new/)
  expect(unread).not.toContain(`${hrefOf(plain)}#`)
  const unseen = await textOf(guest, '/?sort=unseen')
  expect(unseen).toContain(`href="${hrefOf(unopened)}"`)
  expect(unseen).not.toContain(hrefOf(plain))
  expect(unread).toMatch(/Unread<span class="n">1</)
  // The list of the space has the same.
  expect(await textOf(guest, '/s/gear?sort=unread')).toContain(`${hrefOf(tracked)}#p3`)
  expect(await textOf(guest, '/s/trips?sort=unread')).not.toContain(hrefOf(tracked))
  expect((await site.get('/?sort=unread')).status).toBe(403)
})

test('a space or a tag that one tracks is tracked in all its threads; the thread itself has the last word', async () => {
  const { guest } = await reader()
  const one = await thread(3, { space: other, tags: ['boots'] })
  await guest.post('/reading/read', { thread: String(one.id), number: '1', by: 'script' })
  const listed = async () => (await textOf(guest, '/?sort=unread')).includes(`${hrefOf(one)}#p2`)
  const choose = (of: string, id: number, level: string) =>
    guest.post('/reading/watch', { of, id: String(id), level, to: '/' })
  expect(await listed()).toBe(false)
  expect((await choose('space', other.id, 'tracking')).headers.get('location')).toBe('/')
  expect(await listed()).toBe(true)
  expect(await textOf(guest, '/s/trips')).toContain('<option value="tracking" selected="">')
  await choose('space', other.id, '')
  expect(await listed()).toBe(false)
  const tag = await kysely
    .selectFrom('tag')
    .select('id')
    .where('slug', '=', 'boots')
    .executeTakeFirstOrThrow()
  await choose('tag', tag.id, 'watching')
  expect(await listed()).toBe(true)
  expect(await textOf(guest, '/tags/boots')).toContain('<option value="watching" selected="">')
  await choose('thread', one.id, 'normal')
  expect(await listed()).toBe(false)
  await choose('thread', one.id, '')
  expect(await listed()).toBe(true)
})

test('what is muted is in no list of the community, but in its own', async () => {
  const { guest } = await reader()
  const [inSpace, tagged, alone] = [
    await thread(1, { space: quiet }),
    await thread(1, { tags: ['gossip'] }),
    await thread(1),
  ]
  const all = [inSpace, tagged, alone]
  const shown = async (path: string) => {
    const page = await textOf(guest, path)
    return all.map((one) => page.includes(`"${hrefOf(one)}"`))
  }
  for (const path of ['/', '/?sort=new', '/?sort=unseen'])
    expect(await shown(path), path).toEqual([true, true, true])
  const tag = await kysely
    .selectFrom('tag')
    .select('id')
    .where('slug', '=', 'gossip')
    .executeTakeFirstOrThrow()
  for (const [of, id] of [
    ['space', quiet.id],
    ['tag', tag.id],
    ['thread', alone.id],
  ] as const)
    await guest.post('/reading/watch', { of, id: String(id), level: 'muted' })
  for (const path of ['/', '/?sort=new', '/?sort=unseen'])
    expect(await shown(path), path).toEqual([false, false, false])
  expect(await shown('/s/quiet')).toEqual([true, false, false])
  expect(await shown('/tags/gossip')).toEqual([false, true, false])
})

test('everything is marked as read, or a space of it, and what comes later is new again', async () => {
  const { guest } = await reader()
  const here = await thread(3)
  const there = await thread(3, { space: other })
  for (const one of [here, there]) {
    await guest.post('/reading/read', { thread: String(one.id), number: '1', by: 'script' })
    await guest.post('/reading/watch', { of: 'thread', id: String(one.id), level: 'tracking' })
  }
  const unread = async () => {
    const page = await textOf(guest, '/?sort=unread')
    return [here, there].map((one) => page.includes(hrefOf(one)))
  }
  expect(await unread()).toEqual([true, true])
  await guest.post('/reading/all', { space: 'trips' })
  expect(await unread()).toEqual([true, false])
  expect((await guest.post('/reading/all', { to: '/?sort=unseen' })).headers.get('location')).toBe(
    '/?sort=unseen',
  )
  expect(await unread()).toEqual([false, false])
  expect(await textOf(guest, '/?sort=unseen')).not.toContain('href="/t/')
  const later = await thread(1)
  expect(await textOf(guest, '/?sort=unseen')).toContain(hrefOf(later))
})

test('who replies tracks the thread and has read it so far; who begins one watches it', async () => {
  const { id, guest } = await reader()
  const one = await thread(2)
  await guest.post(hrefOf(one), { body: 'I say so, too.' })
  expect(await readingOf(id, one.id)).toMatchObject({ number: 3, level: 'tracking' })
  await guest.post('/new', {
    space: 'gear',
    title: 'A thread of my own',
    body: 'With words in it.',
    tags: '',
  })
  const mine = await kysely
    .selectFrom('thread')
    .select('id')
    .where('author_id', '=', id)
    .executeTakeFirstOrThrow()
  expect(await readingOf(id, mine.id)).toMatchObject({ number: 1, level: 'watching' })
})

test('a thread that was read for five minutes is tracked, as far as so much time has passed', async () => {
  const { id, guest } = await reader()
  const one = await thread(2)
  const read = (seconds: string) =>
    guest.post('/reading/read', { thread: String(one.id), number: '2', seconds, by: 'script' })
  await read('200')
  // A second has not passed: what is claimed beyond is not believed.
  await read('200')
  expect(await readingOf(id, one.id)).toMatchObject({ level: null })
  await sql`update thread_reading set read_at = read_at - interval '5 minutes' where member_id = ${id}`.execute(
    kysely,
  )
  await read('200')
  expect(await readingOf(id, one.id)).toMatchObject({ level: 'tracking' })
})

test('nobody sees what another one read', async () => {
  const one = await thread(3)
  const onlooker = await reader()
  const pages = async () =>
    Promise.all(
      [hrefOf(one), '/', '/s/gear?sort=unseen'].map(async (path) =>
        // The id of a form is another one each time.
        (await textOf(onlooker.guest, path)).replaceAll(/value="[0-9a-f-]{36}"/g, ''),
      ),
    )
  const before = await pages()
  const { guest } = await reader()
  await guest.post('/reading/read', { thread: String(one.id), number: '3', seconds: '60', by: 'script' })
  await guest.post('/reading/watch', { of: 'thread', id: String(one.id), level: 'watching' })
  expect(await pages()).toEqual(before)
})

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { weighTrust } from '#app/domains/trust/weigh-trust.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const { bus, clock } = site.server.services
let space: { id: number; rule_id: number; slug: string }
let author: { id: number }

beforeAll(async () => {
  author = await makeMember(kysely)
  const rule = await kysely
    .insertInto('access_rule')
    .values({ name: 'Known', expression: JSON.stringify({ kind: 'trust', atLeast: 1 }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  space = await makeSpace(kysely)
  await makeSpace(kysely, { slug: 'back-room', rule_id: rule.id })
})

const weigh = () => weighTrust({ db: kysely, bus, clock })
const levelOf = async (id: number) =>
  (await kysely.selectFrom('member').select('trust_level').where('id', '=', id).executeTakeFirstOrThrow())
    .trust_level
const changesOf = (id: number) =>
  kysely
    .selectFrom('trust_change')
    .select(['before', 'after', 'by_id', 'reason'])
    .where('member_id', '=', id)
    .orderBy('id')
    .execute()
/** As if somebody had read so much, so many days ago. */
const haveRead = (id: number, read: { seconds: number; posts: number; threads: number }, daysAgo = 0) =>
  sql`insert into member_day (member_id, day, seconds, posts, threads)
    values (${id}, current_date - ${daysAgo}::int, ${read.seconds}, ${read.posts}, ${read.threads})`.execute(
    kysely,
  )

test('who reads comes to be trusted, and what that opens is open at once', async () => {
  const member = await makeMember(kysely)
  const guest = await memberGuest(site, member)
  expect((await guest.get('/s/back-room')).status).toBe(404)
  const threads = await Promise.all(
    Array.from({ length: 5 }, () =>
      makeThread(kysely, {
        space,
        posts: Array.from({ length: 6 }, (_, n) => ({ authorId: author.id, source: `${n}` })),
      }),
    ),
  )
  for (const { id } of threads)
    await guest.post('/reading/read', { thread: String(id), number: '6', seconds: '200', by: 'script' })
  await weigh()
  await bus.caughtUp()
  expect(await levelOf(member.id)).toBe(1)
  expect((await guest.get('/s/back-room')).status).toBe(200)
  // Once more changes nothing.
  await weigh()
  expect(await changesOf(member.id)).toEqual([{ before: 0, after: 1, by_id: null, reason: '' }])
  const page = await (await guest.get(`/u/${member.handle}/trust`)).text()
  expect(page).toContain('Level 1: knows the place')
  expect(page).toContain('30 of 100')
})

test('who was not here since yesterday is not weighed, and a third level that is not earned any more is lost', async () => {
  const away = await makeMember(kysely)
  await haveRead(away.id, { seconds: 6_000, posts: 500, threads: 50 }, 5)
  const regular = await makeMember(kysely, { trust_level: 3 })
  const recent = await makeMember(kysely, { trust_level: 3 })
  await kysely.insertInto('trust_change').values({ member_id: recent.id, before: 2, after: 3 }).execute()
  await weigh()
  expect([await levelOf(away.id), await levelOf(regular.id), await levelOf(recent.id)]).toEqual([0, 2, 3])
  expect(await changesOf(regular.id)).toEqual([{ before: 3, after: 2, by_id: null, reason: '' }])
})

test('thresholds are settings; what can’t be read counts as the standard', async () => {
  const member = await makeMember(kysely)
  await haveRead(member.id, { seconds: 0, posts: 2, threads: 1 })
  const set = (value: unknown) =>
    sql`insert into setting (key, value) values ('trust.thresholds', ${JSON.stringify(value)}::jsonb)
      on conflict (key) do update set value = excluded.value`.execute(kysely)
  await set({ first: 'nonsense' })
  await weigh()
  expect(await levelOf(member.id)).toBe(0)
  await set({ first: { posts: 2 } })
  await weigh()
  expect(await levelOf(member.id)).toBe(1)
  await sql`delete from setting where key = 'trust.thresholds'`.execute(kysely)
})

test('a manager gives a level that stays, with a reason that is kept; nobody else does', async () => {
  const member = await makeMember(kysely)
  await haveRead(member.id, { seconds: 6_000, posts: 60, threads: 10 })
  const manager = await makeMember(kysely, { role: 'manager' })
  const boss = await memberGuest(site, manager)
  const path = `/admin/members/${member.id}`
  const give = async (who: typeof boss, level: string, why: string) =>
    (await who.post(path, { do: 'trust', level, reason: why })).status
  expect(await give(boss, '0', '')).toBe(422)
  expect(await give(boss, '5', 'too high')).toBe(422)
  expect(await give(boss, '0', 'Spammed the gallery')).toBe(303)
  await weigh()
  expect(await levelOf(member.id)).toBe(0)
  expect(await give(boss, '4', 'Runs the hut')).toBe(303)
  await weigh()
  expect(await levelOf(member.id)).toBe(4)
  // Let go: the fourth is never earned, so it goes.
  expect(await give(boss, '', 'Moved away')).toBe(303)
  expect(await levelOf(member.id)).toBe(3)
  expect(await changesOf(member.id)).toEqual([
    { before: 0, after: 0, by_id: manager.id, reason: 'Spammed the gallery' },
    { before: 0, after: 4, by_id: manager.id, reason: 'Runs the hut' },
    { before: 4, after: 3, by_id: manager.id, reason: 'Moved away' },
  ])
  for (const role of ['member', 'moderator'] as const) {
    const other = await memberGuest(site, await makeMember(kysely, { role }))
    expect(await give(other, '4', 'Please'), role).toBe(role === 'member' ? 404 : 422)
    expect((await other.get(`/u/${member.handle}/trust`)).status, role).toBe(404)
  }
})

test('who is new writes few links and speaks to few; who is known more', async () => {
  const fresh = await makeMember(kysely)
  const known = await makeMember(kysely, { trust_level: 1 })
  for (const handle of ['one', 'two', 'three']) await makeMember(kysely, { handle })
  const thread = await makeThread(kysely, { space, posts: [{ authorId: author.id, source: 'Here.' }] })
  const path = `/t/${thread.id}/${thread.slug}`
  const links = (n: number) =>
    Array.from({ length: n }, (_, i) => `[a ${i}](https://example.org/${i})`).join(' and ')
  const say = async (who: typeof fresh, body: string) =>
    (await (await memberGuest(site, who)).post(path, { body })).status
  expect(await say(fresh, links(2))).toBe(303)
  expect(await say(fresh, links(3))).toBe(422)
  expect(await say(fresh, 'Hello @one and @two')).toBe(303)
  expect(await say(fresh, 'Hello @one, @two and @three')).toBe(422)
  expect(await say(known, `${links(3)} for @one, @two and @three`)).toBe(303)
})

import { beforeAll, expect, test } from 'vitest'
import { keptNumbers } from '#app/domains/counters/testing/kept-numbers.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { saveSiteSettings } from '#app/domains/settings/save-settings.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let author: { id: number; accountId: number }
let space: { id: number; rule_id: number }

beforeAll(async () => {
  author = await makeMember(kysely, { handle: 'ann', display_name: 'Ann' })
  space = await makeSpace(kysely)
})

async function talk(likes = 0) {
  const posts = [
    { authorId: author.id, source: 'It begins.' },
    { authorId: author.id, source: 'It goes on.', likes },
  ]
  const thread = await makeThread(kysely, { space, posts })
  const post = thread.postIds.get(2) ?? 0
  return { ...thread, post, path: `/t/${thread.id}/${thread.slug}`, reactions: `/p/${post}/reactions` }
}
const somebody = async (overrides: Parameters<typeof makeMember>[1] = {}) => {
  const member = await makeMember(kysely, { trust_level: 2, ...overrides })
  return { ...member, guest: await memberGuest(site, member) }
}
const rowsOf = (postId: number) =>
  kysely.selectFrom('reaction').select(['member_id', 'emoji']).where('post_id', '=', postId).execute()
const postOf = (id: number) =>
  kysely
    .selectFrom('post')
    .select(['like_count', 'imported_likes', 'reaction_counts'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** That every kept number is what a recount finds. */
async function expectCounted() {
  const before = await keptNumbers(kysely)
  await kysely.transaction().execute(recount)
  expect(before).toEqual(await keptNumbers(kysely))
}

test('R1: who reacts fifty times at once reacts once, and every number is what a recount finds', async () => {
  const { post, path, reactions } = await talk()
  const { id, guest } = await somebody()
  const sent = await Promise.all(Array.from({ length: 50 }, () => guest.post(reactions, { reaction: '🎉' })))
  expect(new Set(sent.map((one) => `${one.status} ${one.headers.get('location')}`))).toEqual(
    new Set([`303 ${path}#p2`]),
  )
  expect(await rowsOf(post)).toEqual([{ member_id: id, emoji: '🎉' }])
  expect(await postOf(post)).toMatchObject({ like_count: 1, reaction_counts: { '🎉': 1 } })
  await expectCounted()
})

test('R1: fifty people who react at once are all counted, whatever they choose and change', async () => {
  const { post, reactions } = await talk(3)
  const set = ['👍', '❤️', '🎉', '😮', '🤔']
  const people = await Promise.all(Array.from({ length: 10 }, () => somebody()))
  await Promise.all(
    people.flatMap(({ guest }, n) =>
      [...set.slice(n % 5), ...set.slice(0, n % 5)].map((reaction) => guest.post(reactions, { reaction })),
    ),
  )
  const rows = await rowsOf(post)
  expect(rows).toHaveLength(10)
  const counts: Record<string, number> = {}
  for (const { emoji } of rows) counts[emoji] = (counts[emoji] ?? 0) + 1
  expect(await postOf(post)).toEqual({ like_count: 13, imported_likes: 3, reaction_counts: counts })
  await expectCounted()
})

test('R8: what is deleted or archived while people react takes no reaction after it, and counts what it took', async () => {
  for (const end of ['delete', 'archive'] as const) {
    const { id, post, reactions } = await talk()
    const owner = await memberGuest(site, author)
    const people = await Promise.all(Array.from({ length: 50 }, () => somebody()))
    const stop = () =>
      end === 'delete'
        ? owner.post(`/p/${post}/delete`, {})
        : kysely.updateTable('thread').set({ archived_at: new Date() }).where('id', '=', id).execute()
    const [sent] = await Promise.all([
      Promise.all(people.map(({ guest }) => guest.post(reactions, { reaction: '👍' }))),
      stop(),
    ])
    const taken = sent.filter((one) => one.status === 303).length
    expect(sent.filter((one) => ![303, 403, 404].includes(one.status))).toEqual([])
    expect(await rowsOf(post)).toHaveLength(taken)
    const late = await somebody()
    expect([403, 404]).toContain((await late.guest.post(reactions, { reaction: '👍' })).status)
    expect((await postOf(post)).like_count).toBe(taken)
    await expectCounted()
  }
})

test('a tap gives, another one changes or takes back; visitors see it at once', async () => {
  const { path, reactions } = await talk(4)
  const { guest, handle } = await somebody()
  const visitor = guestOf(site)
  const shown = async () => (await visitor.get(path)).text()
  expect(await shown()).toContain('❤️ 4 people')
  await guest.post(reactions, { reaction: '❤️' })
  expect(await shown()).toContain('❤️ 5 people')
  const mine = await (await guest.get(path)).text()
  expect(mine).toContain('value="none" data-emoji="❤️" aria-pressed="true"')
  expect(mine).toContain('5 people, including you')
  const who = await (await visitor.get(reactions)).text()
  expect(who).toContain(`href="/u/${handle}"`)
  expect(who).toContain('4 likes came along')
  await guest.post(reactions, { reaction: '🤔' })
  expect(await shown()).toContain('❤️ 4 people')
  expect(await shown()).toContain('🤔 1 person')
  await guest.post(reactions, { reaction: 'none' })
  expect(await shown()).not.toContain('🤔')
  expect(await (await visitor.get(reactions)).text()).not.toContain(`href="/u/${handle}"`)
  await expectCounted()
})

test('nobody reacts to their own post, while suspended, unseen, without being in, or with what is not offered', async () => {
  const { post, path, reactions } = await talk()
  const own = await memberGuest(site, author)
  expect((await own.post(reactions, { reaction: '👍' })).status).toBe(403)
  expect(await (await own.get(path)).text()).not.toContain('data-reacts')
  const away = await somebody()
  await kysely
    .updateTable('member')
    .set({ suspended_until: new Date(Date.now() + 60_000) })
    .where('id', '=', away.id)
    .execute()
  expect((await away.guest.post(reactions, { reaction: '👍' })).status).toBe(403)
  expect((await guestOf(site).post(reactions, { reaction: '👍' })).status).toBe(403)
  const { guest } = await somebody()
  for (const reaction of ['💩', '', 'like'])
    expect((await guest.post(reactions, { reaction })).status).toBe(400)
  await kysely.updateTable('post').set({ state: 'hidden' }).where('id', '=', post).execute()
  expect((await guest.post(reactions, { reaction: '👍' })).status).toBe(404)
  expect((await guest.get(reactions)).status).toBe(404)
  expect((await guest.post('/p/999999/reactions', { reaction: '👍' })).status).toBe(404)
  expect(await rowsOf(post)).toEqual([])
})

test('a day has room for so many reactions, for who is new for fewer; taking back is free', async () => {
  const strict = await testSite({ ...(await atOwnAddress()), LIMITS_FACTOR: '1' })
  const db = strict.db.kysely
  const { id: authorId } = await makeMember(db)
  const posts = [{ authorId, source: 'It begins.' }]
  const thread = await makeThread(db, { space: await makeSpace(db), posts })
  const path = `/p/${thread.postIds.get(1)}/reactions`
  const guest = await memberGuest(strict, await makeMember(db))
  const answers: number[] = []
  for (let n = 0; n < 31; n += 1)
    answers.push((await guest.post(path, { reaction: n % 2 ? '👍' : '❤️' })).status)
  expect(answers).toEqual([...Array.from({ length: 30 }, () => 303), 429])
  expect((await guest.post(path, { reaction: 'none' })).status).toBe(303)
})

test('the brand chooses its own set; what was given before stays, and can be taken back', async () => {
  const { post, path, reactions } = await talk()
  const { guest } = await somebody()
  await guest.post(reactions, { reaction: '😮' })
  const { bus } = site.server.services
  await saveSiteSettings(kysely, bus, { 'site.reactions': '🔥 🧡' })
  const page = await (await guest.get(path)).text()
  expect(page).toContain('React with 🔥')
  expect(page).not.toContain('React with 👍')
  expect(page).toContain('value="none" data-emoji="😮"')
  const other = await somebody()
  expect((await other.guest.post(reactions, { reaction: '😮' })).status).toBe(400)
  expect((await guest.post(reactions, { reaction: 'none' })).status).toBe(303)
  expect(await rowsOf(post)).toEqual([])
  await expect(saveSiteSettings(kysely, bus, { 'site.reactions': 'like' })).rejects.toThrow('emoji')
})

import { beforeAll, expect, test } from 'vitest'
import { keptNumbers } from '#app/domains/counters/testing/kept-numbers.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let asker: { id: number; accountId: number }
let helper: typeof asker
let space: { id: number; rule_id: number; slug: string }
let asking: Guest
let staff: Guest

beforeAll(async () => {
  asker = await makeMember(kysely, { handle: 'ann', display_name: 'Ann' })
  helper = await makeMember(kysely, { handle: 'ben', display_name: 'Ben' })
  space = await makeSpace(kysely, { kind: 'questions' })
  asking = await memberGuest(site, asker)
  staff = await memberGuest(site, await makeMember(kysely, { role: 'moderator' }))
})

async function question(place: { id: number; rule_id: number } = space) {
  const by = [asker, helper, helper, asker]
  const posts = by.map(({ id: authorId }, n) => ({ authorId, source: `Words ${n + 1}.` }))
  const thread = await makeThread(kysely, { space: place, posts })
  const post = (number: number) => thread.postIds.get(number) ?? 0
  return { id: thread.id, path: `/t/${thread.id}/${thread.slug}`, post }
}
const accept = (guest: Guest, postId: number, yes = true) =>
  guest.post(`/p/${postId}/accept`, { accept: yes ? 'yes' : 'no' })
const acceptedOf = async (id: number) =>
  (
    await kysely
      .selectFrom('thread')
      .select('accepted_post_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).accepted_post_id
const shown = async (path: string) => (await guestOf(site).get(path)).text()

async function expectCounted() {
  const before = await keptNumbers(kysely)
  await kysely.transaction().execute(recount)
  expect(before).toEqual(await keptNumbers(kysely))
}

test('who asked accepts, changes their mind and takes it back; everybody sees it at once', async () => {
  const { id, path, post } = await question()
  expect(await shown(path)).not.toContain('Accepted answer')
  expect(await (await asking.get(path)).text()).toContain('This answered it')
  expect((await accept(asking, post(2))).headers.get('location')).toBe(`${path}#p2`)
  expect(await shown(path)).toContain('id="p2" tabindex="-1"')
  expect(await shown(path)).toContain('Accepted answer')
  expect(await shown(path)).toContain('"acceptedAnswer"')
  await accept(asking, post(3))
  expect(await acceptedOf(id)).toBe(post(3))
  await expectCounted()
  await accept(asking, post(4))
  expect(await shown(path)).toContain('found by who asked')
  await accept(asking, post(4), false)
  expect(await acceptedOf(id)).toBeNull()
  expect(await shown(path)).not.toContain('Accepted answer')
  await expectCounted()
})

test('others don’t accept; staff do, and it is written down; nothing is accepted where nothing is asked', async () => {
  const { id, post } = await question()
  const helping = await memberGuest(site, helper)
  expect((await accept(helping, post(2))).status).toBe(403)
  expect((await accept(guestOf(site), post(2))).status).toBe(403)
  expect((await accept(asking, post(1))).status).toBe(403)
  expect((await accept(asking, 999_999)).status).toBe(404)
  expect((await asking.post(`/p/${post(2)}/accept`, { accept: 'maybe' })).status).toBe(400)
  const talk = await question(await makeSpace(kysely))
  expect((await accept(asking, talk.post(2))).status).toBe(403)
  expect(await acceptedOf(id)).toBeNull()
  expect((await accept(staff, post(2))).status).toBe(303)
  const written = await kysely
    .selectFrom('audit_entry')
    .select('act')
    .where('act', 'like', 'posts.%accept')
    .execute()
  expect(written).toEqual([{ act: 'posts.accept' }])
})

test('R8: accepting one, accepting another and deleting at once leave one answer that stands, or none', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { id, path, post } = await question()
    const sent = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        n % 5 === 4
          ? staff.post(`/p/${post(2)}/delete`, { reason: 'Off topic' })
          : accept(n % 2 ? asking : staff, post(n % 5 < 2 ? 2 : 3)),
      ),
    )
    expect(sent.filter((one) => ![303, 403, 404].includes(one.status))).toEqual([])
    expect([null, post(3)]).toContain(await acceptedOf(id))
    await expectCounted()
    // What was deleted does not come back accepted.
    await staff.post(`/p/${post(2)}/restore`, {})
    expect(await acceptedOf(id)).not.toBe(post(2))
    expect((await guestOf(site).get(path)).status).toBe(200)
    await expectCounted()
  }
})

import { beforeAll, expect, test } from 'vitest'
import { showClosed } from '#app/domains/polls/close-poll.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let ann: { id: number; accountId: number }
let bea: { id: number; accountId: number }
let admin: { id: number; accountId: number }

beforeAll(async () => {
  ann = await makeMember(kysely, { handle: 'ann', trust_level: 3 })
  bea = await makeMember(kysely, { handle: 'bea', display_name: 'Beatrix', trust_level: 3 })
  admin = await makeMember(kysely, { handle: 'boss', role: 'admin' })
  await makeSpace(kysely, { slug: 'gear' })
})

const guest = (who: { accountId: number }) => memberGuest(site, who)
const asks = {
  pollQuestion: 'What do you carry?',
  pollOptions: 'Glue\n Tape \n\nNeedle',
  pollKind: 'single',
  pollResults: 'always',
}

/** A thread of Ann's that asks something. */
async function askedThread(poll: Record<string, string> = {}) {
  const who = await guest(ann)
  const sent = await who.post('/new', {
    space: 'gear',
    title: `What do you carry, number ${crypto.randomUUID()}?`,
    body: 'Tell me.',
    tags: '',
    submission: crypto.randomUUID(),
    ...asks,
    ...poll,
  })
  expect(sent.status, await sent.clone().text()).toBe(303)
  const path = new URL(sent.headers.get('location')!, site.server.url).pathname
  const id = Number(path.split('/')[2])
  const post = await kysely
    .selectFrom('post')
    .select('id')
    .where('thread_id', '=', id)
    .executeTakeFirstOrThrow()
  return { id, path, postId: post.id, vote: `/p/${post.id}/vote` }
}
const votesOf = (postId: number) =>
  kysely.selectFrom('poll_vote').select(['member_id', 'choices']).where('post_id', '=', postId).execute()
/** What comes of a page, in words and as data. */
const told = async (who: { get(path: string): Promise<Response> }, path: string) =>
  (await (await who.get(path)).text()) + (await (await who.get(`${path}.data`)).text())
const close = async (postId: number) => {
  await kysely
    .updateTable('poll')
    .set({ closes_at: new Date(0) })
    .where('post_id', '=', postId)
    .execute()
  await showClosed(site.server.services, postId)
}

test('a post asks something; members answer, and what it comes to stands on the visitors’ page', async () => {
  const { path, postId, vote } = await askedThread()
  const before = await (await site.get(path)).text()
  expect(before).toContain('What do you carry?')
  expect(before).toContain('0 people')
  expect(before).not.toContain(`action="${vote}"`)
  const who = await guest(bea)
  expect(await (await who.get(path)).text()).toContain(`action="${vote}"`)
  const sent = await who.post(vote, { choice: '1' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}#p1`])
  expect(await votesOf(postId)).toEqual([{ member_id: bea.id, choices: [1] }])
  const after = await (await site.get(path)).text()
  expect(after).toContain('1 person, each once')
  expect(after).not.toContain('Beatrix')
  expect(await (await who.get(path)).text()).toContain('your vote')
  await who.post(vote, { choice: '2' })
  expect(await votesOf(postId)).toEqual([{ member_id: bea.id, choices: [2] }])
})

test('a poll that is wrong comes back as it was typed, and nothing is posted', async () => {
  const who = await guest(ann)
  const submission = crypto.randomUUID()
  const form = {
    space: 'gear',
    title: 'A poll of one choice',
    body: 'Tell me.',
    tags: '',
    submission,
    ...asks,
  }
  const wrong = [{ pollOptions: 'Glue' }, { pollQuestion: '' }, { pollOptions: 'Glue\nglue' }]
  const bounds = { pollKind: 'multiple', pollLeast: '3', pollMost: '2' }
  for (const poll of [
    ...wrong,
    bounds,
    { pollOptions: Array.from({ length: 21 }, (_, n) => n).join('\n') },
  ]) {
    const sent = await who.post('/new', { ...form, ...poll })
    const page = await sent.text()
    expect([poll, sent.status]).toEqual([poll, 422])
    expect(page).toContain('name="pollOptions"')
    expect(page).toMatch(/href="#poll/)
  }
  expect(await kysely.selectFrom('thread').select('id').where('title', '=', form.title).execute()).toEqual([])
})

test('50 votes of one member at once are one vote; 50 of as many are 50', async () => {
  const { path, postId, vote } = await askedThread({ pollFixed: 'on' })
  const who = await guest(bea)
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) => who.post(vote, { choice: String(n % 3) })),
  )
  expect(await votesOf(postId)).toHaveLength(1)
  // The first one counts; who says the same again is told so, who says something else is refused.
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([303, 403]))
  const voters = await Promise.all(Array.from({ length: 50 }, () => makeMember(kysely)))
  const guests = await Promise.all(voters.map(guest))
  await Promise.all(guests.map((one, n) => one.post(vote, { choice: String(n % 2) })))
  expect(await votesOf(postId)).toHaveLength(51)
  expect(await (await site.get(path)).text()).toContain('51 people, each once')
})

test('results stay on the server until the reader voted', async () => {
  const { path, vote } = await askedThread({ pollResults: 'after_vote', pollPublic: 'on' })
  await (await guest(bea)).post(vote, { choice: '1' })
  const asker = await guest(ann)
  for (const seen of [await told(asker, path), await told(site, path)]) {
    expect(seen).toContain('Needle')
    expect(seen).not.toMatch(/Beatrix|each once|"votes"/)
  }
  await asker.post(vote, { choice: '0' })
  expect(await told(asker, path)).toMatch(/2 people[^]*Beatrix|Beatrix[^]*2 people/)
  expect(await told(site, path)).not.toMatch(/Beatrix|each once/)
})

test('results stay on the server until the poll closes; then visitors see them, and nobody votes', async () => {
  const { path, postId, vote } = await askedThread({ pollResults: 'after_close', pollDays: '7' })
  const who = await guest(bea)
  await who.post(vote, { choice: '1' })
  for (const seen of [await told(who, path), await told(site, path)])
    expect(seen).not.toMatch(/each once|"votes"/)
  await close(postId)
  expect(await (await site.get(path)).text()).toContain('1 person, each once')
  expect((await (await guest(ann)).post(vote, { choice: '1' })).status).toBe(403)
  expect(await votesOf(postId)).toHaveLength(1)
})

test('several within their bounds, and an order counted by instant run-off', async () => {
  const several = await askedThread({ pollKind: 'multiple', pollLeast: '2', pollMost: '2' })
  const who = await guest(bea)
  for (const [fields, status] of [
    [{ 'choice-0': 'on' }, 400],
    [{ 'choice-0': 'on', 'choice-1': 'on', 'choice-2': 'on' }, 400],
    [{ 'choice-0': 'on', 'choice-7': 'on' }, 400],
    [{ 'choice-0': 'on', 'choice-2': 'on' }, 303],
  ] as const)
    expect((await who.post(several.vote, fields)).status).toBe(status)
  expect(await votesOf(several.postId)).toEqual([{ member_id: bea.id, choices: [0, 2] }])

  const order = await askedThread({ pollKind: 'ranked' })
  expect((await who.post(order.vote, { 'rank-0': '1', 'rank-1': '1' })).status).toBe(400)
  await who.post(order.vote, { 'rank-0': '2', 'rank-1': '', 'rank-2': '1' })
  await (await guest(ann)).post(order.vote, { 'rank-0': '1' })
  await (await guest(admin)).post(order.vote, { 'rank-0': '', 'rank-1': '1', 'rank-2': '2' })
  // All three have one first choice: the last in the list goes out, and whoever liked it best has a second choice.
  const page = (await (await site.get(order.path)).text()).replace(/[\u2066-\u2069]/g, '')
  expect(page).toMatch(/Glue: 1, Tape: 1, Needle: 1[^]*“Needle” goes out[^]*Glue: 2, Tape: 1[^]*“Glue” wins/)
})

test('what one may not know of takes no vote and shows no poll: hidden, deleted and unknown alike', async () => {
  const { id, path, postId, vote } = await askedThread()
  const who = await guest(bea)
  const rule = await kysely
    .insertInto('access_rule')
    .values({
      name: 'Staff',
      expression: JSON.stringify({ kind: 'role', atLeast: 'moderator' }),
      teaser: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const hidden = await makeThread(kysely, {
    space: await makeSpace(kysely, { rule_id: rule.id }),
    posts: [{ authorId: ann.id, source: 'Hush' }],
  })
  const hush = await kysely
    .selectFrom('post')
    .select('id')
    .where('thread_id', '=', hidden.id)
    .executeTakeFirstOrThrow()
  await kysely
    .insertInto('poll')
    .values({ post_id: hush.id, question: 'Who?', options: ['A', 'B'], kind: 'single', results: 'always' })
    .execute()
  const mod = await guest(admin)
  expect((await mod.post(`/p/${postId}/delete`, { reason: '' })).status).toBe(303)
  for (const address of [vote, `/p/${hush.id}/vote`, '/p/999999/vote']) {
    expect((await who.post(address, { choice: '0' })).status).toBe(404)
  }
  expect(await told(site, path)).not.toContain('Needle')
  expect(
    await kysely.selectFrom('poll_vote').selectAll().where('post_id', 'in', [postId, hush.id]).execute(),
  ).toEqual([])
  expect((await site.get(`/t/${id}`)).status).toBe(404)
})

test('R8: votes and the deletion of their post come one after the other: no vote is kept after it', async () => {
  const { postId, vote } = await askedThread()
  const voters = await Promise.all(Array.from({ length: 50 }, () => makeMember(kysely)))
  const guests = await Promise.all(voters.map(guest))
  const mod = await guest(admin)
  const [, ...sent] = await Promise.all([
    mod.post(`/p/${postId}/delete`, { reason: '' }),
    ...guests.map((one) => one.post(vote, { choice: '0' })),
  ])
  const taken = sent.filter(({ status }) => status === 303)
  expect(sent.filter(({ status }) => status === 404)).toHaveLength(50 - taken.length)
  expect(await votesOf(postId)).toHaveLength(taken.length)
})

test('in a closed thread members vote no more', async () => {
  const { id, vote } = await askedThread()
  await kysely.updateTable('thread').set({ closed_at: new Date() }).where('id', '=', id).execute()
  expect((await (await guest(bea)).post(vote, { choice: '0' })).status).toBe(403)
})

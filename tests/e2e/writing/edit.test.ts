import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { keptNumbers } from '#app/domains/counters/testing/kept-numbers.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import type { Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { fieldsOfForm } from '#tests/support/typed.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let annId: number
let ann: Guest
let bea: Guest
let moderator: Guest
let space: { id: number; rule_id: number; slug: string }

beforeAll(async () => {
  const member = await makeMember(kysely, { handle: 'ann' })
  annId = member.id
  ann = await memberGuest(site, member)
  bea = await memberGuest(site, await makeMember(kysely, { handle: 'bea' }))
  moderator = await memberGuest(site, await makeMember(kysely, { handle: 'warden', role: 'moderator' }))
  space = await makeSpace(kysely, { slug: 'gear' })
})

const HOUR_AGO = () => new Date(Date.now() - 3_600_000)
const newThread = (title: string, replies = 1, at = HOUR_AGO()) =>
  makeThread(kysely, {
    space,
    title,
    posts: Array.from({ length: replies + 1 }, (_, n) => ({ authorId: annId, source: `Words ${n + 1}`, at })),
    tags: ['glue'],
  })
const pathOf = (thread: { id: number; slug: string }) => `/t/${thread.id}/${thread.slug}`
const formOf = async (who: Guest, id: number) =>
  fieldsOfForm(await (await who.get(`/p/${id}/edit`)).text(), /\/edit$/)
const versions = (id: number) =>
  kysely.selectFrom('post_revision').selectAll().where('post_id', '=', id).orderBy('number').execute()
const read = async (path: string) => (await site.get(path)).text()
async function expectNumbersToHold() {
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute((tx) => recount(tx))
  expect(kept).toEqual(await keptNumbers(kysely))
}

test('within minutes a post is changed without a mark; later everybody sees what it said before', async () => {
  const thread = await newThread('Fresh words here', 1, new Date())
  const id = thread.postIds.get(2) ?? 0
  const sent = await ann.post(`/p/${id}/edit`, { ...(await formOf(ann, id)), body: 'Words 2, mended' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${pathOf(thread)}#p2`])
  expect(await versions(id)).toEqual([])
  expect(await read(pathOf(thread))).toContain('Words 2, mended')
  expect(await read(pathOf(thread))).not.toContain('/history')
  await sql`update post set created_at = now() - interval '1 hour' where id = ${id}`.execute(kysely)
  await ann.post(`/p/${id}/edit`, {
    ...(await formOf(ann, id)),
    body: 'Words 2, bettered',
    reason: 'better so',
  })
  expect((await versions(id)).map(({ number, source, reason }) => [number, source, reason])).toEqual([
    [1, 'Words 2, mended', ''],
    [2, 'Words 2, bettered', 'better so'],
  ])
  // A second look within the same minutes is the same version; another editor's is another.
  await ann.post(`/p/${id}/edit`, { ...(await formOf(ann, id)), body: 'Words 2, best' })
  await moderator.post(`/p/${id}/edit`, { ...(await formOf(moderator, id)), body: 'Words 2, best of all' })
  expect((await versions(id)).map(({ source }) => source)).toEqual([
    'Words 2, mended',
    'Words 2, best',
    'Words 2, best of all',
  ])
  expect(await read(pathOf(thread))).toContain(`/p/${id}/history`)
  const history = await read(`/p/${id}/history`)
  expect(history).toContain('better so')
  expect(history).toMatch(/<del><span class="vh">.*?<\/span>mended<\/del>/)
  expect(history).toMatch(/<ins><span class="vh">.*?<\/span> of all<\/ins>/)
})

test('who was overtaken sees both texts, loses none, and may save over it knowingly', async () => {
  const id = (await newThread('Two at once here')).postIds.get(2) ?? 0
  const mine = await formOf(ann, id)
  await moderator.post(`/p/${id}/edit`, { ...(await formOf(moderator, id)), body: 'The moderator was first' })
  const late = await ann.post(`/p/${id}/edit`, { ...mine, body: 'Ann was late' })
  const html = await late.text()
  expect(late.status).toBe(409)
  for (const words of ['The moderator was first', 'Ann was late', 'while you were writing'])
    expect(html).toContain(words)
  const again = fieldsOfForm(html, /\/edit$/)
  expect(again['body']).toBe('Ann was late')
  expect((await ann.post(`/p/${id}/edit`, { ...again, theirs: '' })).status).toBe(303)
  // The same form once more is no second version, and no conflict with itself.
  expect((await ann.post(`/p/${id}/edit`, again)).status).toBe(303)
  expect((await versions(id)).map(({ source }) => source)).toEqual([
    'Words 2',
    'The moderator was first',
    'Ann was late',
  ])
})

test('R: fifty who change one version at once: one does, the others are told', async () => {
  const id = (await newThread('Fifty at once here')).postIds.get(2) ?? 0
  const fields = await formOf(moderator, id)
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      moderator.post(`/p/${id}/edit`, { ...fields, body: `Version of ${n}` }),
    ),
  )
  expect(sent.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(sent.filter(({ status }) => status === 409)).toHaveLength(49)
  expect(await versions(id)).toHaveLength(2)
})

test('a title changes with its first post: the address follows, the old one leads there, lists and excerpts too', async () => {
  const thread = await newThread('A title with a mistkae')
  const id = thread.postIds.get(1) ?? 0
  const other = await newThread('Another one that points')
  const naming = other.postIds.get(2) ?? 0
  const origin = site.server.services.env.PUBLIC_URL
  const pointing = { ...(await formOf(ann, naming)), body: `${origin}${pathOf(thread)}` }
  await ann.post(`/p/${naming}/edit`, pointing)
  expect(await read(pathOf(other))).toContain('A title with a mistkae')
  const fields = { ...(await formOf(ann, id)), title: 'A title without mistakes', body: 'New first words.' }
  const sent = await ann.post(`/p/${id}/edit`, fields)
  expect(sent.headers.get('location')).toBe(`/t/${thread.id}/a-title-without-mistakes#p1`)
  expect((await site.get(pathOf(thread))).headers.get('location')).toBe(
    `/t/${thread.id}/a-title-without-mistakes`,
  )
  expect(await read('/s/gear')).toContain('New first words.')
  await expect.poll(() => read(pathOf(other)), { timeout: 10_000 }).toContain('A title without mistakes')
  expect(await read(`/p/${id}/history`)).toContain('mistkae')
})

test('others may neither edit nor delete; what they may not see is not there', async () => {
  const thread = await newThread('Not for everybody')
  const id = thread.postIds.get(2) ?? 0
  expect((await bea.get(`/p/${id}/edit`)).status).toBe(403)
  expect((await bea.post(`/p/${id}/edit`, { body: 'Mine now', base: '' })).status).toBe(403)
  expect((await bea.post(`/p/${id}/delete`, {})).status).toBe(403)
  expect((await site.get(`/p/${id}/edit`)).status).toBe(403)
  await sql`update thread set state = 'hidden' where id = ${thread.id}`.execute(kysely)
  for (const [path, fields] of [
    ['edit', { body: 'Mine now', base: '' }],
    ['delete', {}],
    ['restore', {}],
  ] as const)
    expect((await bea.post(`/p/${id}/${path}`, fields)).status, path).toBe(404)
  for (const page of ['edit', 'delete', 'history'])
    expect((await bea.get(`/p/${id}/${page}`)).status).toBe(404)
  const source = await kysely.selectFrom('post').select('source').where('id', '=', id).executeTakeFirst()
  expect(source).toEqual({ source: 'Words 2' })
})

test('an author takes a reply back and brings it back; numbers, lists and search follow', async () => {
  const thread = await newThread('Something to take back', 2)
  const id = thread.postIds.get(3) ?? 0
  await ann.post(`/p/${id}/edit`, { ...(await formOf(ann, id)), body: 'A regrettable sentence.' })
  expect(await read('/search?q=regrettable')).toContain(pathOf(thread))
  expect(await (await ann.get(`/p/${id}/delete`)).text()).toContain('Delete this post?')
  const gone = await ann.post(`/p/${id}/delete`, {})
  expect([gone.status, gone.headers.get('location')]).toEqual([303, `${pathOf(thread)}#p3`])
  await expectNumbersToHold()
  for (const path of [
    pathOf(thread),
    '/s/gear',
    '/u/ann',
    '/search?q=regrettable',
    `/t/${thread.id}/feed.rss`,
  ])
    expect(await read(path), path).not.toContain('A regrettable')
  expect((await site.get(`/p/${id}`)).status).toBe(404)
  expect((await site.get(`/p/${id}/history`)).status).toBe(404)
  expect(await (await bea.get(pathOf(thread))).text()).not.toContain('/restore')
  expect((await bea.post(`/p/${id}/restore`, {})).status).toBe(404)
  expect(await (await ann.get(pathOf(thread))).text()).toContain(`/p/${id}/restore`)
  expect((await ann.post(`/p/${id}/restore`, {})).status).toBe(303)
  await expectNumbersToHold()
  expect(await read(pathOf(thread))).toContain('A regrettable')
  // What a moderator took away, only a moderator brings back.
  await moderator.post(`/p/${id}/delete`, { reason: 'off topic' })
  expect((await ann.post(`/p/${id}/restore`, {})).status).toBe(404)
  expect(await (await moderator.get(pathOf(thread))).text()).toContain(`/p/${id}/restore`)
  await moderator.post(`/p/${id}/restore`, {})
  await expectNumbersToHold()
})

test('a thread goes with its first post only while nobody has answered', async () => {
  const answered = await newThread('Answered already here', 1)
  const opening = answered.postIds.get(1) ?? 0
  const refused = await ann.post(`/p/${opening}/delete`, {})
  expect(refused.status).toBe(403)
  // A moderator takes the words of the first post; the talk stays, and lists show its next words.
  await moderator.post(`/p/${opening}/delete`, { reason: 'private data' })
  await expectNumbersToHold()
  expect((await site.get(pathOf(answered))).status).toBe(200)
  expect(await read('/s/gear')).not.toContain('private data')
  const alone = await newThread('Nobody answered this', 0)
  const id = alone.postIds.get(1) ?? 0
  expect(await (await ann.get(`/p/${id}/delete`)).text()).toContain('whole conversation')
  expect((await ann.post(`/p/${id}/delete`, {})).headers.get('location')).toBe('/')
  await expectNumbersToHold()
  for (const who of [ann, bea]) expect((await who.get(pathOf(alone))).status).toBe(404)
  for (const path of ['/', '/s/gear', '/search?q=nobody'])
    expect(await read(path)).not.toContain('Nobody answered')
  expect((await moderator.post(`/p/${id}/restore`, {})).status).toBe(303)
  await expectNumbersToHold()
  expect(await read('/s/gear')).toContain('Nobody answered this')
})

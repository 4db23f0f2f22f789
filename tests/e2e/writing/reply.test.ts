import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { keptNumbers } from '#app/domains/counters/testing/kept-numbers.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { fieldsOfForm } from '#tests/support/typed.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let ann: { id: number; accountId: number }
let bea: { id: number; accountId: number }
let space: { id: number; rule_id: number; slug: string }
let closedRule: number

beforeAll(async () => {
  ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann' })
  bea = await makeMember(kysely, { handle: 'bea' })
  space = await makeSpace(kysely, { slug: 'gear' })
  const rule = await kysely
    .insertInto('access_rule')
    .values({
      name: 'Staff',
      expression: JSON.stringify({ kind: 'role', atLeast: 'moderator' }),
      teaser: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  closedRule = rule.id
})

const guest = (who: { accountId: number }) => memberGuest(site, who)
const newThread = (columns: Parameters<typeof makeThread>[1]['columns'] = {}, title = 'Which glue holds?') =>
  makeThread(kysely, {
    space,
    title,
    posts: [
      { authorId: ann.id, source: 'Mine came *off* again.' },
      { authorId: ann.id, source: 'Twice. ||Not a secret||' },
    ],
    tags: ['glue'],
    columns,
  })
const hrefOf = (thread: { id: number; slug: string }) => `/t/${thread.id}/${thread.slug}`
const postsOf = (threadId: number) =>
  kysely.selectFrom('post').selectAll().where('thread_id', '=', threadId).orderBy('number').execute()
const formOf = async (who: Guest, path: string) => fieldsOfForm(await (await who.get(path)).text(), /^\/t\//)

test('a member replies: it stands on the page at once, for everybody, and in every number', async () => {
  const thread = await newThread()
  const path = hrefOf(thread)
  // Visitors' pages are kept; both must go.
  await Promise.all([
    site.get(path),
    site.get('/'),
    site.get('/s/gear'),
    site.get('/u/bea'),
    site.get('/tags/glue'),
  ])
  const who = await guest(bea)
  const fields = await formOf(who, `${path}?reply=2`)
  expect(fields).toMatchObject({ replyTo: '2', body: '' })
  const sent = await who.post(path, { ...fields, body: '\r\nTry **silicone**, @ann.\r\nTwo layers.  ' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${path}#p3`])
  const [, second, reply] = await postsOf(thread.id)
  expect(reply).toMatchObject({
    number: 3,
    author_id: bea.id,
    source: 'Try **silicone**, @ann.\nTwo layers.',
    reply_to_id: second?.id,
    state: 'published',
    edited_at: null,
  })
  expect(reply?.html).toContain('<strong>silicone</strong>')
  expect(reply?.html).toContain('href="/u/ann"')
  expect(second?.reply_count).toBe(1)
  for (const page of [path, '/u/bea'])
    expect(await (await site.get(page)).text(), page).toContain('Two layers')
  expect(await (await site.get('/s/gear')).text()).toContain('<b>2</b> <small>replies')
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute((tx) => recount(tx))
  expect(kept).toEqual(await keptNumbers(kysely))
  const { rows } = await sql<{ payload: unknown }>`
    select payload from outbox_event where type = 'post.created' and (payload->>'threadId')::int = ${thread.id}`.execute(
    kysely,
  )
  expect(rows).toEqual([{ payload: { postId: reply?.id, threadId: thread.id, memberId: bea.id } }])
  const found = await (await site.get('/search?q=silicone')).text()
  expect(found).toContain(thread.title)
})

test('R: a form that is sent fifty times at once posts once, and all are led to it', async () => {
  const thread = await newThread()
  const who = await guest(bea)
  const fields = { ...(await formOf(who, hrefOf(thread))), body: 'Once is enough.' }
  const sent = await Promise.all(Array.from({ length: 50 }, () => who.post(hrefOf(thread), fields)))
  expect(new Set(sent.map((one) => `${one.status} ${one.headers.get('location')}`))).toEqual(
    new Set([`303 ${hrefOf(thread)}#p3`]),
  )
  expect(await postsOf(thread.id)).toHaveLength(3)
  // Back in the browser, other words in the same form: nothing of them is lost.
  await who.post(hrefOf(thread), { ...fields, body: 'And something else.' })
  expect((await postsOf(thread.id)).map(({ number }) => number)).toEqual([1, 2, 3, 4])
})

test('fifty replies of many at once get fifty numbers in a row, and the numbers hold', async () => {
  const thread = await newThread()
  const guests = await Promise.all(Array.from({ length: 10 }, async () => guest(await makeMember(kysely))))
  const sent = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      (guests[n % 10] as Guest).post(hrefOf(thread), { body: `Reply ${n}`, replyTo: '1' }),
    ),
  )
  expect(new Set(sent.map((one) => one.status))).toEqual(new Set([303]))
  expect((await postsOf(thread.id)).map(({ number }) => number)).toEqual(
    Array.from({ length: 52 }, (_, n) => n + 1),
  )
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute((tx) => recount(tx))
  expect(kept).toEqual(await keptNumbers(kysely))
})

test('what is refused keeps what was typed, with the reason beside it', async () => {
  const thread = await newThread()
  const who = await guest(bea)
  for (const [body, said] of [
    [' x ', 'A few more words'],
    ['<!-- nothing to see -->', 'A few more words'],
    [`${'a'.repeat(31_998)} bcd`, 'longer than one post'],
    [Array.from({ length: 11 }, (_, n) => `@m${n}`).join(' '), 'Not posted'],
  ] as const) {
    const page = await who.post(hrefOf(thread), { body })
    if (said === 'Not posted') continue
    const html = await page.text()
    expect([page.status, html.includes(said)], said).toEqual([422, true])
    expect(html).toContain('aria-invalid="true"')
    expect(fieldsOfForm(html, /^\/t\//)['body']?.length).toBeGreaterThan(0)
  }
  for (let n = 0; n < 11; n++) await makeMember(kysely, { handle: `crowd${n}` })
  const crowd = Array.from({ length: 11 }, (_, n) => `@crowd${n}`).join(' ')
  const page = await who.post(hrefOf(thread), { body: crowd })
  expect([page.status, (await page.text()).includes('speaks to 2 people at most')]).toEqual([422, true])
  expect((await postsOf(thread.id)).filter(({ source }) => source.includes('crowd'))).toEqual([])
})

test('who may not see a thread gets 404, who may not write in it a reason, and visitors the way in', async () => {
  const who = await guest(bea)
  const body = 'A word from outside.'
  const hidden = await newThread({ state: 'hidden' })
  const secret = await newThread({ rule_id: closedRule, own_rule: true })
  for (const thread of [hidden, secret, { id: 999_999, slug: 'nothing' }])
    expect((await who.post(hrefOf(thread), { body })).status).toBe(404)
  for (const [columns, said] of [
    [{ closed_at: new Date() }, 'closed to new replies'],
    [{ archived_at: new Date() }, 'This conversation is archived'],
  ] as const) {
    const thread = await newThread(columns)
    expect(await (await who.get(hrefOf(thread))).text()).toContain(said)
    const refused = await who.post(hrefOf(thread), { body })
    const html = await refused.text()
    expect([refused.status, html.includes(said), html.includes(body)]).toEqual([403, true, true])
    expect(await postsOf(thread.id)).toHaveLength(2)
  }
  const open = await newThread()
  const visitor = await guestOf(site).post(hrefOf(open), { body })
  expect(visitor.status).toBe(403)
  expect(await (await site.get(hrefOf(open))).text()).toContain(
    `href="/sign-in?to=${encodeURIComponent(`${hrefOf(open)}#reply`)}"`,
  )
  expect(await postsOf(open.id)).toHaveLength(2)
})

test('a suspension and a lost role act within the very next write', async () => {
  const thread = await newThread()
  const staff = await newThread({ rule_id: closedRule, own_rule: true })
  const moderator = await makeMember(kysely, { role: 'moderator' })
  const who = await guest(moderator)
  expect((await who.post(hrefOf(staff), { body: 'Among us.' })).status).toBe(303)
  await sql`update member set role = 'member' where id = ${moderator.id}`.execute(kysely)
  expect((await who.post(hrefOf(staff), { body: 'Still among us?' })).status).toBe(404)
  await sql`update member set suspended_until = now() + interval '1 day' where id = ${moderator.id}`.execute(
    kysely,
  )
  const refused = await who.post(hrefOf(thread), { body: 'One more thing.' })
  expect([refused.status, (await refused.text()).includes('until your suspension ends')]).toEqual([403, true])
})

test('a quote begins with the words of the post, as its author shows them, and is one', async () => {
  const thread = await newThread()
  const who = await guest(bea)
  const secret = await newThread({ rule_id: closedRule, own_rule: true })
  const path = hrefOf(thread)
  const quoted = thread.postIds.get(2) ?? 0
  const fields = await formOf(who, `${path}?reply=2&quote=${quoted}`)
  expect(fields['body']).toBe(`> [@ann](/p/${quoted}):\n> Twice.\n\n`)
  expect((await formOf(who, `${path}?quote=${secret.postIds.get(1)}`))['body']).toBe('')
  await who.post(path, { ...fields, body: `${fields['body']}So is mine.` })
  expect((await postsOf(thread.id))[2]?.html).toContain(`<blockquote class="quote" data-post="${quoted}"`)
})

test('X: what is typed comes back as text and never as markup; a draft and a preview, too', async () => {
  const thread = await newThread()
  const who = await guest(bea)
  const body = '</textarea><script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))'
  for (const button of ['preview', 'draft', 'post']) {
    const answer = await who.post(hrefOf(thread), { body, do: button })
    const page = button === 'post' ? await (await who.get(hrefOf(thread))).text() : await answer.text()
    expect(page, button).not.toMatch(/<script>alert|<img[^>]*onerror|href="javascript:/)
  }
})

test('a preview is what the post will be, and a draft waits where it was begun', async () => {
  const thread = await newThread()
  const who = await guest(bea)
  const path = hrefOf(thread)
  const body = 'Half a **thought**, @ann'
  const preview = await who.post(`${path}?reply=2`, {
    ...(await formOf(who, `${path}?reply=2`)),
    body,
    do: 'preview',
  })
  const html = await preview.text()
  expect(preview.status).toBe(200)
  expect(html).toContain('<strong>thought</strong>, <a class="mention" href="/u/ann">')
  expect(fieldsOfForm(html, /^\/t\//)).toMatchObject({ body, replyTo: '2' })
  expect(await postsOf(thread.id)).toHaveLength(2)
  const saved = await who.post(path, { body, replyTo: '2', do: 'draft' })
  expect([saved.status, (await saved.text()).includes('Draft saved')]).toEqual([200, true])
  // On another device.
  expect(await formOf(await guest(bea), path)).toMatchObject({ body, replyTo: '2' })
  expect(await formOf(await guest(ann), path)).toMatchObject({ body: '' })
  await who.post(path, { ...(await formOf(who, path)), body: 'A whole thought.' })
  expect(await formOf(who, path)).toMatchObject({ body: '' })
})

test('L: who is new writes a little, and then a little more after a while', async () => {
  const strict = await testSite({ ...(await atOwnAddress()), LIMITS_FACTOR: '1' })
  const db = strict.db.kysely
  const fresh = await makeMember(db)
  const place = await makeSpace(db)
  const thread = await makeThread(db, { space: place, posts: [{ authorId: fresh.id, source: 'Hello' }] })
  const who = await memberGuest(strict, fresh)
  const statuses: number[] = []
  for (let n = 0; n < 4; n++) statuses.push((await who.post(hrefOf(thread), { body: `Reply ${n}` })).status)
  expect(statuses).toEqual([303, 303, 303, 429])
  const refused = await who.post(hrefOf(thread), { body: 'Kept words' })
  expect(await refused.text()).toContain('Kept words')
})

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
const TITLE = 'Which glue holds on silnylon?'
const BODY = 'Mine lifts at one corner after **every** cold night.'
let known: Guest
let fresh: Guest
let staffRule: number

beforeAll(async () => {
  known = await memberGuest(site, await makeMember(kysely, { handle: 'known', trust_level: 1 }))
  fresh = await memberGuest(site, await makeMember(kysely, { handle: 'fresh' }))
  const rule = await kysely
    .insertInto('access_rule')
    .values({
      name: 'Staff',
      expression: JSON.stringify({ kind: 'role', atLeast: 'moderator' }),
      teaser: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  staffRule = rule.id
  await makeSpace(kysely, { slug: 'gear', name: 'Gear' })
  const wants = { post_template: '**What happened:**', required_tags: ['Tents', 'clothes'] }
  await makeSpace(kysely, { slug: 'repair', ...wants })
  await makeSpace(kysely, { slug: 'talk' })
})

const formOf = async (who: Guest, path = '/new?space=gear') =>
  fieldsOfForm(await (await who.get(path)).text(), /^\/new/)
const draft = { space: 'gear', title: TITLE, body: BODY, tags: '' }
const threads = () => kysely.selectFrom('thread').selectAll().orderBy('id').execute()
async function expectNumbersToHold() {
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute((tx) => recount(tx))
  expect(kept).toEqual(await keptNumbers(kysely))
}

test('a member starts a thread: it leads every list, and is found by its words and its tags', async () => {
  await Promise.all(['/', '/s/gear', '/tags', '/spaces'].map((path) => site.get(path)))
  const fields = await formOf(known)
  const sent = await known.post('/new', { ...fields, ...draft, tags: 'Silnylon, #glue , glue,, Müll Eimer' })
  const location = sent.headers.get('location') ?? ''
  expect([sent.status, location]).toEqual([
    303,
    expect.stringMatching(/^\/t\/\d+\/which-glue-holds-on-silnylon$/),
  ])
  const page = await (await site.get(location)).text()
  expect(page).toContain('<strong>every</strong>')
  for (const path of ['/', '/s/gear', '/tags/silnylon', '/tags/müll-eimer', '/u/known'])
    expect(await (await site.get(encodeURI(path))).text(), path).toContain(TITLE)
  expect(await (await site.get('/search?q=silnylon')).text()).toContain('/which-glue-holds-on-silnylon')
  const [thread] = await threads()
  expect(thread).toMatchObject({ post_count: 1, last_number: 1, own_rule: false, rule_id: 1 })
  const { rows } = await sql`
    select tag.name from thread_tag join tag on tag.id = tag_id where thread_id = ${thread?.id ?? 0} order by 1`.execute(
    kysely,
  )
  expect(rows).toEqual([{ name: 'Müll Eimer' }, { name: 'Silnylon' }, { name: 'glue' }])
  await expectNumbersToHold()
})

test('R: a form that is sent fifty times at once starts one thread', async () => {
  const before = (await threads()).length
  const fields = { ...(await formOf(known)), ...draft, tags: 'glue' }
  const sent = await Promise.all(Array.from({ length: 50 }, () => known.post('/new', fields)))
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([303]))
  expect(new Set(sent.map(({ headers }) => headers.get('location'))).size).toBe(1)
  expect(await threads()).toHaveLength(before + 1)
  await expectNumbersToHold()
})

test('everything that is wrong is said at once, beside its field, and what was typed stays', async () => {
  const page = await known.post('/new', { space: '', title: ' Glue ', body: 'x', tags: 'a,b,c,d,e,f' })
  const html = await page.text()
  expect(page.status).toBe(422)
  for (const id of ['space-error', 'title-error', 'body-error', 'tags-error'])
    expect(html).toContain(`id="${id}"`)
  expect(fieldsOfForm(html, /^\/new/)).toMatchObject({ title: ' Glue ', body: 'x', tags: 'a,b,c,d,e,f' })
  const long = await known.post('/new', { ...draft, title: 'a'.repeat(201) })
  expect([long.status, (await long.text()).includes('200 characters at most')]).toEqual([422, true])
})

test('who is new chooses among the tags that they see; a hidden one is as one that never was', async () => {
  const lab = await makeSpace(kysely, { slug: 'lab', rule_id: staffRule })
  const { id } = await makeMember(kysely)
  await makeThread(kysely, { space: lab, posts: [{ authorId: id, source: 'Hush' }], tags: ['hushed'] })
  const said = async (tags: string) => {
    const answer = await fresh.post('/new', { ...draft, tags })
    return [
      answer.status,
      (await answer.text()).replace(/hushed|unheard/g, '…').match(/There is no tag …/)?.[0],
    ]
  }
  expect(await said('hushed')).toEqual([422, 'There is no tag …'])
  expect(await said('unheard')).toEqual(await said('hushed'))
  expect((await fresh.post('/new', { ...draft, tags: 'glue' })).status).toBe(303)
  expect(await kysely.selectFrom('tag').where('slug', '=', 'unheard').execute()).toEqual([])
})

test('spaces: 404 for what one may not see, a reason for what takes nothing, and the way in for visitors', async () => {
  await makeSpace(kysely, { slug: 'old' })
  await makeSpace(kysely, { slug: 'shut' })
  await sql`update space set archived_at = now() where slug = 'old'`.execute(kysely)
  await sql`update space set locked_at = now() where slug = 'shut'`.execute(kysely)
  await makeSpace(kysely, { slug: 'secret', rule_id: staffRule })
  const before = (await threads()).length
  for (const slug of ['secret', 'nowhere']) {
    expect((await known.get(`/new?space=${slug}`)).status).toBe(404)
    expect((await known.post('/new', { ...draft, space: slug })).status).toBe(404)
  }
  for (const [slug, said] of [
    ['old', 'This space is archived'],
    ['shut', 'Nobody can start a conversation'],
  ] as const) {
    const refused = await known.post('/new', { ...draft, space: slug })
    const html = await refused.text()
    expect([refused.status, html.includes(said), html.includes(TITLE)]).toEqual([403, true, true])
  }
  const moderator = await memberGuest(site, await makeMember(kysely, { role: 'moderator' }))
  expect((await moderator.post('/new', { ...draft, space: 'shut' })).status).toBe(303)
  expect(await threads()).toHaveLength(before + 1)
  const visitor = await site.get('/new?space=gear')
  expect([visitor.status, visitor.headers.get('location')]).toEqual([
    302,
    '/sign-in?to=%2Fnew%3Fspace%3Dgear',
  ])
  expect((await site.get('/new', { method: 'POST', headers: { origin: site.server.url } })).status).toBe(403)
})

test('a preview shows the post and what sounds like it; a draft waits in its space', async () => {
  const fields = await formOf(known)
  const preview = await known.post('/new', {
    ...fields,
    ...draft,
    title: 'Glue on silnylon, which holds',
    do: 'preview',
  })
  const html = await preview.text()
  expect(preview.status).toBe(200)
  expect(html).toContain('<strong>every</strong>')
  expect(html).toMatch(/class="like"(?![^>]*hidden)[\s\S]*which-glue-holds-on-silnylon/)
  const kept = { ...draft, tags: 'glue' }
  expect((await known.post('/new', { ...kept, do: 'draft' })).status).toBe(200)
  expect(await formOf(known)).toMatchObject({ title: TITLE, body: BODY, tags: 'glue' })
  expect(await formOf(known, '/new')).toMatchObject({ title: TITLE })
  expect(await formOf(fresh)).toMatchObject({ title: '', body: '' })
  await known.post('/new', { ...(await formOf(known)), ...kept })
  expect(await formOf(known, '/new')).toMatchObject({ title: '', body: '' })
})

test('X: a title and tags are text wherever they stand', async () => {
  const hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
  const sent = await known.post('/new', {
    ...draft,
    title: `Title ${hostile}`,
    tags: `${hostile.slice(0, 36)}`,
  })
  const location = sent.headers.get('location') ?? ''
  for (const path of [location, '/', '/s/gear', '/tags', '/new?space=gear'])
    expect(await (await known.get(path)).text(), path).not.toMatch(/<img src=x|<script>alert/)
})

test('a space may begin the text with its own, and want one of its tags; without script a button changes the space', async () => {
  const asks = async (space: string, fields: Record<string, string>) =>
    fresh.post('/new', { ...draft, title: '', body: '', ...fields, space, do: 'space' })
  const empty = await asks('repair', {})
  expect([empty.status, empty.headers.get('location')]).toEqual([303, '/new?space=repair'])
  expect(await formOf(fresh, '/new?space=repair')).toMatchObject({ body: '**What happened:**' })
  const moved = await (await asks('talk', { title: 'It came off', body: '**What happened:**\r\n' })).text()
  expect(fieldsOfForm(moved, /^\/new/)).toMatchObject({ title: 'It came off', body: '' })
  const written = await (await asks('repair', { body: 'It came off.' })).text()
  expect(fieldsOfForm(written, /^\/new/)).toMatchObject({ body: 'It came off.' })
  const without = await fresh.post('/new', { ...draft, space: 'repair', tags: 'glue' })
  const html = await without.text()
  expect([without.status, html.includes('id="tags-error"'), html.includes('Tents, clothes')]).toEqual([
    422,
    true,
    true,
  ])
  expect((await fresh.post('/new', { ...draft, space: 'repair', tags: 'tents, glue' })).status).toBe(303)
  const untouched = { title: '', tags: '', body: '**What happened:**' }
  await fresh.post('/new', { ...draft, ...untouched, space: 'repair', do: 'draft' })
  expect(await kysely.selectFrom('draft').selectAll().execute()).toEqual([])
})

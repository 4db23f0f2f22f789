import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { keptNumbers } from '#app/domains/counters/testing/kept-numbers.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { publishScheduled } from '#app/domains/threads/publish-scheduled.server.ts'
import { makeMember, makeSpace } from '#tests/factories/content.ts'
import type { Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { fieldsOfForm } from '#tests/support/typed.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const { services } = site.server
const TITLE = 'The hut opens on the first of May'
const NEXT_YEAR = `${new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)}T09:00`
const written = { space: 'gear', title: TITLE, body: 'Bring **silnylon**.', tags: 'huts', at: NEXT_YEAR }
let ann: Guest
let moderator: Guest

beforeAll(async () => {
  ann = await memberGuest(site, await makeMember(kysely, { handle: 'ann', trust_level: 2 }))
  moderator = await memberGuest(site, await makeMember(kysely, { role: 'moderator' }))
  await makeSpace(kysely, { slug: 'gear', name: 'Gear' })
})
beforeEach(() => kysely.deleteFrom('scheduled_thread').execute())

const waiting = () => kysely.selectFrom('scheduled_thread').selectAll().execute()
const posted = () => kysely.selectFrom('thread').where('title', '=', TITLE).selectAll().execute()
async function schedule(fields: Record<string, string> = {}) {
  const form = fieldsOfForm(await (await ann.get('/new?space=gear')).text(), /^\/new/)
  return ann.post('/new', { ...form, ...written, do: 'schedule', ...fields })
}
const comesDue = () =>
  sql`update scheduled_thread set publish_at = now() - interval '1 minute'`.execute(kysely)

test('R: what is written for later waits for its author alone, and is posted once by however many', async () => {
  await ann.post('/new', { ...written, do: 'draft' })
  const form = { ...written, submission: crypto.randomUUID(), do: 'schedule' }
  const sent = await Promise.all(Array.from({ length: 50 }, () => ann.post('/new', form)))
  expect(new Set(sent.map(({ headers }) => headers.get('location')))).toEqual(new Set(['/you/scheduled']))
  expect(await waiting()).toHaveLength(1)
  expect(await kysely.selectFrom('draft').selectAll().execute()).toEqual([])
  expect(await (await ann.get('/you/scheduled')).text()).toContain(TITLE)
  for (const path of ['/', '/s/gear', '/search?q=silnylon', '/you/scheduled', '/u/ann'])
    expect(await (await moderator.get(path)).text(), path).not.toContain(TITLE)
  expect(await publishScheduled(services)).toBe(0)
  await comesDue()
  const runs = await Promise.all(Array.from({ length: 50 }, () => publishScheduled(services)))
  expect(runs.reduce((sum, one) => sum + one, 0)).toBe(1)
  expect([await waiting(), (await posted()).length]).toEqual([[], 1])
  expect(await (await site.get('/s/gear')).text()).toContain(TITLE)
  // The form that comes late finds what it wrote.
  await ann.post('/new', form)
  expect([await waiting(), (await posted()).length]).toEqual([[], 1])
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute((tx) => recount(tx))
  expect(kept).toEqual(await keptNumbers(kysely))
})

test('what dies in the middle has done nothing, and is done again; a draft of the same space stays', async () => {
  const before = (await posted()).length
  await schedule()
  await ann.post('/new', { ...written, title: 'Something else that I began', do: 'draft' })
  await comesDue()
  const dying = { ...services, pages: { purge: () => Promise.reject(new Error('The process ends here')) } }
  await expect(publishScheduled(dying)).rejects.toThrow('ends here')
  expect([(await waiting()).length, (await posted()).length]).toEqual([1, before])
  expect(await publishScheduled(services)).toBe(1)
  expect([(await waiting()).length, (await posted()).length]).toEqual([0, before + 1])
  expect(await kysely.selectFrom('draft').select('title').execute()).toEqual([
    { title: 'Something else that I began' },
  ])
  await kysely.deleteFrom('draft').execute()
})

test('what can’t be posted says why, takes another time, and becomes a draft again; of others it is not there', async () => {
  await schedule()
  await comesDue()
  await sql`update space set archived_at = now() where slug = 'gear'`.execute(kysely)
  expect(await publishScheduled(services)).toBe(0)
  expect(await (await ann.get('/you/scheduled')).text()).toContain('This space is archived')
  await sql`update space set archived_at = null where slug = 'gear'`.execute(kysely)
  const [one] = await waiting()
  const id = String(one?.id)
  expect((await moderator.post('/you/scheduled', { id, at: NEXT_YEAR, do: 'time' })).status).toBe(404)
  expect((await moderator.post('/you/scheduled', { id, do: 'back' })).status).toBe(404)
  expect((await ann.post('/you/scheduled', { id, at: NEXT_YEAR, do: 'time' })).status).toBe(303)
  expect((await waiting())[0]).toMatchObject({ failed: null, publish_at: new Date(`${NEXT_YEAR}:00Z`) })
  await ann.post('/new', { ...written, do: 'draft' })
  const refused = await ann.post('/you/scheduled', { id, do: 'back' })
  expect([refused.status, await waiting()]).toEqual([403, [expect.objectContaining({ id: one?.id })]])
  await kysely.deleteFrom('draft').execute()
  const back = await ann.post('/you/scheduled', { id, do: 'back' })
  expect([back.headers.get('location'), await waiting()]).toEqual(['/new?space=gear', []])
  expect(fieldsOfForm(await (await ann.get('/new?space=gear')).text(), /^\/new/)).toMatchObject({
    title: TITLE,
  })
})

test.each([
  ['', 'Choose a day and a time'],
  ['2001-01-01T10:00', 'That time is over'],
  ['2099-01-01T10:00', 'more than a year away'],
])('a time that is none, over or too far is said beside its field: “%s”', async (at, said) => {
  const answer = await schedule({ at })
  const html = await answer.text()
  expect([answer.status, html.includes('id="at-error"'), html.includes(said), await waiting()]).toEqual([
    422,
    true,
    true,
    [],
  ])
})

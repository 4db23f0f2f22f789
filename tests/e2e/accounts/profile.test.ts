import { beforeEach, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let serial = 0
let who: Awaited<ReturnType<typeof makeMember>>
let guest: Guest

beforeEach(async () => {
  who = await makeMember(kysely, { handle: `walker-${++serial}` })
  guest = await memberGuest(site, who)
})

const saves = (fields: Record<string, string>) =>
  guest.post('/you/profile', { handle: who.handle, name: '', bio: '', location: '', website: '', ...fields })
const leads = (answer: Response) => [answer.status, answer.headers.get('location')]

test('what a member says about themselves stands on their page, and where they wrote', async () => {
  const { id, slug } = await makeThread(kysely, {
    space: await makeSpace(kysely),
    posts: [{ authorId: who.id, source: 'Hello.' }],
  })
  const page = async () => (await guestOf(site).get(`/t/${id}/${slug}`)).text()
  expect(await page()).not.toContain('Wilma Walker')
  expect(leads(await saves({ name: 'Wilma Walker', bio: 'I mend boots.', location: 'Tarn' }))).toEqual([
    303,
    `/u/${who.handle}`,
  ])
  expect(await page()).toContain('Wilma Walker')
  const profile = await (await guestOf(site).get(`/u/${who.handle}`)).text()
  for (const word of ['Wilma Walker', 'I mend boots.', 'Tarn']) expect(profile).toContain(word)
  expect((await guestOf(site).get('/you/profile')).status).toBe(403)
})

test('a new handle: the old one leads to it, is nobody else’s, and the next change has to wait', async () => {
  const fresh = `strider-${serial}`
  expect(leads(await saves({ handle: `@${fresh}` }))).toEqual([303, `/u/${fresh}`])
  expect(leads(await guestOf(site).get(`/u/${who.handle}`))).toEqual([301, `/u/${fresh}`])
  const other = await memberGuest(site, await makeMember(kysely))
  expect((await other.post('/you/profile', { handle: who.handle })).status).toBe(422)
  expect((await saves({ handle: `another-${serial}` })).status).toBe(422)
  expect((await saves({ handle: fresh, bio: 'Still here.' })).status).toBe(303)
})

test.each(['admin', 'ab', 'a b', 'Guildhall', 'ádam', `x${'y'.repeat(40)}`])(
  'A17: “%s” is nobody’s handle',
  async (handle) => {
    const answer = await saves({ handle, bio: 'kept as typed' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('kept as typed')
  },
)

test.each([
  ['tarn.example', 'https://tarn.example'],
  ['http://tarn.example/boots?a=1', 'http://tarn.example/boots?a=1'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['https://user@tarn.example', null],
  ['https://', null],
])('a website that is “%s” is kept as %s', async (website, kept) => {
  expect((await saves({ website })).status).toBe(kept === null ? 422 : 303)
  const row = await kysely
    .selectFrom('member')
    .where('id', '=', who.id)
    .select('website')
    .executeTakeFirstOrThrow()
  expect(row.website).toBe(kept ?? '')
})

test('C10: a website on a page is not vouched for', async () => {
  await saves({ website: 'https://tarn.example/boots' })
  const page = await (await guestOf(site).get(`/u/${who.handle}`)).text()
  expect(page).toContain('href="https://tarn.example/boots" rel="nofollow ugc noopener noreferrer"')
})

test('D4: every field has its most', async () => {
  for (const [field, most] of Object.entries({ name: 60, bio: 600, location: 80, website: 300 }))
    expect((await saves({ [field]: 'x'.repeat(most + 1) })).status, field).toBe(422)
})

test('R10: of fifty who want one handle at once one gets it, and the others are told', async () => {
  const wanted = `wanted-${serial}`
  const members = await Promise.all(Array.from({ length: 50 }, () => makeMember(kysely)))
  const guests = await Promise.all(members.map((member) => memberGuest(site, member)))
  const answers = await Promise.all(
    guests.map((one, n) => one.post('/you/profile', { handle: n % 2 ? wanted : wanted.toUpperCase() })),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, ...Array<number>(49).fill(422)])
  const refused = answers.find(({ status }) => status === 422)
  expect(await refused?.text()).toContain('belongs to somebody')
  const bearers = await kysely.selectFrom('member').where('handle_key', '=', wanted).select('id').execute()
  expect(bearers).toHaveLength(1)
  const old = await kysely.selectFrom('member_handle').select('member_id').execute()
  expect(old.filter(({ member_id }) => members.some(({ id }) => id === member_id))).toHaveLength(1)
})

import { Secret, TOTP } from 'otpauth'
import { beforeEach, expect, test } from 'vitest'
import { makeMember } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { letterTo } from '#tests/support/letters.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const PASSWORD = 'four tents under one moon'
let serial = 0
let handle: string
let email: string
let accountId: number

beforeEach(async () => {
  handle = `walker-${++serial}`
  email = `${handle}@tarn.example`
  accountId = (await makeMember(kysely, { handle })).accountId
  await kysely.updateTable('account').set({ email, email_key: email }).where('id', '=', accountId).execute()
  const hash = await site.server.services.passwords.hash(PASSWORD)
  await kysely.insertInto('account_password').values({ account_id: accountId, hash }).execute()
})

const isIn = async (guest: Guest) => (await (await guest.get('/')).text()).includes('action="/sign-out"')
const leads = (answer: Response) => [answer.status, answer.headers.get('location')]

async function signedIn(): Promise<Guest> {
  const guest = guestOf(site)
  await guest.post('/sign-in', { how: 'password', login: handle, password: PASSWORD })
  return guest
}

/** Sessions of the account look as if they had begun an hour ago. */
const anHourLater = () =>
  kysely
    .updateTable('session')
    .set({ proven_at: new Date(Date.now() - 3_600_000) })
    .where('account_id', '=', accountId)
    .execute()

/** What an app would show, as many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 })

async function withSecondStep(guest: Guest) {
  // C3: looking begins nothing.
  await guest.get('/you/two-step')
  expect(
    await kysely
      .selectFrom('account_totp')
      .where('account_id', '=', accountId)
      .select('account_id')
      .execute(),
  ).toEqual([])
  await guest.post('/you/two-step', { do: 'begin' })
  const page = await (await guest.get('/you/two-step')).text()
  const secret = /<code class="typed">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
  const shown = await (await guest.post('/you/two-step', { do: 'confirm', code: codeOf(secret, -1) })).text()
  const recovery = [...shown.matchAll(/<code class="typed">([a-z0-9]{5}-[a-z0-9]{5})</g)].map(
    ([, code]) => code ?? '',
  )
  expect(recovery).toHaveLength(10)
  return { secret, recovery }
}

test('the pages are for members alone', async () => {
  for (const path of ['/you/account', '/you/two-step', '/you/sessions', '/you/confirm']) {
    expect((await guestOf(site).get(path)).status, path).toBe(403)
    expect((await guestOf(site).post(path, { password: 'x', end: 'others', do: 'end' })).status, path).toBe(
      403,
    )
  }
})

test('A2: a new password ends every session but the one that chose it, which gets a new token', async () => {
  const [guest, other] = [await signedIn(), await signedIn()]
  const before = guest.cookies.get('guildhall-sid') ?? ''
  const weak = await guest.post('/you/account', { password: `${handle}!!` })
  expect(weak.status).toBe(422)
  const changed = await guest.post('/you/account', { password: 'six boots beside a lake' })
  expect(leads(changed)).toEqual([303, '/you/account'])
  expect(await isIn(guest)).toBe(true)
  expect(await isIn(other)).toBe(false)
  expect(await isIn(guestOf(site, [['guildhall-sid', before]]))).toBe(false)
  const old = await guestOf(site).post('/sign-in', { how: 'password', login: handle, password: PASSWORD })
  expect(old.status).toBe(422)
})

test('what is dangerous asks once more who is there, and leads back', async () => {
  const guest = await signedIn()
  await anHourLater()
  const asked = await guest.post('/you/account', { password: 'six boots beside a lake' })
  expect(leads(asked)).toEqual([303, '/you/confirm?to=%2Fyou%2Faccount'])
  expect((await guest.post('/you/confirm', { how: 'password', password: 'not this one' })).status).toBe(422)
  const proven = await guest.post('/you/confirm', {
    how: 'password',
    password: PASSWORD,
    to: '/you/two-step',
  })
  expect(leads(proven)).toEqual([303, '/you/two-step'])
  expect((await guest.get('/you/two-step')).status).toBe(200)
})

test('whoever has forgotten the password shows by a letter that it is them', async () => {
  const guest = await signedIn()
  await anHourLater()
  expect(leads(await guest.post('/you/confirm', { how: 'letter' }))).toEqual([303, '/you/confirm'])
  const { code } = await letterTo(site, email)
  expect((await guest.post('/you/confirm', { how: 'code', code: '000000' })).status).toBe(422)
  expect(leads(await guest.post('/you/confirm', { how: 'code', code }))).toEqual([303, '/you/account'])
  expect((await guest.post('/you/account', { password: 'six boots beside a lake' })).status).toBe(303)
})

test('a letter of somebody else proves nothing', async () => {
  const guest = await signedIn()
  await anHourLater()
  const stranger = guestOf(site)
  await stranger.post('/join', { email: `other-${email}` })
  const { code } = await letterTo(site, `other-${email}`)
  const both = guestOf(site, [...guest.cookies, ...stranger.cookies])
  expect((await both.post('/you/confirm', { how: 'code', code })).status).toBe(422)
  expect((await both.get('/you/two-step')).status).toBe(303)
})

test('A6: with a second step neither password nor letter is enough, and each code works once', async () => {
  const guest = await signedIn()
  const other = await signedIn()
  const { secret, recovery } = await withSecondStep(guest)
  expect(await isIn(guest)).toBe(true)
  expect(await isIn(other)).toBe(false)

  const first = async () => {
    const again = guestOf(site)
    const step = await again.post('/sign-in', {
      how: 'password',
      login: handle,
      password: PASSWORD,
      to: '/tags',
    })
    expect(leads(step)).toEqual([303, '/enter/second'])
    expect(await isIn(again)).toBe(false)
    return again
  }
  const code = codeOf(secret)
  const second = await first()
  expect(leads(await second.post('/enter/second', { code }))).toEqual([303, '/tags'])
  expect(await isIn(second)).toBe(true)
  const replayed = await first()
  expect((await replayed.post('/enter/second', { code })).status).toBe(422)
  expect(leads(await replayed.post('/enter/second', { code: recovery[0]?.toUpperCase() ?? '' }))).toEqual([
    303,
    '/tags',
  ])
  const reused = await first()
  expect((await reused.post('/enter/second', { code: recovery[0] ?? '' })).status).toBe(422)

  const byLetter = guestOf(site)
  await byLetter.post('/sign-in', { how: 'link', email })
  const letter = await letterTo(site, email)
  expect(leads(await byLetter.post('/enter', { code: letter.code }))).toEqual([303, '/enter/second'])
  expect(await isIn(byLetter)).toBe(false)
  // The second step belongs to the browser that has given the first.
  expect(leads(await guestOf(site).post('/enter/second', { code: recovery[1] ?? '' }))).toEqual([
    303,
    '/sign-in',
  ])
  await anHourLater()
  expect((await guest.post('/you/confirm', { how: 'password', password: PASSWORD })).status).toBe(422)
  expect((await guest.post('/you/confirm', { how: 'second', code: recovery[2] ?? '' })).status).toBe(303)
  expect((await guest.post('/you/two-step', { do: 'end' })).status).toBe(303)
  await signedIn().then(async (plain) => expect(await isIn(plain)).toBe(true))
})

test('A6: a recovery code that twenty try at once lets one in, and five wrong codes end the try', async () => {
  const { recovery } = await withSecondStep(await signedIn())
  const begin = async () => {
    const guest = guestOf(site)
    await guest.post('/sign-in', { how: 'password', login: handle, password: PASSWORD })
    return guest
  }
  const guests = await Promise.all(Array.from({ length: 20 }, begin))
  const answers = await Promise.all(
    guests.map((guest) => guest.post('/enter/second', { code: recovery[0] ?? '' })),
  )
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  const guest = await begin()
  for (let n = 0; n < 5; n += 1) await guest.post('/enter/second', { code: 'aaaaa-aaaaa' })
  expect((await guest.post('/enter/second', { code: recovery[1] ?? '' })).status).toBe(422)
  expect(await isIn(guest)).toBe(false)
})

test('sessions are listed with their browsers, and end one by one or all at once', async () => {
  const guest = await signedIn()
  const phone = guestOf(site)
  const fields = { how: 'password', login: handle, password: PASSWORD }
  await phone.post('/sign-in', fields, {
    'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19 Safari/605',
  })
  const laptop = await signedIn()
  const page = await (await guest.get('/you/sessions')).text()
  expect(page).toContain('Safari')
  const [, end = ''] = /Safari[\s\S]*?name="end" value="([0-9a-f]{16})"/.exec(page) ?? []
  const stranger = guestOf(site, [['guildhall-sid', '']])
  expect((await stranger.post('/you/sessions', { end })).status).toBe(403)
  const somebody = await makeMember(kysely)
  const cookie = (await site.signIn(somebody.accountId)).split('=')[1] ?? ''
  await guestOf(site, [['guildhall-sid', cookie]]).post('/you/sessions', { end })
  expect(await isIn(phone)).toBe(true)
  for (const wrong of ['%', '', '________________', end.slice(0, 8)])
    await guest.post('/you/sessions', { end: wrong })
  expect([await isIn(phone), await isIn(laptop)]).toEqual([true, true])
  await guest.post('/you/sessions', { end })
  expect([await isIn(phone), await isIn(laptop)]).toEqual([false, true])
  await guest.post('/you/sessions', { end: 'others' })
  expect([await isIn(guest), await isIn(laptop)]).toEqual([true, false])
})

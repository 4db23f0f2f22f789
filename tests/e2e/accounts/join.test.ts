import { beforeAll, expect, test } from 'vitest'
import { makeMember } from '#tests/factories/content.ts'
import { guestOf } from '#tests/support/guest.ts'
import { letterTo, lettersTo } from '#tests/support/letters.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const PASSWORD = 'four tents under one moon'
let serial = 0
const newAddress = () => `guest${++serial}@tarn.example`

beforeAll(async () => {
  await makeMember(kysely, { handle: 'ember' })
})

/** A guest who has proven an address, and is asked for a handle. */
async function provenGuest(address: string) {
  const guest = guestOf(site)
  await guest.post('/join', { email: address })
  const { code } = await letterTo(site, address)
  const proven = await guest.post('/enter', { code })
  expect(proven.headers.get('location')).toBe('/join/name')
  return guest
}

const sessionOf = async (guest: ReturnType<typeof guestOf>) =>
  (await (await guest.get('/')).text()).includes('Sign out')
const accountOf = (address: string) =>
  kysely
    .selectFrom('account')
    .innerJoin('member', 'member.id', 'account.member_id')
    .where('email_key', '=', address.toLowerCase())
    .select(['account.id', 'handle', 'display_name', 'role', 'trust_level'])
    .execute()

test('joining: an address, a letter, a handle, and one is in and back where one was', async () => {
  const address = newAddress()
  const guest = guestOf(site)
  const asked = await guest.post('/join', { email: ` ${address} `, to: '/spaces' })
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/enter'])
  expect(await (await guest.get('/enter')).text()).toContain('g…@tarn.example')
  const letter = await letterTo(site, address)
  expect(letter.subject).toMatch(/^\d{6} lets you join Guildhall$/)
  // Looking at the link changes nothing: programs that check letters look at links.
  const path = letter.link.slice(site.server.url.length)
  expect((await guest.get(path)).status).toBe(200)
  expect((await guest.get(path)).status).toBe(200)
  const token = new URL(letter.link).searchParams.get('token') ?? ''
  const proven = await guest.post('/enter', { token })
  expect([proven.status, proven.headers.get('location')]).toEqual([303, '/join/name'])
  const joined = await guest.post('/join/name', {
    handle: '@slow.miles',
    name: 'Mila',
    password: PASSWORD,
    rules: 'yes',
  })
  expect([joined.status, joined.headers.get('location')]).toEqual([303, '/spaces'])
  expect(await sessionOf(guest)).toBe(true)
  expect([...guest.cookies.keys()]).toEqual(['guildhall-sid'])
  expect(await accountOf(address)).toMatchObject([
    { handle: 'slow.miles', display_name: 'Mila', role: 'member', trust_level: 0 },
  ])
  expect((await guest.get('/u/slow.miles')).status).toBe(200)
})

test('a letter reads well anywhere and holds no more than it must', async () => {
  const address = newAddress()
  await guestOf(site).post('/join', { email: address })
  const { mail, html, code, link } = await letterTo(site, address)
  expect(mail.from?.value).toEqual([{ name: 'Guildhall', address: 'community@127.0.0.1' }])
  expect(mail.messageId).toMatch(/^<mail-\d+@127\.0\.0\.1>$/)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(html).toContain(code)
  expect(html).toContain(link)
  expect(html).not.toMatch(/<img|<script/)
})

test('what is wrong is said beside its field, and what was typed stays', async () => {
  const guest = guestOf(site)
  for (const email of [
    '',
    'ember',
    'ember@',
    '@tarn.example',
    'a b@tarn.example',
    '"a@b.example x"@evil.example',
    'a@localhost',
  ]) {
    const page = await guest.post('/join', { email })
    expect(page.status, email).toBe(422)
    expect(await page.text(), email).toContain('aria-invalid="true"')
  }
  expect(await (await guest.post('/join', { email: 'ember(at)tarn' })).text()).toContain(
    'value="ember(at)tarn"',
  )
  const proven = await provenGuest(newAddress())
  const page = await proven.post('/join/name', { handle: 'a', name: 'Åsa', password: 'short' })
  const html = await page.text()
  expect(page.status).toBe(422)
  expect(html).toContain('value="Åsa"')
  expect(html).not.toContain('value="short"')
  for (const id of ['handle-error', 'rules-error']) expect(html).toContain(`id="${id}"`)
})

test.each([
  ['1234567890', 'among the first passwords'],
  ['dragon12345', 'among the first passwords'],
  ['aaaaaaaaaaaa', 'among the first passwords'],
  ['abcdefghijkl', 'among the first passwords'],
  ['finn.walks-2', 'made of your name'],
  ['guildhall123', 'made of your name'],
  ['x'.repeat(300), 'at most'],
])('A16: the password %s is refused with help', async (password, help) => {
  const guest = await provenGuest(newAddress())
  const page = await guest.post('/join/name', { handle: 'finn.walks', password, rules: 'yes' })
  expect(page.status).toBe(422)
  expect(await page.text()).toContain(help)
})

test('handles that are taken or kept are refused, and free ones are offered', async () => {
  const guest = await provenGuest(newAddress())
  const taken = await guest.post('/join/name', { handle: 'EMBER', rules: 'yes' })
  const html = await taken.text()
  expect(html).toContain('belongs to somebody')
  const [, offered = ''] = /name="suggested" value="([^"]+)"/.exec(html) ?? []
  for (const handle of ['admin', 'Guildhall', 'mod.erator', 'staff_'])
    expect((await guest.post('/join/name', { handle, rules: 'yes' })).status, handle).toBe(422)
  const joined = await guest.post('/join/name', { handle: 'EMBER', suggested: offered, rules: 'yes' })
  expect(joined.status).toBe(303)
  expect((await guest.get(`/u/${offered}`)).status).toBe(200)
})

test('A7: a link works in the browser that asked alone, and tells others nothing', async () => {
  const address = newAddress()
  const guest = guestOf(site)
  await guest.post('/join', { email: address })
  const { link, code } = await letterTo(site, address)
  const thief = guestOf(site)
  const path = link.slice(site.server.url.length)
  expect(await (await thief.get(path)).text()).toContain('Open this where you asked for it')
  const token = new URL(link).searchParams.get('token') ?? ''
  for (const [name, value] of Object.entries({ token, code })) {
    const tried = await thief.post('/enter', { [name]: value })
    expect([tried.status, tried.headers.get('location')]).toEqual([303, '/enter'])
  }
  expect((await guest.post('/enter', { token })).headers.get('location')).toBe('/join/name')
})

test('A1: a link works once, only while it is the newest, and codes are tried five times', async () => {
  const address = newAddress()
  const guest = guestOf(site)
  await guest.post('/join', { email: address })
  const first = await letterTo(site, address)
  const cookies = [...guest.cookies]
  await guest.post('/join', { email: address })
  const second = await letterTo(site, address, 2)
  const before = guestOf(site, cookies)
  expect((await before.post('/enter', { code: first.code })).headers.get('location')).toBe('/enter')
  const wrong = second.code === '000000' ? '000001' : '000000'
  for (let n = 0; n < 4; n += 1)
    expect(await (await guest.post('/enter', { code: wrong })).text()).toContain('not the code')
  expect(await (await guest.post('/enter', { code: wrong })).text()).toContain('Five wrong codes')
  expect((await guest.post('/enter', { code: second.code })).status).toBe(422)
})

test('A18: fifty at once with one letter make one member, and all of them are told the truth', async () => {
  const address = newAddress()
  const guest = await provenGuest(address)
  const cookies = [...guest.cookies]
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      guestOf(site, cookies).post('/join/name', { handle: `crowd-${n % 7}`, rules: 'yes' }),
    ),
  )
  expect(answers.filter((answer) => answer.headers.get('location') === '/')).toHaveLength(1)
  expect(await accountOf(address)).toHaveLength(1)
  const members = await kysely.selectFrom('member').where('handle', 'like', 'crowd-%').select('id').execute()
  expect(members).toHaveLength(1)
})

test('I3: fields that no form here has change nothing', async () => {
  const address = newAddress()
  const guest = await provenGuest(address)
  await guest.post('/join/name', {
    handle: 'humble',
    rules: 'yes',
    role: 'admin',
    trustLevel: '4',
    'member[role]': 'admin',
  })
  expect(await accountOf(address)).toMatchObject([{ handle: 'humble', role: 'member', trust_level: 0 }])
})

test('I1: a field that is sent twice, and what is no form, is refused', async () => {
  const guest = guestOf(site)
  const twice = await guest.post('/join', [
    ['email', newAddress()],
    ['email', newAddress()],
  ])
  expect(twice.status).toBe(400)
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
    expect((await guest.post('/join', { email: newAddress() }, { 'content-type': type })).status, type).toBe(
      400,
    )
})

test('A5: asking for a letter says the same of an address with an account and of one without', async () => {
  const known = newAddress()
  const guest = await provenGuest(known)
  await guest.post('/join/name', { handle: 'known.one', rules: 'yes' })
  const unknown = newAddress()
  const answers = await Promise.all(
    [known, unknown].map(async (email) => {
      const asker = guestOf(site)
      const asked = await asker.post('/sign-in', { how: 'link', email })
      const page = await (await asker.get('/enter')).text()
      const headers = [...asked.headers].filter(
        ([name]) => !['date', 'x-request-id', 'set-cookie'].includes(name),
      )
      return JSON.stringify([asked.status, headers, page.replaceAll(/[0-9a-f-]{36}/g, '')])
    }),
  )
  expect(answers[0]).toBe(answers[1])
  expect((await letterTo(site, known, 2)).subject).toContain('brings you in')
  expect((await letterTo(site, unknown)).subject).toContain('lets you join')
  expect(await lettersTo(site, 'nobody@tarn.example')).toEqual([])
})

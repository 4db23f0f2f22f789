import { expect, test } from 'vitest'
import { setUpCode } from '#app/domains/accounts/set-up/set-up-code.server.ts'
import { makeMember } from '#tests/factories/content.ts'
import { guestOf } from '#tests/support/guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const wanted = {
  site: 'Halden Kites',
  email: 'anna@halden.example',
  handle: 'anna',
  password: 'nine kites over one harbour',
}
const admins = () => kysely.selectFrom('member').where('role', '=', 'admin').select('handle').execute()

test('nobody becomes the admin who has not read the console; whoever has, is, once', async () => {
  await makeMember(kysely, { handle: 'early.bird' })
  const code = (await setUpCode(kysely)) ?? ''
  expect(await setUpCode(kysely)).toBe(code)
  expect(await (await guestOf(site).get(`/set-up?code=${code}`)).text()).toContain(`value="${code}"`)

  const stranger = await guestOf(site).post('/set-up', { ...wanted, code: 'aaaabbbbcccc' })
  expect(stranger.status).toBe(422)
  expect(await stranger.text()).toContain('not the code that was printed')
  const careless = await guestOf(site).post('/set-up', {
    ...wanted,
    code,
    handle: 'early.bird',
    password: 'halden kites',
  })
  const html = await careless.text()
  expect(careless.status).toBe(422)
  for (const said of ['belongs to somebody', 'made of your name', 'value="anna@halden.example"'])
    expect(html).toContain(said)
  expect(await admins()).toEqual([])

  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const guest = guestOf(site)
      const spelled = n % 2 ? code : ` ${code.slice(0, 4)}-${code.slice(4)} `.toUpperCase()
      const answer = await guest.post('/set-up', { ...wanted, code: spelled, handle: `anna-${n}` })
      return { guest, status: answer.status }
    }),
  )
  const won = answers.filter(({ status }) => status === 303)
  expect(won).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(19)
  expect(await admins()).toHaveLength(1)
  const front = await (await won[0]!.guest.get('/')).text()
  expect(front).toContain('Halden Kites')
  expect(front).toContain('action="/sign-out"')

  expect((await guestOf(site).get('/set-up')).status).toBe(404)
  expect((await guestOf(site).post('/set-up', { ...wanted, code })).status).toBe(404)
  expect(await setUpCode(kysely)).toBeNull()
  expect(await kysely.selectFrom('setting').where('key', '=', 'setup.code').select('key').execute()).toEqual(
    [],
  )
})

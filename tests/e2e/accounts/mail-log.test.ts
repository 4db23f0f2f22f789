import { expect, test } from 'vitest'
import { makeMember } from '#tests/factories/content.ts'
import { guestOf } from '#tests/support/guest.ts'
import { letterTo } from '#tests/support/letters.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db

test('admins see what was written to whom, and nothing that would let them in as somebody else', async () => {
  const admin = await site.signIn((await makeMember(kysely, { role: 'admin' })).accountId)
  const read = async (path: string) => (await site.get(path, { as: admin })).text()
  expect(await read('/admin/mail')).toContain('Nothing written yet')
  await guestOf(site).post('/join', { email: 'guest@tarn.example' })
  const { code, link } = await letterTo(site, 'guest@tarn.example')
  const token = new URL(link).searchParams.get('token') ?? ''
  const { id } = await kysely.selectFrom('mail').select('id').executeTakeFirstOrThrow()
  for (const path of ['/admin/mail', `/admin/mail/${id}`]) {
    const page = await read(path)
    expect(page, path).toContain('guest@tarn.example')
    expect(page, path).toContain('•••••• lets you join Guildhall')
    for (const secret of [code, token]) expect(page, path).not.toContain(secret)
  }
  expect(await read(`/admin/mail/${id}`)).toContain('Welcome!')
  expect((await site.get('/admin/mail/999999', { as: admin })).status).toBe(404)
})

test('to everybody else there is no such page', async () => {
  for (const role of ['member', 'moderator', 'manager'] as const) {
    const as = await site.signIn((await makeMember(kysely, { role })).accountId)
    for (const path of ['/admin/mail', '/admin/mail/1'])
      expect((await site.get(path, { as })).status, `${role} ${path}`).toBe(404)
  }
  expect((await site.get('/admin/mail')).status).toBe(403)
})

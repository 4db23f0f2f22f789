import { beforeEach, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { comeAs, type Person } from './people.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const reason = 'It was asked for.'
const roleOf = async ({ id }: { id: number }) =>
  (await kysely.selectFrom('member').where('id', '=', id).select('role').executeTakeFirstOrThrow()).role
const page = ({ id }: { id: number }) => `/admin/members/${id}`
const acts = async ({ id }: { id: number }) =>
  (
    await kysely.selectFrom('audit_entry').where('target_id', '=', id).select('act').orderBy('id').execute()
  ).map(({ act }) => act)

beforeEach(async () => {
  await kysely.updateTable('member').set({ role: 'member' }).execute()
})

test('two admins who take the role from each other, fifty times at once: one stays', async () => {
  const [one, other] = await Promise.all([comeAs(site, 'admin'), comeAs(site, 'admin')])
  const demote = (by: Person, whom: Person) =>
    by.guest.post(page(whom), { do: 'role', role: 'member', reason })
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => (n % 2 ? demote(one, other) : demote(other, one))),
  )
  expect([await roleOf(one), await roleOf(other)].filter((role) => role === 'admin')).toHaveLength(1)
  expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  expect([...(await acts(one)), ...(await acts(other))]).toEqual(['members.role'])
})

test('the last admin keeps the role, also when they want to give it up or are suspended by the console', async () => {
  const admin = await comeAs(site, 'admin')
  const answer = await admin.guest.post(page(admin), { do: 'role', role: 'member', reason })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Nobody else could look after the community then.')
  expect(await roleOf(admin)).toBe('admin')
  // One who is suspended looks after nothing.
  const away = await makeMember(kysely, { role: 'admin' })
  const until = new Date(Date.now() + 3_600_000)
  await kysely.updateTable('member').set({ suspended_until: until }).where('id', '=', away.id).execute()
  expect((await admin.guest.post(page(admin), { do: 'role', role: 'member', reason })).status).toBe(422)
})

test('a new role asks once more who gives it, ends the sessions of who gets it, and wants a reason', async () => {
  const [admin, member] = await Promise.all([comeAs(site, 'admin'), comeAs(site, 'member')])
  const wanted = { do: 'role', role: 'moderator', reason }
  const without = await admin.guest.post(page(member), { ...wanted, reason: ' ' })
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Say in a few words why')
  const long = new Date(Date.now() - 3_600_000)
  await kysely
    .updateTable('session')
    .set({ proven_at: long })
    .where('account_id', '=', admin.accountId)
    .execute()
  const asked = await admin.guest.post(page(member), wanted)
  expect([asked.status, asked.headers.get('location')]).toEqual([
    303,
    `/you/confirm?to=${encodeURIComponent(page(member))}`,
  ])
  expect(await roleOf(member)).toBe('member')
  await kysely.updateTable('session').set({ proven_at: new Date() }).execute()
  expect((await admin.guest.post(page(member), wanted)).status).toBe(303)
  expect(await roleOf(member)).toBe('moderator')
  expect((await member.guest.get('/you/sessions')).status).toBe(403)
  expect(await acts(member)).toEqual(['members.role'])
})

test('who is suspended is out at once, and is told by the list until it ends', async () => {
  const [moderator, member] = await Promise.all([comeAs(site, 'moderator'), comeAs(site, 'member')])
  expect((await member.guest.get('/you/sessions')).status).toBe(200)
  expect((await moderator.guest.post(page(member), { do: 'suspend', days: '3', reason })).status).toBe(303)
  expect((await member.guest.get('/you/sessions')).status).toBe(403)
  const list = async () => (await moderator.guest.get('/admin/members?state=suspended')).text()
  expect(await list()).toContain(`href="${page(member)}"`)
  expect((await moderator.guest.post(page(member), { do: 'unsuspend', reason })).status).toBe(303)
  expect(await list()).not.toContain(`href="${page(member)}"`)
  expect(await acts(member)).toEqual(['members.suspend', 'members.unsuspend'])
})

test('nobody acts on their equals, and each role does what is its own', async () => {
  const [moderator, other, manager, member] = await Promise.all([
    comeAs(site, 'moderator'),
    comeAs(site, 'moderator'),
    comeAs(site, 'manager'),
    comeAs(site, 'member'),
  ])
  const refused = async (by: Person, whom: Person, fields: Record<string, string>) => {
    const answer = await by.guest.post(page(whom), { ...fields, reason })
    return answer.status === 422 ? /Not|That is not yours|as high/.test(await answer.text()) : answer.status
  }
  expect(await refused(moderator, other, { do: 'suspend', days: '1' })).toBe(true)
  expect(await refused(moderator, manager, { do: 'suspend', days: '1' })).toBe(true)
  expect(await refused(moderator, moderator, { do: 'suspend', days: '1' })).toBe(true)
  expect(await refused(moderator, member, { do: 'trust', level: '3' })).toBe(true)
  expect(await refused(moderator, member, { do: 'role', role: 'admin' })).toBe(true)
  expect(await refused(manager, member, { do: 'role', role: 'moderator' })).toBe(true)
  expect(await refused(manager, member, { do: 'trust', level: '3' })).toBe(303)
  expect(await refused(manager, member, { do: 'signOut' })).toBe(303)
  expect(await acts(member)).toEqual(['members.trust', 'members.signOut'])
  expect((await member.guest.get('/admin/members')).status).toBe(403)
})

test('addresses are for admins alone: seen, looked for and confirmed; the log has none', async () => {
  const [admin, manager, member, taker] = await Promise.all([
    comeAs(site, 'admin'),
    comeAs(site, 'manager'),
    comeAs(site, 'member'),
    comeAs(site, 'member'),
  ])
  const confirm = (mailbox: string, whom = member) =>
    admin.guest.post(page(whom), { do: 'address', mailbox, reason })
  expect((await confirm('no address')).status).toBe(422)
  expect((await confirm('quiet.person@tarn.example')).status).toBe(303)
  const taken = await confirm('Quiet.Person@tarn.example', taker)
  expect(taken.status).toBe(422)
  expect(await taken.text()).toContain('belongs to another account')
  const find = async ({ guest }: Person) => (await guest.get('/admin/members?q=quiet.per')).text()
  expect(await find(admin)).toContain('quiet.person@tarn.example')
  expect(await find(manager)).not.toContain(page(member))
  for (const path of [page(member), `/admin/members?q=${member.handle}`])
    expect(await (await manager.guest.get(path)).text()).not.toContain('quiet.person')
  const { rows } = await site.db.pool.query('select audit_entry::text as entry from audit_entry')
  expect(rows.filter(({ entry }) => /quiet|tarn\.example/i.test(entry))).toEqual([])
  expect(await acts(member)).toEqual(['members.address'])
})

test('who looks after a space may there, and in what lies in it, what moderators may; elsewhere nothing', async () => {
  const [manager, keeper, author] = await Promise.all([
    comeAs(site, 'manager'),
    comeAs(site, 'member'),
    comeAs(site, 'member'),
  ])
  const space = await makeSpace(kysely)
  const child = await makeSpace(kysely, { parent_id: space.id })
  const elsewhere = await makeSpace(kysely)
  const posts = [
    { authorId: author.id, source: 'How it began.' },
    { authorId: author.id, source: 'What is rude.' },
  ]
  const spaces = [space, child, elsewhere]
  const threads = await Promise.all(spaces.map((one) => makeThread(kysely, { space: one, posts })))
  const columns = { state: 'held' } as const
  const held = await Promise.all(spaces.map((one) => makeThread(kysely, { space: one, posts, columns })))
  const statuses = (answers: Promise<Response>[]) =>
    Promise.all(answers.map(async (answer) => (await answer).status))
  const read = () => statuses(held.map(({ id, slug }) => keeper.guest.get(`/t/${id}/${slug}`)))
  expect(await read()).toEqual([404, 404, 404])
  expect((await keeper.guest.get('/admin')).status).toBe(404)
  const give = { do: 'keep', space: String(space.id), reason }
  expect((await manager.guest.post(page(keeper), give)).status).toBe(303)
  expect(await read()).toEqual([200, 200, 404])
  const removed = threads.map(({ postIds }) => keeper.guest.post(`/p/${postIds.get(2)}/delete`, { reason }))
  expect(await statuses(removed)).toEqual([303, 303, 403])
  expect((await keeper.guest.get('/admin')).status).toBe(200)
  expect((await keeper.guest.get('/admin/members')).status).toBe(404)
  expect((await manager.guest.post(page(keeper), { ...give, do: 'leave' })).status).toBe(303)
  expect(await read()).toEqual([404, 404, 404])
  expect(await acts(keeper)).toEqual(['members.keepSpace', 'members.leaveSpace'])
})

import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace } from '#tests/factories/content.ts'
import { guestOf } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let manager: Awaited<ReturnType<typeof somebody>>

/** What somebody does in groups; `place` is where they stand in one. */
async function somebody(columns: Parameters<typeof makeMember>[1] = {}) {
  const member = await makeMember(kysely, columns)
  const guest = await memberGuest(site, member)
  const move = (key: string, what: string, handle?: string) =>
    guest.post(`/groups/${key}`, { do: what, ...(handle ? { handle } : {}) })
  const place = async (key: string) => {
    const row = await kysely
      .selectFrom('group_member')
      .innerJoin('member_group', 'member_group.id', 'group_id')
      .select('owner')
      .where('key', '=', key)
      .where('member_id', '=', member.id)
      .executeTakeFirst()
    return row ? (row.owner ? 'owner' : 'member') : null
  }
  return { ...member, guest, move, place }
}

/** A group by its form, and a space that only its members see. */
async function newGroup(key: string, kind: string, more: Record<string, string> = {}) {
  const made = await manager.guest.post('/groups/new', { name: `Group ${key}`, key, kind, ...more })
  expect([made.status, made.headers.get('location')]).toEqual([303, `/groups/${key}`])
}

const KEYS = ['walkers', 'wardens', 'cabal', 'brandhouse', 'racers']

beforeAll(async () => {
  manager = await somebody({ handle: 'manager', role: 'manager' })
  for (const key of KEYS) {
    const rule = await kysely
      .insertInto('access_rule')
      .values({ name: key, expression: JSON.stringify({ kind: 'grant', grant: 'group', key }) })
      .returning('id')
      .executeTakeFirstOrThrow()
    await makeSpace(kysely, { slug: `room-of-${key}`, rule_id: rule.id })
  }
})

const enters = async ({ guest }: { guest: { get(path: string): Promise<Response> } }, key: string) =>
  (await guest.get(`/s/room-of-${key}`)).status === 200

test('everybody joins an open group, and what is open to it opens and closes at once', async () => {
  await newGroup('walkers', 'public', { description: 'We walk.' })
  const ann = await somebody({ handle: 'ann' })
  expect(await enters(ann, 'walkers')).toBe(false)
  expect((await ann.move('walkers', 'join')).status).toBe(303)
  expect(await enters(ann, 'walkers')).toBe(true)
  // A page that visitors share shows it at once, too.
  expect(await (await site.get('/groups/walkers')).text()).toContain('href="/u/ann"')
  expect((await ann.move('walkers', 'leave')).headers.get('location')).toBe('/groups')
  expect(await enters(ann, 'walkers')).toBe(false)
  expect(await (await site.get('/groups/walkers')).text()).not.toContain('href="/u/ann"')
  expect((await guestOf(site).post('/groups/walkers', { do: 'join' })).status).toBe(403)
})

test('one asks to join a closed group, its owners decide, and who is in it is known within', async () => {
  await newGroup('wardens', 'closed')
  const [owner, bea, cleo] = [
    await somebody({ handle: 'olga' }),
    await somebody({ handle: 'bea' }),
    await somebody(),
  ]
  await manager.move('wardens', 'invite', '@olga')
  expect((await owner.move('wardens', 'join')).status).toBe(303)
  await manager.move('wardens', 'own', 'olga')
  expect(await owner.place('wardens')).toBe('owner')
  expect((await bea.move('wardens', 'join')).status).toBe(403)
  expect((await bea.move('wardens', 'accept', 'bea')).status).toBe(403)
  await bea.move('wardens', 'ask')
  await cleo.move('wardens', 'ask')
  const outside = await (await bea.guest.get('/groups/wardens')).text()
  expect(outside).toContain('You asked to join')
  expect(outside).not.toContain('href="/u/olga"')
  expect(await (await owner.guest.get('/groups/wardens')).text()).toContain('asks to join')
  await owner.move('wardens', 'accept', 'bea')
  await owner.move('wardens', 'decline', cleo.handle)
  expect([await bea.place('wardens'), await cleo.place('wardens')]).toEqual(['member', null])
  expect(await enters(bea, 'wardens')).toBe(true)
  // Nobody is let in who did not ask.
  expect((await owner.move('wardens', 'accept', cleo.handle)).status).toBe(403)
  await owner.move('wardens', 'remove', 'bea')
  expect([await bea.place('wardens'), await enters(bea, 'wardens')]).toEqual([null, false])
})

test('a secret group is not there for who is not in it or invited', async () => {
  await newGroup('cabal', 'secret', { description: 'Nobody knows.' })
  const [dora, eve] = [await somebody({ handle: 'dora' }), await somebody()]
  const moderator = await somebody({ role: 'moderator' })
  for (const one of [dora, eve, moderator]) {
    const answer = await one.guest.get('/groups/cabal')
    const never = await one.guest.get('/groups/never')
    expect([answer.status, never.status]).toEqual([404, 404])
    for (const what of ['join', 'ask', 'leave'])
      expect((await one.move('cabal', what)).status, what).toBe(404)
    expect(await (await one.guest.get('/groups')).text()).not.toContain('cabal')
  }
  expect((await site.get('/groups/cabal')).status).toBe(404)
  await manager.move('cabal', 'invite', 'dora')
  expect(await (await dora.guest.get('/groups/cabal')).text()).toContain('You are invited')
  expect((await dora.move('cabal', 'join')).status).toBe(303)
  expect(await enters(dora, 'cabal')).toBe(true)
  await dora.move('cabal', 'leave')
  expect((await dora.guest.get('/groups/cabal')).status).toBe(404)
})

test('a proven address of its domain lets one in without asking', async () => {
  await newGroup('brandhouse', 'closed', { domains: 'Brand.example, @other.example' })
  const [inside, outside, close] = [await somebody(), await somebody(), await somebody()]
  for (const [who, email] of [
    [inside, 'Ann@BRAND.example'],
    [outside, 'ann@brand.example.evil.example'],
    [close, 'ann@sub.brand.example'],
  ] as const)
    await kysely
      .updateTable('account')
      .set({ email, email_key: email.toLowerCase() })
      .where('id', '=', who.accountId)
      .execute()
  expect((await inside.move('brandhouse', 'join')).status).toBe(303)
  for (const who of [outside, close]) expect((await who.move('brandhouse', 'join')).status).toBe(403)
})

test('fifty who press at once are in once each, with one grant', async () => {
  await newGroup('racers', 'public')
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => somebody()))
  const pressed = Array.from({ length: 10 }, () => people.map(({ move }) => move('racers', 'join')))
  const sent = await Promise.all(pressed.flat())
  expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([303]))
  const grants = await kysely
    .selectFrom('access_grant')
    .select('member_id')
    .where('kind', '=', 'group')
    .where('key', '=', 'racers')
    .execute()
  expect(grants.map((one) => one.member_id).toSorted((a, b) => a - b)).toEqual(
    [manager.id, ...people.map(({ id }) => id)].toSorted((a, b) => a - b),
  )
  expect(await (await site.get('/groups/racers')).text()).toContain('6 members')
})

test('only managers make and change groups; what is wrong is said beside its field', async () => {
  const fay = await somebody()
  expect((await fay.guest.get('/groups/new')).status).toBe(404)
  expect((await fay.guest.post('/groups/new', { name: 'Mine', key: 'mine', kind: 'public' })).status).toBe(
    404,
  )
  expect((await fay.guest.get('/groups/walkers/edit')).status).toBe(404)
  for (const [fields, said] of [
    [{ name: 'x', key: 'one', kind: 'public' }, 'Two characters at least'],
    [{ name: 'Walkers', key: 'walkers', kind: 'public' }, 'There is a group with this key'],
    [{ name: 'Walkers', key: 'No Key!', kind: 'public' }, 'Small letters, digits and hyphens'],
    [{ name: 'Walkers', key: 'two', kind: 'public', domains: 'not a domain' }, 'Domains such as example.com'],
  ] as const) {
    const refused = await manager.guest.post('/groups/new', fields)
    expect([refused.status, (await refused.text()).includes(said)], said).toEqual([422, true])
  }
  // A group that was open and is made secret is gone for others, also from pages that are kept.
  expect(await (await site.get('/groups')).text()).toContain('Group walkers')
  await manager.guest.post('/groups/walkers/edit', {
    name: 'Walkers',
    description: '',
    kind: 'secret',
    domains: '',
  })
  expect(await (await site.get('/groups')).text()).not.toContain('alkers')
  expect((await site.get('/groups/walkers')).status).toBe(404)
})

import { beforeEach, expect, test } from 'vitest'
import { createSiteSettings } from '#app/domains/settings/site.settings.ts'
import { createBus } from '#app/platform/bus/bus.ts'
import { quietLog } from '#tests/support/quiet-log.ts'
import { guestOf } from '#tests/support/guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { comeAs, type Person } from './people.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const path = '/admin/settings'
let admin: Person

const change = (id: string, value: string, was: string) =>
  admin.guest.post(path, { [id]: value, [`was:${id}`]: was })
const logged = () =>
  kysely.selectFrom('audit_entry').where('act', '=', 'settings.change').select('id').orderBy('id').execute()
const homeOf = async () => (await site.get('/')).text()

beforeEach(async () => {
  admin ??= await comeAs(site, 'admin')
  await kysely.deleteFrom('setting').execute()
  await site.server.services.bus.publish('settings', [])
  await site.server.services.bus.caughtUp()
})

test('a change is on everybody’s pages at once, in this process and the others, and in the log', async () => {
  const bus = createBus({ url: site.db.url, pool: site.db.pool, log: quietLog })
  await bus.ready()
  const elsewhere = createSiteSettings({ db: kysely, bus })
  expect(await homeOf()).toContain('<title>Guildhall')
  expect((await elsewhere.site()).name).toBe('Guildhall')
  expect((await change('site.name', 'Tarnmoor', 'Guildhall')).status).toBe(303)
  expect(await homeOf()).toContain('<title>Tarnmoor')
  await expect.poll(async () => (await elsewhere.site()).name).toBe('Tarnmoor')
  await bus.close()
  const page = await (await admin.guest.get(path)).text()
  expect(page).toContain('Default: Guildhall')
  expect((await admin.guest.post(path, { reset: 'site.name' })).status).toBe(303)
  expect(await homeOf()).toContain('<title>Guildhall')
  const history = await (await admin.guest.get(`${path}/history?setting=site.name`)).text()
  expect(history.match(/changed the setting/g)).toHaveLength(2)
})

test('what does not fit is said beside its field with what was typed, and nothing is saved', async () => {
  const answer = await admin.guest.post(path, {
    'site.name': 'x'.repeat(61),
    'was:site.name': 'Guildhall',
    'site.tagline': 'A new one',
    'was:site.tagline': 'An old one',
    'site.timeZone': 'Nowhere/Else',
    'was:site.timeZone': 'UTC',
    'site.locale': 'tlh',
    'was:site.locale': 'en',
  })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  for (const words of [
    'From 1 to 60 characters.',
    'That is no time zone',
    'Choose one of those',
    'x'.repeat(61),
    'A new one',
  ])
    expect(page).toContain(words)
  expect(await kysely.selectFrom('setting').selectAll().execute()).toEqual([])
})

test('of fifty who change the same setting at once one is heard, and the others are told', async () => {
  const before = (await logged()).length
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      change('site.tagline', `Tagline ${n}`, 'A place for people who care about the same things.'),
    ),
  )
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  expect(statuses.filter((status) => status === 422)).toHaveLength(49)
  const lost = answers.find(({ status }) => status === 422)
  expect(await lost?.text()).toContain('Somebody changed this meanwhile')
  expect((await logged()).length - before).toBe(1)
})

test('a change is taken back unless another came after it', async () => {
  await change('site.tagline', 'First', 'A place for people who care about the same things.')
  await change('site.tagline', 'Second', 'First')
  const [first, second] = (await logged()).slice(-2).map(({ id }) => String(id))
  const undo = (entry = '') => admin.guest.post(`${path}/history`, { undo: entry })
  const refused = await undo(first)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Second')
  expect((await undo(second)).status).toBe(303)
  expect(await homeOf()).toContain('First')
  expect((await undo('999999')).status).toBe(404)
})

test('who may join is a setting; so is whether managers see addresses, which asks once more', async () => {
  const guest = guestOf(site)
  expect((await guest.post('/join', { email: 'one@tarn.example' })).status).toBe(303)
  await change('members.joining', 'closed', 'open')
  expect(await (await guest.get('/join')).text()).toContain('At the moment nobody can join.')
  expect((await guest.post('/join', { email: 'two@tarn.example' })).status).toBe(422)
  const [manager, member] = await Promise.all([comeAs(site, 'manager'), comeAs(site, 'member')])
  await kysely
    .updateTable('account')
    .set({ email: 'seen@tarn.example' })
    .where('id', '=', member.accountId)
    .execute()
  const read = async () => (await manager.guest.get(`/admin/members/${member.id}`)).text()
  expect(await read()).not.toContain('seen@tarn.example')
  const long = new Date(Date.now() - 3_600_000)
  await kysely
    .updateTable('session')
    .set({ proven_at: long })
    .where('account_id', '=', admin.accountId)
    .execute()
  const asked = await change('members.managersSeeAddresses', 'on', 'off')
  expect(asked.headers.get('location')).toContain('/you/confirm')
  await kysely.updateTable('session').set({ proven_at: new Date() }).execute()
  await change('members.managersSeeAddresses', 'on', 'off')
  expect(await read()).toContain('seen@tarn.example')
})

test('the colours of who has not chosen are the site’s', async () => {
  expect(await homeOf()).not.toContain('data-mode="')
  await change('site.mode', 'dark', 'system')
  expect(await homeOf()).toContain('data-mode="dark"')
})

test('a setting is found by a word of its name or of what it does, and by being changed', async () => {
  const found = async (query: string) => {
    const page = await (await admin.guest.get(`${path}?${query}`)).text()
    return [...page.matchAll(/name="was:([\w.]+)"/g)].map((match) => match[1])
  }
  expect(await found('q=noindex')).toEqual(['site.indexed'])
  expect(await found('q=zeppelin')).toEqual([])
  expect(await found('group=look')).toEqual(['site.theme', 'site.mode'])
  await change('site.name', 'Tarnmoor', 'Guildhall')
  expect(await found('changed=yes')).toEqual(['site.name'])
})

test('to everybody else there is no such page', async () => {
  const manager = await comeAs(site, 'manager')
  for (const address of [path, `${path}/history`]) expect((await manager.guest.get(address)).status).toBe(404)
  expect((await manager.guest.post(path, { 'site.name': 'Mine', 'was:site.name': 'Guildhall' })).status).toBe(
    404,
  )
})

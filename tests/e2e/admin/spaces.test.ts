import { beforeAll, expect, test } from 'vitest'
import { saveRule } from '#app/domains/access/save-rule.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { comeAs, type Person } from './people.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let manager: Person
beforeAll(async () => {
  manager = await comeAs(site, 'manager')
})

const fields = {
  do: 'save',
  version: '0',
  name: 'Night walks',
  slug: 'night-walks',
  description: 'For who walks after dark.',
  kind: 'discussion',
  hue: '240',
  sort: 'latest',
  parent: '',
  state: 'open',
  who: 'everyone',
  level: '1',
  role: 'moderator',
  group: '',
}
const send = (to: number | 'new', more: Partial<typeof fields> = {}) =>
  manager.guest.post(`/admin/spaces/${to}`, { ...fields, ...more })
const bySlug = (slug: string) =>
  kysely.selectFrom('space').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow()
/** A space of its own for a test, made by the form. */
async function made(slug: string, more: Partial<typeof fields> = {}) {
  expect((await send('new', { name: `The ${slug}`, slug, ...more })).status).toBe(303)
  return bySlug(slug)
}

test('a space is made, stands in the rail at once, and is in the log', async () => {
  await site.get('/')
  const space = await made('night-walks', { name: 'Night walks' })
  expect(await (await site.get('/')).text()).toContain('Night walks')
  expect(space).toMatchObject({ hue: 240, rule_id: 1, description: 'For who walks after dark.' })
  const entry = await kysely
    .selectFrom('audit_entry')
    .selectAll()
    .where('target_id', '=', space.id)
    .executeTakeFirst()
  expect(entry).toMatchObject({ act: 'spaces.create', actor_id: manager.id, target_name: 'Night walks' })
})

test('a new address leads there from the old one, which nobody else gets', async () => {
  const { id } = await made('old-name')
  expect((await send(id, { slug: 'new-name', name: 'New name' })).status).toBe(303)
  const old = await site.get('/s/old-name')
  expect([old.status, old.headers.get('location')]).toEqual([301, '/s/new-name'])
  const taken = await send('new', { slug: 'old-name' })
  expect(taken.status).toBe(422)
  expect(await taken.text()).toContain('Another space has or had this address.')
  expect((await send(id, { slug: 'old-name', version: '1' })).status).toBe(303)
  expect((await site.get('/s/new-name')).headers.get('location')).toBe('/s/old-name')
})

test('whoever may not see it any more does not, and what lies in it follows', async () => {
  const space = await made('opened')
  const child = await made('opened-child', { parent: String(space.id) })
  const thread = await makeThread(kysely, {
    space: child,
    posts: [{ authorId: manager.id, source: 'A quiet word.' }],
  })
  const address = `/t/${thread.id}/${thread.slug}`
  expect((await site.get(address)).status).toBe(200)
  expect((await send(space.id, { slug: 'opened', who: 'trust', level: '3' })).status).toBe(303)
  expect((await site.get(address)).status).toBe(404)
  const trusted = await makeMember(kysely, { trust_level: 3 })
  expect((await site.get(address, { as: await site.signIn(trusted.accountId) })).status).toBe(200)
  const counts = await kysely.selectFrom('space_count').selectAll().where('space_id', '=', child.id).execute()
  const kept = await bySlug('opened-child')
  expect(counts.map(({ rule_id }) => rule_id)).toEqual([kept.rule_id])
  expect((await send(space.id, { slug: 'opened', version: '1' })).status).toBe(303)
  expect((await site.get(address)).status).toBe(200)
})

test('of fifty who save the same version one is heard; what the others typed stays, beside what stands there', async () => {
  const { id } = await made('crowded')
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => send(id, { slug: 'crowded', name: `Name ${n}` })),
  )
  expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
  const lost = answers.findIndex(({ status }) => status === 422)
  const page = (await answers[lost]?.text()) ?? ''
  const { name, version } = await bySlug('crowded')
  expect(version).toBe(1)
  expect(page).toContain('Somebody saved this space meanwhile.')
  expect(page).toContain(`value="Name ${lost}"`)
  expect(page).toContain(`Now: ${name}`)
  expect((await send(id, { slug: 'crowded', name: `Name ${lost}`, version: '1' })).status).toBe(303)
})

test('what does not fit is said beside its field', async () => {
  const answer = await send('new', { name: 'x', slug: 'Not an address!', hue: '7', who: 'everyone' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  for (const words of [
    'A name has 2 to 60 characters.',
    'Letters and digits with dashes',
    'Choose one of those',
  ])
    expect(page).toContain(words)
  const group = await send('new', { slug: 'a-group', who: 'group' })
  expect(await group.text()).toContain('Say which group.')
  const top = await made('top')
  const inside = await made('inside', { parent: String(top.id) })
  for (const wrong of [
    send('new', { slug: 'third', parent: String(inside.id) }),
    send(top.id, { slug: 'top', parent: String((await made('other-top')).id) }),
  ])
    expect(await (await wrong).text()).toContain('Spaces lie two deep')
})

test('who would see it is said before it is saved', async () => {
  await makeMember(kysely, { trust_level: 4 })
  const before = await (await send('new', { do: 'preview', slug: 'unseen', who: 'trust', level: '4' })).text()
  expect(before).toContain('One member would see it')
  expect(await kysely.selectFrom('space').select('id').where('slug', '=', 'unseen').execute()).toEqual([])
})

test('a rule that says more than the form can is shown and kept', async () => {
  const { platform } = site.server
  const expression = {
    kind: 'any',
    of: [
      { kind: 'trust', atLeast: 4 },
      { kind: 'grant', grant: 'tier', key: 'gold' },
    ],
  }
  const command = { ...platform, db: kysely, actor: { kind: 'system', job: 'test' } } as const
  const rich = await saveRule(command, { name: 'Gold, or trusted', expression })
  const space = await makeSpace(kysely, { slug: 'rich', rule_id: rich })
  await platform.bus.publish('spaces', {})
  await platform.bus.caughtUp()
  expect(await (await manager.guest.get(`/admin/spaces/${space.id}`)).text()).toContain('&quot;gold&quot;')
  expect((await send(space.id, { slug: 'rich', who: 'keep' })).status).toBe(303)
  expect((await bySlug('rich')).rule_id).toBe(rich)
})

test('buttons move a space among those beside it', async () => {
  const order = async () => {
    const all = await site.server.services.spaces.all()
    return all.filter(({ slug }) => slug.startsWith('ordered')).map(({ slug }) => slug)
  }
  for (const slug of ['ordered-1', 'ordered-2', 'ordered-3']) await made(slug)
  const move = async (slug: string, way: 'up' | 'down') =>
    (await manager.guest.post('/admin/spaces', { [way]: String((await bySlug(slug)).id) })).status
  expect(await move('ordered-3', 'up')).toBe(303)
  expect(await order()).toEqual(['ordered-1', 'ordered-3', 'ordered-2'])
  expect(await move('ordered-2', 'down')).toBe(303)
  expect(await order()).toEqual(['ordered-1', 'ordered-3', 'ordered-2'])
})

test('a locked space is the team’s, an archived one nobody’s; and the editor is for who may', async () => {
  const member = await comeAs(site, 'member')
  const { id } = await made('closed-one', { state: 'locked' })
  const offered = async ({ guest }: Person) =>
    (await (await guest.get('/new')).text()).includes('value="closed-one"')
  expect([await offered(member), await offered(manager)]).toEqual([false, true])
  expect((await send(id, { slug: 'closed-one', state: 'archived' })).status).toBe(303)
  expect(await offered(manager)).toBe(false)
  const moderator = await comeAs(site, 'moderator')
  for (const path of ['/admin/spaces', '/admin/spaces/new', `/admin/spaces/${id}`])
    expect((await moderator.guest.get(path)).status, path).toBe(404)
  expect((await moderator.guest.post(`/admin/spaces/${id}`, fields)).status).toBe(404)
})

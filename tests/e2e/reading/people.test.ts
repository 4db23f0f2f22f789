import { beforeAll, expect, test } from 'vitest'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
let ann: { id: number; accountId: number }
let staff: typeof ann
let space: { id: number; rule_id: number }

beforeAll(async () => {
  ann = await makeMember(kysely, { handle: 'ann', display_name: 'Ann' })
  staff = await makeMember(kysely, { handle: 'staff', role: 'moderator' })
  await makeMember(kysely, { handle: 'brand', kind: 'brand' })
  space = await makeSpace(kysely)
})

async function reader() {
  const member = await makeMember(kysely)
  const guest = await memberGuest(site, member)
  const relate = (handle: string, kind: string) => guest.post(`/u/${handle}/relation`, { kind })
  const textOf = async (path: string) => (await guest.get(path)).text()
  return { ...member, guest, relate, textOf }
}
const relationsOf = (memberId: number) =>
  kysely
    .selectFrom('member_relation')
    .select(['other_id', 'kind'])
    .where('member_id', '=', memberId)
    .execute()
const thread = (authorId: number, title: string, posts: { authorId: number; source: string }[] = []) =>
  makeThread(kysely, { space, title, posts: [{ authorId, source: 'It begins.' }, ...posts] })

test('R1: who presses follow fifty times at once follows once', async () => {
  const { id, relate } = await reader()
  const sent = await Promise.all(Array.from({ length: 50 }, () => relate('ann', 'following')))
  expect(new Set(sent.map((one) => `${one.status} ${one.headers.get('location')}`))).toEqual(
    new Set(['303 /u/ann']),
  )
  expect(await relationsOf(id)).toEqual([{ other_id: ann.id, kind: 'following' }])
})

test('one is followed, muted or ignored, one at a time; each is shown and undone', async () => {
  const { id, relate, textOf } = await reader()
  for (const [kind, said] of [
    ['following', 'You follow them'],
    ['muted', 'Muted:'],
    ['ignored', 'Ignored:'],
  ] as const) {
    await relate('ann', kind)
    expect(await relationsOf(id)).toEqual([{ other_id: ann.id, kind }])
    expect(await textOf('/u/ann')).toContain(said)
    const list = await textOf('/you/people')
    expect(list.slice(list.indexOf(`id="${kind}"`))).toContain('href="/u/ann"')
  }
  await relate('ann', 'none')
  expect(await relationsOf(id)).toEqual([])
  expect(await textOf('/u/ann')).toContain('>Follow<')
})

test('the team and the brand are heard by everybody; nobody relates to themselves or to nobody', async () => {
  const { id, handle, relate, textOf } = await reader()
  for (const one of ['staff', 'brand']) {
    for (const kind of ['muted', 'ignored'])
      expect((await relate(one, kind)).status, `${one} ${kind}`).toBe(403)
    expect(await textOf(`/u/${one}`)).not.toContain('>Ignore<')
    expect((await relate(one, 'following')).status).toBe(303)
  }
  expect((await relate(handle, 'following')).status).toBe(403)
  expect((await relate('nobody', 'following')).status).toBe(404)
  expect((await guestOf(site).post('/u/ann/relation', { kind: 'following' })).status).toBe(403)
  // Who became one of the team after they were ignored is heard again.
  const late = await makeMember(kysely, { handle: 'late' })
  await relate('late', 'ignored')
  await kysely.updateTable('member').set({ role: 'moderator' }).where('id', '=', late.id).execute()
  const one = await thread(ann.id, 'A word of the team', [{ authorId: late.id, source: 'Please be kind.' }])
  expect(await textOf(`/t/${one.id}/${one.slug}`)).not.toContain('class="folded"')
  expect((await relationsOf(id)).map(({ kind }) => kind).toSorted()).toEqual([
    'following',
    'following',
    'ignored',
  ])
})

test('what an ignored person writes is folded where it stands, and keeps its number; others see it as ever', async () => {
  const { relate, textOf } = await reader()
  const bea = await makeMember(kysely, { handle: 'bea' })
  const one = await thread(ann.id, 'Which glue holds?', [
    { authorId: bea.id, source: 'Silicone, of course.' },
    { authorId: ann.id, source: 'Thank you.' },
  ])
  const path = `/t/${one.id}/${one.slug}`
  await relate('bea', 'ignored')
  const page = await textOf(path)
  const folded = /<details class="folded">[\s\S]*?<\/details>/.exec(page)?.[0] ?? ''
  expect(folded).toContain('id="p2"')
  expect(folded).toContain('Silicone, of course.')
  expect(page.match(/class="folded"/g)).toHaveLength(1)
  for (const other of [await (await site.get(path)).text(), await (await reader()).textOf(path)])
    expect(other).not.toContain('class="folded"')
  // Searching is not affected.
  expect(await textOf('/search?q=silicone')).toContain(one.title)
})

test('what muted and ignored people begin is in no list of the community; what followed ones begin has one', async () => {
  const { relate, textOf } = await reader()
  const [cleo, dora, emil] = await Promise.all(
    ['cleo', 'dora', 'emil'].map((handle) => makeMember(kysely, { handle })),
  )
  for (const who of [cleo, dora, emil]) await thread(who?.id ?? 0, `Something by ${who?.handle}`)
  const listed = async (path: string) => {
    const page = await textOf(path)
    return ['cleo', 'dora', 'emil'].filter((handle) => page.includes(`Something by ${handle}`))
  }
  expect(await listed('/?sort=new')).toEqual(['cleo', 'dora', 'emil'])
  await relate('cleo', 'muted')
  await relate('dora', 'ignored')
  await relate('emil', 'following')
  for (const path of ['/', '/?sort=new', '/?sort=unseen', '/?sort=following'])
    expect(await listed(path), path).toEqual(['emil'])
  expect(await textOf('/?sort=following')).not.toContain('Which glue')
})

test('words that are muted fold posts and keep titles out; each can be undone, and a bad one says why', async () => {
  const { guest, textOf } = await reader()
  const one = await thread(ann.id, 'The great finale', [
    { authorId: staff.id, source: 'The FINALE was sad.' },
  ])
  const other = await thread(staff.id, 'Another title', [
    { authorId: ann.id, source: 'No finale for me, please' },
  ])
  const word = (what: string, typed: string) => guest.post('/you/people', { do: what, word: typed })
  expect((await word('mute', '  FinAle ')).status).toBe(303)
  expect((await word('mute', 'finale')).status).toBe(303)
  expect(await textOf('/?sort=new')).not.toContain('The great finale')
  const path = `/t/${other.id}/${other.slug}`
  expect(await textOf(path)).toContain('with a word that you muted')
  // What the team says is not folded.
  expect(await textOf(`/t/${one.id}/${one.slug}`)).not.toContain('class="folded"')
  const refused = await word('mute', 'x')
  expect([refused.status, (await refused.text()).includes('Two characters at least')]).toEqual([422, true])
  await word('unmute', 'finale')
  expect(await textOf(path)).not.toContain('class="folded"')
})

test('a card says what the page of a person says, and nothing more', async () => {
  const { relate, textOf, guest } = await reader()
  const card = await textOf('/u/ann/card')
  expect(card).toContain('>Ann<')
  expect(card).toContain('>Follow<')
  expect(card).not.toContain('<html')
  await relate('ann', 'following')
  expect(await textOf('/u/ann/card')).toContain('>Unfollow<')
  expect(await (await site.get('/u/ann/card')).text()).not.toContain('<form')
  await makeMember(kysely, { handle: 'gone', kind: 'erased' })
  for (const name of ['gone', 'nobody']) expect((await guest.get(`/u/${name}/card`)).status).toBe(404)
})

import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import { eraseLeavers } from '#app/domains/accounts/leaving/erase-leavers.server.ts'
import { keptNumbers } from '#app/domains/counters/testing/kept-numbers.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { wakeIndexer } from '#app/domains/search/search-index.server.ts'
import { postIndexNames } from '#app/domains/search/meilisearch/post-index.ts'
import { namespaceOf } from '#app/platform/create-platform.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { letterTo } from '#tests/support/letters.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { filesWith, tablesWith } from '#tests/support/traces.ts'
import { formWith, somePicture, uploaded } from '#tests/support/uploads.ts'

const meili = await testMeilisearch()
const site = await testSite({
  ...(await atOwnAddress()),
  MEILI_URL: meili.url,
  ...(meili.key ? { MEILI_KEY: meili.key } : {}),
})
const { kysely } = site.db
const { services } = site.server
const DAY = 24 * 3_600_000

let serial = 0
let who: { id: number; handle: string; accountId: number }
let address: string
let guest: Guest

beforeEach(async () => {
  const handle = `zephyrine-${++serial}`
  who = await makeMember(kysely, {
    handle,
    display_name: `Quillon Zephyr${serial}`,
    bio: `Quagmirely${serial} yours`,
  })
  address = `quenby${serial}@tarn.example`
  const { accountId } = who
  await kysely
    .updateTable('account')
    .set({ email: address, email_key: address })
    .where('id', '=', accountId)
    .execute()
  guest = await memberGuest(site, who)
})

const leaves = (way: string, handle = who.handle) => guest.post('/you/leave', { do: 'leave', way, handle })
const leads = (answer: Response) => [answer.status, answer.headers.get('location')]
const textOf = async (path: string, as: Guest = guestOf(site)) => (await as.get(path)).text()

/** Its days are over, and everything that follows is done. */
async function erased() {
  const deps = { ...services, clock: { now: () => new Date(Date.now() + 8 * DAY) } }
  await eraseLeavers(deps)
  await vi.waitFor(
    async () => {
      const { rows } = await sql<{ task: string }>`
        select task_identifier as task from graphile_worker.jobs
        where task_identifier not in ('index-posts') `.execute(kysely)
      if (rows.length > 0) throw new Error(rows.map(({ task }) => task).join(' '))
    },
    { timeout: 30_000, interval: 50 },
  )
}

/** Everything that the search server holds. */
const indexed = async () =>
  JSON.stringify(await meili.documents(postIndexNames(namespaceOf(services.env)).live))

/** Two threads: their own, which nobody answered, and somebody else's, in which they wrote and were answered. */
async function written() {
  const other = await makeMember(kysely)
  const space = await makeSpace(kysely)
  const picture = await uploaded(
    guest,
    formWith(await somePicture(), `quorlicious${serial}.jpg`, { alt: `quorlicious${serial}` }),
  )
  const own = await makeThread(kysely, {
    space,
    title: `Quaffable${serial} cups`,
    posts: [{ authorId: who.id, source: `Quixotrope${serial} alone.` }],
    tags: ['cups'],
  })
  const shared = await makeThread(kysely, {
    space,
    title: 'A thread of others',
    posts: [
      { authorId: other.id, source: 'The question.' },
      { authorId: who.id, source: `Quixotrope${serial} in company.`, likes: 2 },
      { authorId: other.id, source: 'The answer.', replyTo: 2 },
      { authorId: who.id, source: `Quixotrope${serial} taken back.`, state: 'deleted' },
    ],
  })
  const postId = shared.postIds.get(2) ?? 0
  const version = { post_id: postId, editor_id: who.id }
  await kysely
    .insertInto('post_revision')
    .values([
      { ...version, number: 1, source: `Quixotrope${serial} at first.` },
      { ...version, number: 2, source: `Quixotrope${serial} in company.` },
    ])
    .execute()
  await kysely.updateTable('post').set({ edited_at: new Date() }).where('id', '=', postId).execute()
  await kysely
    .insertInto('draft')
    .values({ member_id: who.id, thread_id: shared.id, body: `Quixotrope${serial} unsaid` })
    .execute()
  await kysely
    .insertInto('member_handle')
    .values({ handle_key: `zephyrine-before-${serial}`, member_id: who.id })
    .execute()
  return { space, own, shared, other, picture }
}

test('who leaves types their handle, is signed out everywhere, and comes back within the days', async () => {
  expect((await leaves('remove', 'somebody-else')).status).toBe(422)
  expect((await leaves('sideways')).status).toBe(422)
  expect((await leaves('')).status).toBe(422)
  expect(leads(await leaves('remove', `@${who.handle.toUpperCase()}`))).toEqual([303, '/left'])
  expect((await guest.get('/you/leave')).status).toBe(403)
  expect((await letterTo(site, address)).subject).toContain('erased')
  const again = guestOf(site)
  await again.post('/sign-in', { how: 'link', email: address, to: '/tags' })
  const { code } = await letterTo(site, address, 2)
  expect(leads(await again.post('/enter', { code }))).toEqual([303, '/you/leave'])
  expect(await textOf('/you/leave', again)).toContain('value="stay"')
  expect(leads(await again.post('/you/leave', { do: 'stay' }))).toEqual([303, '/'])
  await erased()
  expect((await again.get(`/u/${who.handle}`)).status).toBe(200)
})

test('nothing happens before the days are over, and nobody comes back after', async () => {
  await leaves('anonymise')
  await eraseLeavers({ ...services, clock: { now: () => new Date(Date.now() + 6 * DAY) } })
  expect((await guestOf(site).get(`/u/${who.handle}`)).status).toBe(200)
  await erased()
  expect((await guestOf(site).get(`/u/${who.handle}`)).status).toBe(404)
})

test('only who has just shown that it is them leaves', async () => {
  expect((await guestOf(site).get('/you/leave')).status).toBe(403)
  await kysely
    .updateTable('session')
    .set({ proven_at: new Date(0) })
    .execute()
  expect(leads(await leaves('remove'))).toEqual([303, '/you/confirm?to=%2Fyou%2Fleave'])
  expect(
    await kysely.selectFrom('account_leaving').where('account_id', '=', who.accountId).execute(),
  ).toEqual([])
})

test('of admins who all leave at once one stays', async () => {
  const admins = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      makeMember(kysely, { role: 'admin', handle: `admin-${serial}-${n}` }),
    ),
  )
  const guests = await Promise.all(admins.map((admin) => memberGuest(site, admin)))
  const answers = await Promise.all(
    guests.map((one, n) =>
      one.post('/you/leave', { do: 'leave', way: 'remove', handle: admins[n]?.handle ?? '' }),
    ),
  )
  expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array<number>(9).fill(303), 422])
  await erased()
  const left = await kysely.selectFrom('member').where('role', '=', 'admin').select('id').execute()
  expect(left).toHaveLength(1)
  await kysely.updateTable('member').set({ role: 'member' }).where('role', '=', 'admin').execute()
})

test(
  'with their words removed no table, no file, no index and no page knows of them',
  { timeout: 60_000 },
  async () => {
    const { space, own, shared, picture } = await written()
    const traces = [
      who.handle,
      `Quillon Zephyr${serial}`,
      address,
      `Quagmirely${serial}`,
      `zephyrine-before-${serial}`,
    ]
    const words = [`Quixotrope${serial}`, `Quaffable${serial}`, `quorlicious${serial}`, picture.key]
    // Pages, feeds and pictures are made and kept before.
    const pages = [
      `/t/${shared.id}/${shared.slug}`,
      `/s/${space.slug}`,
      '/',
      '/tags/cups',
      `/s/${space.slug}/feed.atom`,
    ]
    for (const page of [...pages, `/u/${who.handle}`, `/t/${own.id}/${own.slug}`]) await textOf(page)
    expect(await textOf(pages[0] ?? '')).toContain(`Quixotrope${serial}`)
    await wakeIndexer(kysely)
    await vi.waitFor(async () => expect(await indexed()).toContain(`Quixotrope${serial}`), {
      timeout: 20_000,
    })
    await guest.post('/you/data', {})
    await leaves('remove')
    await letterTo(site, address)
    // The scan sees: every one of them is found before.
    const before = (await tablesWith(kysely, [...traces, ...words])).join()
    for (const word of [...traces, ...words]) expect(before, word).toContain(word)
    const data = services.env.GUILDHALL_DATA
    expect(await filesWith(data, [address])).not.toEqual([])
    expect(await filesWith(`${data}/files`, [])).toEqual([])

    await erased()

    expect(await tablesWith(kysely, [...traces, ...words])).toEqual([])
    expect(await filesWith(data, [...traces, ...words])).toEqual([])
    expect((await guestOf(site).get(picture.href)).status).toBe(404)
    for (const page of pages) {
      const shown = (await textOf(page)).toLowerCase()
      for (const word of [...traces, ...words]) expect(shown, page).not.toContain(word.toLowerCase())
    }
    for (const gone of [`/u/${who.handle}`, `/u/zephyrine-before-${serial}`, `/t/${own.id}/${own.slug}`])
      expect((await guestOf(site).get(gone)).status, gone).toBe(404)
    await vi.waitFor(async () => expect(await indexed()).not.toContain(`Quixotrope${serial}`), {
      timeout: 20_000,
    })
    expect(await textOf(`/search?q=Quixotrope${serial}`)).not.toContain('Quixotrope in')
  },
)

test('threads of others stay whole and numbered, and every number equals a recount', async () => {
  const { shared } = await written()
  await leaves('remove')
  await erased()
  const posts = await kysely
    .selectFrom('post')
    .where('thread_id', '=', shared.id)
    .select(['number', 'state', 'source'])
    .orderBy('number')
    .execute()
  expect(posts.map(({ number, state, source }) => [number, state, source])).toEqual([
    [1, 'published', 'The question.'],
    [2, 'deleted', ''],
    [3, 'published', 'The answer.'],
    [4, 'deleted', ''],
  ])
  expect(await textOf(`/t/${shared.id}/${shared.slug}`)).toContain('The answer.')
  const kept = await keptNumbers(kysely)
  await kysely.transaction().execute(recount)
  expect(await keptNumbers(kysely)).toEqual(kept)
})

test('what is emptied is brought back by nobody', async () => {
  const { shared } = await written()
  await leaves('remove')
  await erased()
  const moderator = await memberGuest(site, await makeMember(kysely, { role: 'moderator' }))
  const answer = await moderator.post(`/p/${shared.postIds.get(2)}/restore`, {})
  expect(answer.status).toBe(404)
})

test('anonymised words stay under a former member, and mentions lead nowhere', async () => {
  const { own, shared, other, picture } = await written()
  const { id: mentioning } = await makeThread(kysely, {
    space: await makeSpace(kysely),
    posts: [{ authorId: other.id, source: `Thanks, @${who.handle}!` }],
  })
  await kysely
    .updateTable('post')
    .set({ html: `<p><a class="mention" href="/u/${who.handle}">@<bdi>${who.handle}</bdi></a></p>` })
    .where('thread_id', '=', mentioning)
    .execute()
  await leaves('anonymise')
  await erased()
  for (const { id, slug } of [own, shared]) {
    const page = await textOf(`/t/${id}/${slug}`)
    expect(page).toContain(`Quixotrope${serial}`)
    expect(page).not.toContain(who.handle)
    expect(page).not.toContain(`Quillon Zephyr${serial}`)
  }
  const traces = [
    `Quillon Zephyr${serial}`,
    address,
    `Quagmirely${serial}`,
    `zephyrine-before-${serial}`,
    picture.key,
  ]
  expect(await tablesWith(kysely, traces)).toEqual([])
  const row = await kysely
    .selectFrom('post')
    .where('thread_id', '=', mentioning)
    .select('html')
    .executeTakeFirst()
  expect(row?.html).not.toContain('class="mention"')
})

test('fifty that erase at once erase once, and what was being written is refused', async () => {
  await written()
  await leaves('remove')
  const stray = await memberGuest(site, who)
  const deps = { ...services, clock: { now: () => new Date(Date.now() + 8 * DAY) } }
  await Promise.all(Array.from({ length: 50 }, () => eraseLeavers(deps)))
  expect((await stray.get('/you/data')).status).toBe(403)
  await erased()
  const left = await kysely
    .selectFrom('post')
    .where('author_id', '=', who.id)
    .where('source', '<>', '')
    .select('id')
    .execute()
  expect(left).toEqual([])
})

import { sql } from 'kysely'
import { text } from 'node:stream/consumers'
import { beforeEach, expect, test, vi } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { removeExports } from '#app/domains/accounts/export/remove-exports.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { memberGuest } from '#tests/support/member-guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { formWith, somePicture, uploaded } from '#tests/support/uploads.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db
const DAY = 24 * 3_600_000

type Member = Awaited<ReturnType<typeof makeMember>>
let writer: Member
let guest: Guest

beforeEach(async () => {
  writer = await makeMember(kysely, { bio: 'I mend boots.' })
  const email = `${writer.handle}@tarn.example`
  await kysely
    .updateTable('account')
    .set({ email, email_key: email })
    .where('id', '=', writer.accountId)
    .execute()
  guest = await memberGuest(site, writer)
})

/** Asks for the file and waits until the page offers it. */
async function ready(asker: Guest = guest) {
  expect((await asker.post('/you/data', {})).headers.get('location')).toBe('/you/data')
  await vi.waitFor(
    async () => expect(await (await asker.get('/you/data')).text()).toContain('href="/you/data/file"'),
    { timeout: 20_000, interval: 50 },
  )
}

async function fetched(asker: Guest = guest): Promise<Record<string, string>> {
  const answer = await asker.get('/you/data/file')
  expect(answer.status).toBe(200)
  const archive = await fromBufferPromise(Buffer.from(await answer.arrayBuffer()), { lazyEntries: true })
  const files: Record<string, string> = {}
  for await (const entry of archive.eachEntry())
    files[entry.fileName] = await text(await archive.openReadStreamPromise(entry))
  return files
}

test('a member gets everything of theirs: what stands, what was taken back, what was changed, what was begun', async () => {
  const space = await makeSpace(kysely)
  const thread = await makeThread(kysely, {
    space,
    posts: [
      { authorId: writer.id, source: 'The first **words**.' },
      { authorId: writer.id, source: 'Taken back.', state: 'deleted' },
      { authorId: (await makeMember(kysely)).id, source: 'Words of somebody else.' },
    ],
  })
  const postId = thread.postIds.get(1) ?? 0
  const version = { post_id: postId, editor_id: writer.id }
  await kysely
    .insertInto('post_revision')
    .values([
      { ...version, number: 1, source: 'How it began.' },
      { ...version, number: 2, source: 'The first **words**.' },
    ])
    .execute()
  await kysely
    .insertInto('draft')
    .values({ member_id: writer.id, thread_id: thread.id, body: 'Half a thought' })
    .execute()
  await uploaded(guest, formWith(await somePicture(), 'boot.jpg', { alt: 'A boot' }))
  await ready()
  const files = await fetched()
  const all = JSON.stringify(files)
  for (const own of [
    'The first **words**.',
    'Taken back.',
    'How it began.',
    'Half a thought',
    'I mend boots.',
  ])
    expect(all).toContain(own)
  expect(all).not.toContain('Words of somebody else.')
  const [account] = JSON.parse(files['account.json'] ?? '') as { email: string }[]
  expect(account?.email).toBe(`${writer.handle}@tarn.example`)
  expect(JSON.parse(files['sessions.json'] ?? '')).toHaveLength(1)
  expect(JSON.parse(files['uploads.json'] ?? '')).toMatchObject([{ name: 'boot.jpg', alt: 'A boot' }])
  const pictures = Object.entries(files).filter(([name]) => name.startsWith('files/'))
  expect(pictures.length).toBeGreaterThan(0)
  for (const [, content] of pictures) expect(content).not.toBe('')
})

test('no secret is in it', async () => {
  const hash = await site.server.services.passwords.hash('four tents under one moon')
  await kysely.insertInto('account_password').values({ account_id: writer.accountId, hash }).execute()
  await kysely
    .insertInto('account_totp')
    .values({ account_id: writer.accountId, secret: 'JBSWY3DPEHPK3PXP', confirmed_at: new Date() })
    .execute()
  await kysely
    .insertInto('recovery_code')
    .values({ account_id: writer.accountId, hash: 'hash-of-a-recovery-code' })
    .execute()
  await kysely
    .insertInto('mail')
    .values({
      kind: 'enter',
      address: `${writer.handle}@tarn.example`,
      locale: 'en',
      subject: 'Your code: 123456',
    })
    .execute()
  await ready()
  const all = JSON.stringify(await fetched())
  const ids = await kysely.selectFrom('session').select('id').execute()
  for (const secret of [
    hash,
    'JBSWY3DPEHPK3PXP',
    'hash-of-a-recovery-code',
    '123456',
    ...ids.map(({ id }) => id),
  ])
    expect(all).not.toContain(secret)
  expect(all).toContain('Your code: ••••••')
})

test('only its owner can fetch it, and only who has just shown that it is them', async () => {
  await ready()
  const stranger = await memberGuest(site, await makeMember(kysely))
  expect((await stranger.get('/you/data/file')).status).toBe(404)
  expect((await guestOf(site).get('/you/data/file')).status).toBe(403)
  expect((await guestOf(site).get('/you/data')).status).toBe(403)
  await kysely
    .updateTable('session')
    .set({ proven_at: new Date(Date.now() - 3_600_000) })
    .where('account_id', '=', writer.accountId)
    .execute()
  for (const path of ['/you/data', '/you/data/file'])
    expect((await guest.get(path)).headers.get('location')).toBe('/you/confirm?to=%2Fyou%2Fdata')
  expect((await guest.post('/you/data', {})).headers.get('location')).toBe('/you/confirm?to=%2Fyou%2Fdata')
})

test('fifty that ask at once get one file, and no second one today', async () => {
  await Promise.all(Array.from({ length: 50 }, () => guest.post('/you/data', {})))
  await ready()
  const rows = () =>
    kysely.selectFrom('account_export').where('account_id', '=', writer.accountId).select('id').execute()
  expect(await rows()).toHaveLength(1)
})

test('after seven days it is gone, from the page and from the storage; with the account at once', async () => {
  const { storage } = site.server.services
  const stored = async () => {
    const keys: string[] = []
    for await (const { key } of storage.list('exports/')) keys.push(key)
    return keys
  }
  await removeExports({ db: kysely, storage }, new Date(Date.now() + 8 * DAY))
  await ready()
  const other = await makeMember(kysely)
  await ready(await memberGuest(site, other))
  expect(await stored()).toHaveLength(2)
  await removeExports({ db: kysely, storage }, new Date(Date.now() + 6 * DAY))
  expect(await stored()).toHaveLength(2)
  await kysely.deleteFrom('account').where('id', '=', other.accountId).execute()
  await removeExports({ db: kysely, storage }, new Date())
  expect(await stored()).toHaveLength(1)
  await kysely
    .updateTable('account_export')
    .set({ ready_at: new Date(Date.now() - 7 * DAY) })
    .execute()
  expect((await guest.get('/you/data/file')).status).toBe(404)
  await removeExports({ db: kysely, storage }, new Date())
  expect(await stored()).toEqual([])
  expect(await (await guest.get('/you/data')).text()).not.toContain('/you/data/file')
})

/** Every column that names a member or an account, and where its rows are told: by the file, or why in none. */
const TOLD: Record<string, string> = {
  'access_grant.member_id': 'access-given',
  'account.member_id': 'account',
  'account_export.account_id': 'the file itself',
  'account_leaving.account_id': 'nobody asks for a file of what they end; its letter is in letters',
  'account_password.account_id': 'a secret; when it was chosen is in account',
  'account_ticket.account_id': 'a secret of a few minutes',
  'account_totp.account_id': 'a secret; since when is in account',
  'draft.member_id': 'drafts',
  'group_member.member_id': 'groups',
  'group_waiting.member_id': 'groups',
  'mail.member_id': 'letters',
  'member_count.member_id': 'counted from the posts',
  'member_day.member_id': 'reading-by-day',
  'member_handle.member_id': 'profile',
  'member_reading.member_id': 'reading-by-day',
  'member_relation.member_id': 'people',
  'member_relation.other_id': 'what others hold of them is theirs',
  'muted_word.member_id': 'muted-words',
  'poll_vote.member_id': 'votes',
  'post.author_id': 'posts',
  'post.typed_by_id': 'posts of a brand are the brand’s',
  'post_revision.editor_id': 'earlier-versions and edits-of-others',
  'reaction.member_id': 'reactions',
  'recovery_code.account_id': 'a secret; how many are left is in account',
  'scheduled_thread.member_id': 'scheduled',
  'session.account_id': 'sessions',
  'space_moderator.member_id': 'spaces-looked-after',
  'space_reading.member_id': 'reading-of-spaces',
  'tag_reading.member_id': 'reading-of-tags',
  'thread.author_id': 'threads-begun',
  'thread.last_author_id': 'found from the posts',
  'thread_event.actor_id': 'things-done-to-threads',
  'thread_reading.member_id': 'reading',
  'trust_change.by_id': 'what they did for the team is the team’s',
  'trust_change.member_id': 'trust',
  'trust_lock.member_id': 'the level that was given is in trust',
  'upload.owner_id': 'uploads',
}

test('every column that names a member or an account is told of, or said why not', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid in ('member'::regclass, 'account'::regclass) order by 1`.execute(
    kysely,
  )
  const forgotten = rows.map(({ name }) => name).filter((name) => !(name in TOLD))
  expect(forgotten, 'Give it a part in export-parts.server.ts, or a reason here').toEqual([])
})

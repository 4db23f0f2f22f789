import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bakePosts } from '#app/domains/posts/bake-posts.server.ts'
import { removeUnusedUploads } from '#app/domains/uploads/remove-unused-uploads.server.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { guestOf, type Guest } from '#tests/support/guest.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { formWith, signedIn, somePicture, uploaded } from '#tests/support/uploads.ts'

const site = await testSite(await atOwnAddress())
const db = site.db.kysely
const { storage, env } = site.server.services
const MEMBERS = 2
const [ann, ben, mod] = await Promise.all([
  makeMember(db, { handle: 'ann', trust_level: 4 }),
  makeMember(db, { handle: 'ben' }),
  makeMember(db, { handle: 'mod', role: 'moderator' }),
])
const [asAnn, asBen, asMod, asVisitor] = [
  await signedIn(site, ann),
  await signedIn(site, ben),
  await signedIn(site, mod),
  guestOf(site),
]
const open = await makeSpace(db, { slug: 'open' })
const closed = await makeSpace(db, { slug: 'closed', rule_id: MEMBERS })

const picture = async (name = 'Door.png') =>
  uploaded(asAnn, formWith(await somePicture(), name, { alt: 'A door' }))
/** Writes a post that shows it, as the composer will: stored, then baked. */
async function show(source: string, where = open, more: { authorId?: number; state?: 'hidden' } = {}) {
  const thread = await makeThread(db, { space: where, posts: [{ authorId: ann.id, source, ...more }] })
  const post = {
    id: thread.postIds.get(1)!,
    source,
    ruleId: where.rule_id,
    authorId: more.authorId ?? ann.id,
  }
  await db.transaction().execute((tx) => bakePosts(tx, [post], env.PUBLIC_URL))
  return { ...thread, ...post, threadId: thread.id }
}
const statuses = async (href: string, guests: Guest[] = [asVisitor, asBen, asAnn, asMod]) =>
  Promise.all(guests.map(async (guest) => (await guest.get(href)).status))

test('what no post shows is for its owner alone, and kept by nobody', async () => {
  const { href } = await picture()
  expect(await statuses(href)).toEqual([404, 404, 200, 404])
  expect((await asAnn.get(href)).headers.get('cache-control')).toBe('private, no-store')
})

test('what an open post shows is for everybody; what a closed one shows, for who may read it', async () => {
  const [shown, secret] = [await picture(), await picture()]
  await show(shown.markdown)
  await show(secret.markdown, closed)
  expect(await statuses(shown.href)).toEqual([200, 200, 200, 200])
  expect(await statuses(secret.href)).toEqual([404, 200, 200, 200])
  expect((await asBen.get(secret.href)).headers.get('cache-control')).toBe('private, no-store')
  expect((await asVisitor.get(shown.href)).headers.get('cache-control')).toContain('s-maxage=0')
})

test('hidden and unknown files answer alike, by every way to ask', async () => {
  const { href, key } = await picture()
  await show(`${(await picture()).markdown} ${href}`, closed)
  const unknown = href.replace(key, 'f'.repeat(32))
  const forms = (one: string) => [
    one,
    one.replace('.jpg', '.webp'),
    one.replace('files', '%66iles'),
    `${one}.data`,
    `${one}?x=1`,
  ]
  for (const [at, form] of forms(href).entries()) {
    const ways: RequestInit[] = [
      {},
      { method: 'HEAD' },
      { headers: { range: 'bytes=0-9' } },
      { headers: { 'if-none-match': '*' } },
    ]
    for (const init of ways) {
      const [hidden, none] = await Promise.all([site.get(form, init), site.get(forms(unknown)[at]!, init)])
      const told = async (answer: Response) => [
        answer.status,
        answer.headers.get('cache-control'),
        (await answer.text()).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''),
      ]
      expect(await told(hidden)).toEqual(await told(none))
      if (!form.endsWith('.data')) expect(hidden.status).toBe(404)
    }
  }
})

test('access that is lost is lost at once', async () => {
  const upload = await picture()
  const post = await show(upload.markdown)
  expect(await statuses(upload.href)).toEqual([200, 200, 200, 200])
  const { headers } = await asVisitor.get(upload.href)
  const again = { headers: { 'if-none-match': headers.get('etag')! } }
  expect((await site.get(upload.href, again)).status).toBe(304)
  await db
    .updateTable('thread')
    .set({ rule_id: MEMBERS, own_rule: true })
    .where('id', '=', post.threadId)
    .execute()
  expect((await site.get(upload.href, again)).status).toBe(404)
  expect(await statuses(upload.href)).toEqual([404, 200, 200, 200])
  await db.updateTable('post').set({ state: 'hidden' }).where('id', '=', post.id).execute()
  expect(await statuses(upload.href)).toEqual([404, 404, 200, 200])
})

test('nobody opens another’s file by writing its address', async () => {
  const upload = await picture()
  await show(upload.markdown, closed)
  await show(upload.markdown, open, { authorId: ben.id })
  expect(await statuses(upload.href, [asVisitor])).toEqual([404])
})

test('a picture is shown within the page, and is nothing but a picture', async () => {
  const upload = await picture('"><img onerror>\u202Egpj.png')
  const post = await show(upload.markdown)
  const page = await (await asVisitor.get(`/t/${post.threadId}/${post.slug}`)).text()
  expect(page).toContain(`<source type="image/webp" srcset="/files/${upload.key}/300.webp 300w"`)
  expect(page).toMatch(/width="300" height="200" class="tint hue-\d+"/)
  const { headers } = await asVisitor.get(upload.href)
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; sandbox`,
    'content-disposition': 'inline; filename="___img onerror_gpj.jpg"',
  })
})

test('another file is only ever a download, under the name it had', async () => {
  const upload = await uploaded(asAnn, formWith('<script>alert(1)</script>', 'Übersicht "1".txt'))
  await show(upload.markdown)
  const answer = await asVisitor.get(upload.href)
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="[ -~]+"; filename\*=UTF-8''%C3%9Cbersicht%20_1_\.txt$/,
  )
  expect(await answer.text()).toBe('<script>alert(1)</script>')
})

test('parts of a file, its head, and what is there already', async () => {
  const upload = await uploaded(asAnn, formWith('0123456789', 'digits.txt'))
  const ask = (headers: Record<string, string>, method = 'GET') =>
    site.get(upload.href, {
      method,
      headers: { cookie: [...asAnn.cookies].map((pair) => pair.join('=')).join('; '), ...headers },
    })
  const part = await ask({ range: 'bytes=2-4' })
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ])
  const beyond = await ask({ range: 'bytes=10-' })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10'])
  const head = await ask({}, 'HEAD')
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', ''])
  expect((await ask({ 'if-none-match': head.headers.get('etag')! })).status).toBe(304)
  expect((await ask({ range: 'bytes=2-4', 'if-range': '"another"' })).status).toBe(200)
})

test('an avatar is for everybody, one’s own alone, and gone when it is taken away', async () => {
  expect((await asAnn.upload('/you/avatar', formWith(await somePicture(), 'me.png'))).status).toBe(303)
  const { key } = await db
    .selectFrom('member')
    .innerJoin('upload', 'upload.id', 'member.avatar_id')
    .select('upload.key')
    .where('member.id', '=', ann.id)
    .executeTakeFirstOrThrow()
  const href = `/files/${key}/192.webp`
  expect((await asVisitor.get(href)).status).toBe(200)
  expect((await asAnn.upload('/you/avatar', formWith('words', 'me.txt'))).status).toBe(415)
  expect((await asVisitor.get(href)).status).toBe(200)
  expect((await asAnn.post('/you/avatar', {})).status).toBe(303)
  expect((await asVisitor.get(href)).status).toBe(404)
})

test('what nothing shows goes after a day with all its files; what is shown stays', async () => {
  const [kept, gone] = [await picture(), await picture()]
  const post = await show(kept.markdown)
  const later = (hours: number) => new Date(Date.now() + hours * 3_600_000)
  const files = async (key: string) => {
    const found: string[] = []
    for await (const file of storage.list(`${key.slice(0, 2)}/${key}/`)) found.push(file.key)
    return found.length
  }
  await removeUnusedUploads({ db, storage }, later(23))
  expect([await files(kept.key), await files(gone.key)]).toEqual([3, 3])
  await removeUnusedUploads({ db, storage }, later(25))
  expect([await files(kept.key), await files(gone.key)]).toEqual([3, 0])
  expect((await asAnn.get(gone.href)).status).toBe(404)
  await db.deleteFrom('post').where('id', '=', post.id).execute()
  await removeUnusedUploads({ db, storage }, later(26))
  expect(await files(kept.key)).toBe(3)
  await removeUnusedUploads({ db, storage }, later(51))
  expect(await files(kept.key)).toBe(0)
})

test('what a draft or a text for later is to show is not swept away', async () => {
  const [begun, later, others] = [await picture(), await picture(), await picture()]
  const inThreeDays = new Date(Date.now() + 72 * 3_600_000)
  const { id: strangerId } = await makeMember(db)
  const { id: space_id } = await makeSpace(db)
  const draft = (member_id: number, body: string) =>
    db.insertInto('draft').values({ member_id, space_id, body }).execute()
  await draft(ann.id, `Look: ${begun.markdown}`)
  await draft(strangerId, others.markdown)
  const when = { submission: crypto.randomUUID(), publish_at: inThreeDays }
  await db
    .insertInto('scheduled_thread')
    .values({ member_id: ann.id, space_id, title: 'Later', body: later.markdown, ...when })
    .execute()
  await removeUnusedUploads({ db, storage }, new Date(inThreeDays.getTime() - 1_000))
  await removeUnusedUploads({ db, storage }, inThreeDays)
  const statuses = [begun, later, others].map(async ({ href }) => (await asAnn.get(href)).status)
  expect(await Promise.all(statuses)).toEqual([200, 200, 404])
})

test('a file that the storage lost is 404, and the log says so', async () => {
  const upload = await picture()
  await rm(join(env.GUILDHALL_DATA, 'files', upload.key.slice(0, 2)), { recursive: true })
  expect((await asAnn.get(upload.href)).status).toBe(404)
})

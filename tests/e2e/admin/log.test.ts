import { expect, test } from 'vitest'
import { makeSpace, makeThread } from '#tests/factories/content.ts'
import { atOwnAddress, testSite } from '#tests/support/site.ts'
import { comeAs } from './people.ts'

const site = await testSite(await atOwnAddress())
const { kysely } = site.db

test('what staff does to posts of others is in the log, and what people do to their own is not', async () => {
  const [author, moderator, admin] = await Promise.all([
    comeAs(site, 'member'),
    comeAs(site, 'moderator'),
    comeAs(site, 'admin'),
  ])
  const thread = await makeThread(kysely, {
    space: await makeSpace(kysely),
    posts: [
      { authorId: author.id, source: 'A first post that stays.' },
      { authorId: author.id, source: 'A second one.' },
      { authorId: author.id, source: 'A third one.' },
    ],
  })
  const [, second = 0, third = 0] = [...thread.postIds.values()]
  expect((await author.guest.post(`/p/${third}/delete`, { reason: 'mine' })).status).toBe(303)
  expect(
    (await moderator.guest.post(`/p/${second}/delete`, { reason: 'It names a neighbour.' })).status,
  ).toBe(303)
  expect((await moderator.guest.post(`/p/${second}/restore`, {})).status).toBe(303)
  const page = await (await admin.guest.get('/admin/log')).text()
  expect(page).toContain('Reason: It names a neighbour.')
  expect(page).toContain('127.0.0.0/24')
  const rows = await kysely
    .selectFrom('audit_entry')
    .select(['act', 'actor_id', 'target_id'])
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { act: 'posts.delete', actor_id: moderator.id, target_id: second },
    { act: 'posts.restore', actor_id: moderator.id, target_id: second },
  ])
  const narrowed = await (await admin.guest.get(`/admin/log?who=${admin.handle}`)).text()
  expect(narrowed).not.toContain('It names a neighbour.')
  expect((await admin.guest.get('/admin/log?what=everything')).status).toBe(400)
})

test('to everybody else there is no such page, and the way behind the counter is for staff', async () => {
  for (const role of ['member', 'moderator', 'manager'] as const) {
    const { guest } = await comeAs(site, role)
    expect((await guest.get('/admin/log')).status, role).toBe(404)
    expect((await guest.get('/admin')).status, role).toBe(role === 'member' ? 404 : 200)
    expect((await (await guest.get('/')).text()).includes('href="/admin"'), role).toBe(role !== 'member')
  }
  expect((await site.get('/admin/log')).status).toBe(403)
})

test('the overview finds a place by a word, and says what needs a look', async () => {
  const { guest } = await comeAs(site, 'admin')
  const page = await (await guest.get('/admin')).text()
  expect(page).toContain('none was made yet')
  const found = await (await guest.get('/admin?q=letters')).text()
  const list = found.slice(found.indexOf('<main'), found.indexOf('</main>'))
  expect(list).toContain('href="/admin/mail"')
  expect(list).not.toContain('href="/admin/log"')
})

import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMeilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { makeMember, makeSpace, makeThread, tagThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { settled } from '#tests/support/settled.ts'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import { cursorDocument, readCursor, type IndexCursor } from './index-cursor.ts'
import { withIndexLock } from './index-lock.server.ts'
import { indexPosts, type IndexDeps } from './index-posts.server.ts'
import { missingSettings } from '#app/platform/meilisearch/index-settings.ts'
import { POST_SETTINGS, postIndexNames } from './post-index.ts'
import { createPostSource } from './post-source.server.ts'

const db = await testDatabase()
// Other files' transactions are waited for: see settled.
vi.setConfig({ testTimeout: 120_000 })
const meili = await testMeilisearch()
const server = createMeilisearch(meili)
const member = await makeMember(db.kysely)
const space = await makeSpace(db.kysely)
let turn = 0
let names = postIndexNames(meili.namespace)
let deps: IndexDeps
let now = () => new Date()

beforeEach(() => {
  const namespace = `${meili.namespace}-${turn++}`
  names = postIndexNames(namespace)
  now = () => new Date()
  deps = { server, source: createPostSource(db.kysely), namespace, clock: { now: () => now() } }
})
afterEach(async () => {
  await meili.way.heal()
  if (meili.small) meili.small.tasks.failure = () => null
})

const post = (source: string) => ({ authorId: member.id, source })
const thread = (title: string, texts: string[]) =>
  makeThread(db.kysely, { space, title, posts: texts.map(post), tags: [] })
const milliseconds = 60_000
if (!meili.small) console.info('Skipped with a real Meilisearch: tests that hold its tasks or make them fail')

async function catchUp(options: { rebuild?: boolean } = {}, changes: Partial<IndexDeps> = {}): Promise<void> {
  await settled(db.kysely)
  const { more } = await indexPosts({ ...deps, ...changes }, { milliseconds, ...options })
  if (more) await catchUp({}, changes)
}

async function indexed(index = names.live): Promise<Map<number, Record<string, unknown>>> {
  const documents = await meili.documents(index)
  return new Map(documents.flatMap((one) => (typeof one['id'] === 'number' ? [[one['id'], one]] : [])))
}

async function listed(): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.id from post p join thread t on t.id = p.thread_id
    where p.state = 'published' and t.state = 'published' and not t.unlisted order by p.id`.execute(db.kysely)
  return rows.map(({ id }) => id)
}

/** Nothing lost, nothing twice, nothing too much. */
async function expectEqual(): Promise<void> {
  expect([...(await indexed()).keys()].sort((a, b) => a - b)).toEqual(await listed())
}

beforeAll(async () => {
  const hidden = { authorId: member.id, source: 'Held back', state: 'held' as const }
  await makeThread(db.kysely, {
    space,
    title: 'A long walk',
    posts: [post('Mind the gate'), post('![map](https://example.com/map.png)'), hidden],
    tags: ['gates'],
  })
  await thread('Gaiters', ['Which ones?', 'None.'])
  await makeThread(db.kysely, { space, title: 'Gone', posts: [post('x')], columns: { state: 'hidden' } })
  await makeThread(db.kysely, { space, title: 'By address', posts: [post('x')], columns: { unlisted: true } })
})

describe('the first time', () => {
  test('every listed post is in the index, with its words and what it is filtered by', async () => {
    await catchUp()
    await expectEqual()
    const [first, second] = [...(await indexed()).values()]
    expect(first).toMatchObject({
      title: 'A long walk',
      text: 'Mind the gate',
      rule_id: 1,
      space_id: space.id,
      author_id: member.id,
      has_image: false,
      solved: false,
      unanswered: false,
    })
    expect(second).toMatchObject({
      topic: 'A long walk',
      has_image: true,
      tag_ids: first?.['tag_ids'],
    })
    expect(second).not.toHaveProperty('title')
    expect(missingSettings(POST_SETTINGS, (await server.readSettings(names.live)) ?? {})).toBeNull()
    expect(await server.countDocuments(names.next)).toBeNull()
  })

  test('what is in force is not sent again, and what nobody changed not either', async () => {
    await catchUp()
    meili.way.asked.length = 0
    await catchUp()
    expect(meili.way.asked.filter(({ method }) => method !== 'GET')).toEqual([])
    await server.changeSettings(names.live, { stopWords: ['gate'] })
    await catchUp()
    expect(await server.readSettings(names.live)).toMatchObject({ stopWords: [] })
  })
})

describe('following', () => {
  test('brings what is written, changed, hidden, shown again and removed', async () => {
    await catchUp()
    const { id, postIds } = await thread('Boots', ['Leather or not?', 'Leather.', 'Not.'])
    await catchUp()
    await expectEqual()

    await db.kysely.updateTable('thread').set({ title: 'Boots and shoes' }).where('id', '=', id).execute()
    await db.kysely.transaction().execute((tx) => tagThread(tx, id, 'feet'))
    await db.kysely
      .updateTable('post')
      .set({ text: 'Never.' })
      .where('id', '=', postIds.get(3) ?? 0)
      .execute()
    await catchUp()
    const after = await indexed()
    expect(after.get(postIds.get(1) ?? 0)).toMatchObject({
      title: 'Boots and shoes',
      tag_ids: [expect.any(Number)],
    })
    expect(after.get(postIds.get(3) ?? 0)).toMatchObject({
      topic: 'Boots and shoes',
      text: 'Never.',
      tag_ids: [expect.any(Number)],
    })

    const setState = async (state: 'hidden' | 'published') => {
      await db.kysely.updateTable('thread').set({ state }).where('id', '=', id).execute()
      await catchUp()
      await expectEqual()
      return (await indexed()).has(postIds.get(2) ?? 0)
    }
    expect(await setState('hidden')).toBe(false)
    expect(await setState('published')).toBe(true)
    await db.kysely.deleteFrom('thread').where('id', '=', id).execute()
    await catchUp()
    await expectEqual()
  })

  test('loses nothing of a transaction that commits late', async () => {
    await catchUp()
    const late = await db.pool.connect()
    await late.query('begin')
    await late.query(`update thread set title = 'Written early, kept late' where title = 'Gaiters'`)
    const { postIds } = await thread('In between', ['x'])
    await indexPosts(deps, { milliseconds })
    // What was committed after it began waits: its number is above the one that still runs.
    expect((await indexed()).has(postIds.get(1) ?? 0)).toBe(false)
    await late.query('commit')
    late.release()
    await catchUp()
    await expectEqual()
    const titles = [...(await indexed()).values()].map((one) => one['title'] ?? one['topic'])
    expect(titles.filter((title) => title === 'Written early, kept late')).toHaveLength(2)
    await sql`update thread set title = 'Gaiters' where title = 'Written early, kept late'`.execute(db.kysely)
  })

  test('is done by one process at a time', async () => {
    const done: boolean[] = []
    const first = await withIndexLock(db.pool, async () => {
      done.push(await withIndexLock(db.pool, () => Promise.reject(new Error('must not run'))))
    })
    expect([first, ...done]).toEqual([true, false])
    expect(await withIndexLock(db.pool, () => Promise.resolve())).toBe(true)
  })

  test.skipIf(!meili.small)('waits for what Meilisearch still has to do, and piles up nothing', async () => {
    if (!meili.small) return
    await catchUp()
    meili.small.tasks.hold()
    const before = meili.small.tasks.all.length
    void server.createIndex(names.next)
    await expect.poll(() => server.pendingTasks(names.next)).toBe(1)
    for (let tries = 0; tries < 3; tries++) await expect(catchUp()).rejects.toThrow(/earlier tasks/)
    expect(meili.small.tasks.all).toHaveLength(before + 1)
    meili.small.tasks.release()
    await expect.poll(() => server.pendingTasks(names.next)).toBe(0)
    await catchUp()
    await expectEqual()
  })
})

describe('a post that Meilisearch will not take', () => {
  const has = (payload: unknown, id: number) =>
    Array.isArray(payload) && payload.some((one) => (one as { id?: unknown }).id === id)

  test.skipIf(!meili.small)(
    'is set aside and told of, and holds up nobody; it comes when it has changed',
    async () => {
      const { small } = meili
      if (!small) return
      await catchUp()
      const { id, postIds } = await thread('Poison', ['one', 'two', 'three', 'four', 'five'])
      const poison = postIds.get(3) ?? 0
      small.tasks.failure = (task, payload) =>
        task.type === 'documentAdditionOrUpdate' && has(payload, poison) ? 'internal' : null
      await catchUp()
      const state = await readCursor(server, names.live)
      expect(state?.setAside).toEqual([{ id: poison, code: 'internal' }])
      expect([...(await indexed()).keys()]).toEqual(
        expect.arrayContaining([...postIds.values()].filter((one) => one !== poison)),
      )
      expect((await indexed()).has(poison)).toBe(false)

      small.tasks.failure = () => null
      await sql`update post set text = 'no poison' where id = ${poison}`.execute(db.kysely)
      await catchUp()
      expect((await readCursor(server, names.live))?.setAside).toEqual([])
      await expectEqual()
      await db.kysely.deleteFrom('thread').where('id', '=', id).execute()
    },
  )

  test.skipIf(!meili.small)(
    'is not blamed for a server that takes nothing: nothing is set aside, nothing is lost',
    async () => {
      const { small } = meili
      if (!small) return
      await catchUp()
      await thread('Bad times', ['one', 'two', 'three', 'four'])
      for (const code of ['internal', 'no_space_left_on_device']) {
        small.tasks.failure = (task) => (task.type === 'documentAdditionOrUpdate' ? code : null)
        await expect(catchUp()).rejects.toMatchObject({ code })
      }
      small.tasks.failure = () => null
      expect((await readCursor(server, names.live))?.setAside).toEqual([])
      await catchUp()
      await expectEqual()
    },
  )

  test('a request that is too large is sent in smaller parts', async () => {
    await catchUp()
    await thread(
      'Much to say',
      Array.from({ length: 12 }, (_, n) => `${n} `.repeat(200)),
    )
    const limit = 3_000
    meili.way.disturb((request) =>
      Number(request.headers['content-length'] ?? 0) > limit
        ? {
            status: 413,
            body: '{"message":"","code":"payload_too_large","type":"invalid_request","link":""}',
          }
        : null,
    )
    await catchUp()
    await expectEqual()
    expect((await readCursor(server, names.live))?.setAside).toEqual([])
  })
})

describe('building anew', () => {
  test('goes on where it was broken off, and answers from the old one all the time', async () => {
    await catchUp()
    const many = await thread(
      'Many',
      Array.from({ length: 1_200 }, (_, n) => `post ${n}`),
    )
    await catchUp()
    const before = await indexed()
    // The connection breaks at the second batch; the process is as good as dead.
    let batches = 0
    meili.way.disturb((request) =>
      request.url?.includes(`${names.next}/documents?`) && ++batches === 3 ? 'half' : null,
    )
    await expect(catchUp({ rebuild: true })).rejects.toThrow()
    expect((await indexed()).size).toBe(before.size)
    await expect.poll(async () => (await readCursor(server, names.next))?.copying?.done).toBeGreaterThan(0)
    const done = (await readCursor(server, names.next))?.copying?.done ?? 0

    await meili.way.heal()
    await db.kysely.updateTable('thread').set({ title: 'So many' }).where('id', '=', many.id).execute()
    const progress: number[] = []
    await catchUp({}, { onProgress: (one) => progress.push(one.done) })
    expect(progress[0]).toBeGreaterThan(done)
    expect(progress.at(-1)).toBe((await listed()).length)
    await expectEqual()
    expect((await indexed()).get(many.postIds.get(700) ?? 0)).toMatchObject({ topic: 'So many' })
    expect(await server.countDocuments(names.next)).toBeNull()
    expect((await readCursor(server, names.live))?.build).toBe(2)
    await db.kysely.deleteFrom('thread').where('id', '=', many.id).execute()
  }, 60_000)

  test('a stop between the swap and the removal of the old one does no harm', async () => {
    await catchUp()
    meili.way.disturb((request) => (request.method === 'DELETE' ? 'half' : null))
    await expect(catchUp({ rebuild: true })).rejects.toThrow()
    expect((await readCursor(server, names.live))?.build).toBe(2)
    expect((await readCursor(server, names.next))?.build).toBe(1)
    await meili.way.heal()
    await catchUp()
    expect((await readCursor(server, names.live))?.build).toBe(2)
    expect(await server.countDocuments(names.next)).toBeNull()
    await expectEqual()
  })

  test.each<[string, (state: IndexCursor) => Partial<IndexCursor>]>([
    ['another version', () => ({ version: 0 })],
    ['another database', () => ({ database: 'another' })],
    ['a time that the database does not remember', ({ readAt }) => ({ readAt: readAt - 14 * 86_400_000 })],
  ])('an index of %s is built anew by itself', async (_, change) => {
    await catchUp()
    const state = await readCursor(server, names.live)
    if (!state) throw new Error('There is no cursor')
    await server.writeDocuments(names.live, [cursorDocument({ ...state, ...change(state) }), { id: 999_999 }])
    await catchUp()
    await expectEqual()
  })

  test('an index that is gone, or empty, is built anew by itself', async () => {
    await catchUp()
    await server.removeIndex(names.live)
    await catchUp()
    await expectEqual()
    await server.removeIndex(names.live)
    await server.createIndex(names.live)
    await server.createIndex(names.next)
    await catchUp()
    await expectEqual()
  })

  test('a quiet index says now and then that it is still read', async () => {
    await catchUp()
    now = () => new Date(Date.now() + 2 * 3_600_000)
    await catchUp()
    expect((await readCursor(server, names.live))?.readAt).toBeGreaterThan(Date.now() + 3_600_000)
  })
})

import { beforeAll, describe, expect, it, test } from 'vitest'
import { createGate } from '#app/domains/access/gate.server.ts'
import { visitor, type Actor } from '#app/domains/access/actor.ts'
import { systemClock } from '#app/platform/clock.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { EngineAway } from './engine.ts'
import { createPostgresEngine } from './postgres/postgres-engine.server.ts'
import { similarThreads } from './similar-threads.queries.server.ts'
import { countWords } from './words/count-words.server.ts'

const db = await testDatabase()
const gate = createGate({ db: db.kysely, clock: systemClock })
const engine = createPostgresEngine({
  db: db.kysely,
  languages: () => Promise.resolve(['en', 'de']),
  times: () => Promise.resolve([]),
})
const spaceIds: Record<string, number> = {}
let member: Actor

beforeAll(async () => {
  const author = await makeMember(db.kysely)
  member = {
    kind: 'member',
    memberId: author.id,
    accountId: author.accountId,
    handle: author.handle,
    displayName: '',
    role: 'member',
    trustLevel: 0,
    suspended: false,
    moderates: [],
  }
  const spaces = {
    gear: await makeSpace(db.kysely, { slug: 'gear' }),
    talk: await makeSpace(db.kysely, { slug: 'talk' }),
    lab: await makeSpace(db.kysely, { slug: 'lab', rule_id: 2 }),
  }
  for (const [name, { id }] of Object.entries(spaces)) spaceIds[name] = id
  const thread = (title: string, source = 'Something else.', space = spaces.gear, columns = {}) =>
    makeThread(db.kysely, { space, title, posts: [{ authorId: author.id, source }], columns })
  await thread('Shock cord keeps slipping out of the pole')
  await thread('Which tent for the winter?', 'With a cord that holds in the storm.')
  await thread(
    'Wie ich meine Häuser isoliere',
    'Das ist eine lange Geschichte über die Häuser in den Bergen.',
  )
  await thread('ポールのコードが切れた時の応急処置', '予備の紐を持って行きましょう。')
  await thread('useState is called twice')
  await thread('Zeppelin with a shock cord', 'Hidden things.', spaces.lab)
  await thread('A held shock cord', 'Waits.', spaces.gear, { state: 'held' })
  await thread('An unlisted shock cord', 'Nowhere.', spaces.gear, { unlisted: true })
  for (const space of [spaces.gear, spaces.talk])
    for (let n = 0; n < 6; n++) await thread(`Stove burns badly number ${n}`, 'The stove.', space)
  await countWords(db)
})

async function similar(
  title: string,
  { actor = visitor, space = '' }: { actor?: Actor; space?: string } = {},
) {
  const reader = { db: db.kysely, access: await gate.accessOf(actor), now: new Date() }
  const { threads } = await similarThreads(reader, { engine }, title, { spaceId: spaceIds[space] ?? null })
  return threads.map((thread) => thread.title.join(''))
}

describe('finds what is called otherwise', () => {
  it.each([
    ['The cord in my pole slips', 'Shock cord keeps slipping out of the pole'],
    ['Winter tents: which one?', 'Which tent for the winter?'],
    ['Häuser in den Bergen isolieren', 'Wie ich meine Häuser isoliere'],
    ['コードが切れた', 'ポールのコードが切れた時の応急処置'],
    ['why does React call useState() two times', 'useState is called twice'],
  ])('%s', async (title, expected) => {
    expect((await similar(title))[0]).toBe(expected)
  })
})

test('five at most, and those of the same space first', async () => {
  const there = await similar('My stove burns badly', { space: 'talk' })
  const here = await similar('My stove burns badly', { space: 'gear' })
  expect([there.length, here.length]).toEqual([5, 5])
  expect(there).toEqual(here)
  const reader = { db: db.kysely, access: await gate.accessOf(visitor), now: new Date() }
  const { threads } = await similarThreads(reader, { engine }, 'stove burns badly', {
    spaceId: spaceIds['gear'] ?? null,
  })
  expect(new Set(threads.map(({ space }) => space.slug))).toEqual(new Set(['gear']))
})

test('what is hidden, held or unlisted is similar to nothing, except for who may read it', async () => {
  const visible = await similar('Zeppelin shock cord')
  expect(visible).toEqual(['Shock cord keeps slipping out of the pole'])
  expect(await similar('Zeppelin')).toEqual([])
  expect(await similar('Zeppelin', { space: 'lab' })).toEqual([])
  expect(await similar('Zeppelin', { actor: member })).toEqual(['Zeppelin with a shock cord'])
})

test.each([
  '',
  '?',
  '   ',
  'a',
  'the of and',
  'in:lab by:me tag:x -cord',
  '"unbalanced',
  "'; drop table post --",
  '\u0000\u0007\ud800cord',
  '(a+)+$ .* [',
  ':* & | ! <->',
  'x '.repeat(2_500),
  'z'.repeat(5_000),
  '紐'.repeat(5_000),
])('%j is answered', async (title) => {
  expect((await similar(title)).length).toBeLessThanOrEqual(5)
})

test('only the first 200 characters count', async () => {
  expect(await similar(`${'- '.repeat(20)}cord slipping`)).not.toEqual([])
  expect(await similar(`${'qq '.repeat(90)}cord slipping`)).toEqual([])
})

test('a search that takes too long is no help, and no failure', async () => {
  const late = { ...engine, findSimilar: () => Promise.reject(new EngineAway('it took too long')) }
  const reader = { db: db.kysely, access: await gate.accessOf(visitor), now: new Date() }
  expect(await similarThreads(reader, { engine: late }, 'cord')).toEqual({ threads: [] })
})

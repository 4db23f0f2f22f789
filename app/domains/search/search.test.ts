import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { createGate } from '#app/domains/access/gate.server.ts'
import { visitor, type Actor } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { systemClock } from '#app/platform/clock.ts'
import { makeMember, makeSpace, makeThread } from '#tests/factories/content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { createPostgresEngine } from './postgres/postgres-engine.server.ts'
import { parseQuery } from './query/parse-query.ts'
import { replaceWords, search, type SearchDeps } from './search.queries.server.ts'
import { searchPageSearch } from './search.schema.ts'
import { suggest } from './suggest.queries.server.ts'
import { countWords } from './words/count-words.server.ts'

const db = await testDatabase()
const gate = createGate({ db: db.kysely, clock: systemClock })
const deps: SearchDeps = {
  engine: createPostgresEngine({
    db: db.kysely,
    languages: () => Promise.resolve(['en', 'de']),
    times: () => Promise.resolve([]),
  }),
  spaces: { all: () => readSpaces() },
}
let member: Actor
let ids: Record<'cord' | 'poles' | 'german' | 'japanese' | 'code' | 'secret' | 'held', number>

async function readSpaces() {
  const rows = await db.kysely.selectFrom('space').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: row.name,
    description: row.description,
    kind: row.kind,
    hue: row.hue,
    parentId: row.parent_id,
    ruleId: row.rule_id,
    defaultSort: row.default_sort,
    archived: false,
    locked: false,
    postTemplate: row.post_template,
    requiredTags: row.required_tags,
  }))
}

const readerOf = async (actor: Actor): Promise<Reader> => ({
  db: db.kysely,
  access: await gate.accessOf(actor),
  now: new Date(),
})
const ask = async (q: string, actor = visitor, more: Record<string, string> = {}) =>
  search(await readerOf(actor), deps, searchPageSearch.parse({ q, ...more }))
const found = async (q: string, actor = visitor, more: Record<string, string> = {}) =>
  (await ask(q, actor, more)).hits.map((hit) => ('id' in hit ? hit.id : hit.href))

beforeAll(async () => {
  const halvard = await makeMember(db.kysely, { handle: 'halvard.k', display_name: 'Halvard Krag' })
  const ember = await makeMember(db.kysely, { handle: 'ember' })
  member = {
    kind: 'member',
    memberId: ember.id,
    accountId: ember.accountId,
    handle: 'ember',
    displayName: '',
    role: 'member',
    trustLevel: 0,
    suspended: false,
    moderates: [],
  }
  const gear = await makeSpace(db.kysely, { slug: 'gear', name: 'Gear questions' })
  const lab = await makeSpace(db.kysely, { slug: 'lab', name: 'Secret lab', rule_id: 2 })
  const thread = async (title: string, source: string, more: object = {}) =>
    (
      await makeThread(db.kysely, {
        space: gear,
        title,
        posts: [
          { authorId: halvard.id, source },
          { authorId: ember.id, source: 'Thank you for the explanation.' },
        ],
        ...more,
      })
    ).id
  ids = {
    cord: await thread('Shock cord keeps slipping', 'It slips out of the third section when it is cold.', {
      tags: ['winter'],
      accepted: 2,
    }),
    poles: await thread(
      'Two broken poles',
      'The **cord** inside was fine; both poles broke. ![x](https://a.example/b.png)',
    ),
    german: await thread(
      'Wie ich meine Häuser isoliere',
      'Das ist eine lange Geschichte über die Häuser in den Bergen und wie man sie im Winter warm hält.',
    ),
    japanese: await thread('ポールのコードが切れた時の応急処置', '予備の紐を持って行きましょう。'),
    code: await thread(
      'C++ and useState',
      'Call `useState()` from node.js; see https://example.com/docs or #404.',
    ),
    secret: await thread('The zeppelin prototype', 'Nobody outside knows of the zeppelin cord.', {
      space: lab,
    }),
    held: await thread('Waiting for review', 'A heldword stands here.', { columns: { state: 'held' } }),
  }
  // The nearest word to "shok" is "shop", unless the other word is looked at, too.
  for (const title of ['One shop', 'Two shops', 'A shop by the road'])
    await thread(title, 'The shop was closed.')
  await thread('Absorbers', 'Another shock for the bike.')
  await countWords(db)
})

describe('finds', () => {
  it.each([
    ['shock cord', 'cord'],
    ['CORD slipping', 'cord'],
    ['slips section', 'cord'],
    ['"third section"', 'cord'],
    ['pole', 'poles'],
    ['broken -shock', 'poles'],
    ['haus berge', 'german'],
    ['hauser', 'german'],
    ['コード', 'japanese'],
    ['応急', 'japanese'],
    ['c++', 'code'],
    ['usestate', 'code'],
    ['useState()', 'code'],
    ['state', 'code'],
    ['node.js', 'code'],
    ['404', 'code'],
    ['tag:winter', 'cord'],
    ['is:solved', 'cord'],
    ['has:image', 'poles'],
    ['cord has:image', 'poles'],
    ['by:halvard.k in:"Gear questions" cord is:solved', 'cord'],
  ] as const)('%s', async (q, expected) => {
    expect((await found(q))[0]).toBe(ids[expected])
  })

  it.each([
    'direct',
    '"section third"',
    'cord before:2020',
    'by:nobody cord',
    'in:nowhere cord',
    'tag:none cord',
  ])('nothing for %s', async (q) => {
    expect(await ask(q)).toMatchObject({ hits: [], total: 0 })
  })

  it.each([
    ['sectio', 'cord'],
    ['cord slippi', 'cord'],
    ['tag:winter secti', 'cord'],
    ['紐', 'japanese'],
  ] as const)('the beginning of a word, as the suggestions do: %s', async (q, expected) => {
    const view = await ask(q)
    expect(view.correction).toBeNull()
    expect(view.hits[0]).toMatchObject({ id: ids[expected] })
  })

  it.each([
    ['tag:stoves stov', ['stove'], 'tag:stoves stove'],
    ['stove stov', ['stove', 'stoves'], 'stove stoves'],
    ['in:"Gear stov" -stov "stov" stov', ['stove'], 'in:"Gear stov" -stov "stov" stove'],
  ] as const)('a correction leaves the rest of the query alone: %s', (typed, meant, shown) => {
    expect(replaceWords(parseQuery(typed), meant)).toBe(shown)
  })

  it('what was meant, and says so', async () => {
    const view = await ask('shock crod')
    expect(view.correction?.searched).toBe('shock cord')
    expect(view.hits[0]).toMatchObject({ id: ids.cord })
    expect((await ask('shock crod', visitor, { exact: '1' })).correction).toBeNull()
  })

  it('the reading of several mistyped words that finds most', async () => {
    expect((await ask('shok crod')).correction?.searched).toBe('shock cord')
  })

  it('what has most of the words, where nothing has all', async () => {
    const view = await ask('shock cord submarine')
    expect(view).toMatchObject({ relaxed: true })
    expect(view.hits[0]).toMatchObject({ id: ids.cord })
  })

  it('people, tags and spaces beside conversations', async () => {
    expect(await ask('halvard')).toMatchObject({ members: [{ href: '/u/halvard.k' }] })
    expect(await ask('wint')).toMatchObject({ tags: [{ href: '/tags/winter' }] })
    expect(await ask('gear')).toMatchObject({ spaces: [{ href: '/s/gear' }] })
  })

  it('beginnings while one types', async () => {
    const { threads } = await suggest(await readerOf(visitor), deps, 'shock co')
    expect(threads[0]?.id).toBe(ids.cord)
  })

  it('marks what was found as pieces, never as markup', async () => {
    const [hit] = (await ask('poles')).hits
    expect(hit).toMatchObject({ title: ['Two broken ', 'poles', ''] })
  })
})

describe('tells nobody of what they may not see', () => {
  it('the same search shows it to those who may', async () => {
    expect(await found('zeppelin', member)).toEqual([ids.secret])
  })

  it.each([
    'zeppelin',
    'prototype in:lab',
    'in:"Secret lab" zeppelin',
    'heldword',
    'cord zeppelin',
    'zepelin',
  ])('%s', async (q) => {
    const view = await ask(q)
    expect(view.correction).toBeNull()
    expect(JSON.stringify(view.hits)).not.toContain('rototype')
    const { threads, correction } = await suggest(await readerOf(visitor), deps, q)
    expect(JSON.stringify({ threads, correction })).not.toContain('rototype')
  })

  it('a hidden space, tag or person is answered as one that does not exist', async () => {
    for (const [hidden, nothing] of [
      ['cord in:lab', 'cord in:bal'],
      ['cord -in:lab', 'cord -in:bal'],
    ] as const) {
      const [first, second] = await Promise.all([ask(hidden), ask(nothing)])
      const blank = (view: object) => JSON.stringify(view).replaceAll(/lab|bal/g, 'NAME')
      expect(blank(first)).toBe(blank(second))
    }
  })

  it('a word that was open once is no correction any more', async () => {
    await sql`update thread set rule_id = 2, own_rule = true where id = ${ids.poles}`.execute(db.kysely)
    const view = await ask('brokn')
    await sql`update thread set rule_id = 1, own_rule = false where id = ${ids.poles}`.execute(db.kysely)
    expect(view).toMatchObject({ correction: null, hits: [], total: 0 })
  })
})

describe('answers anything', () => {
  it.each([
    '\0\0',
    "'; drop table post; --",
    '& | ! :* <-> ()',
    "'''",
    '\\',
    '%_%',
    '"'.repeat(99),
    '-'.repeat(300),
    'a:*'.repeat(100),
    '\ud800',
    '(a+)+$'.repeat(40),
    'in:in:in: by:by: -"',
    'x'.repeat(5_000),
    'é'.repeat(400),
    '日'.repeat(400),
    '👩‍👩‍👧‍👦'.repeat(60),
    'by:me',
    'before:0000-00-00 after:9999-99',
  ])('%s', async (q) => {
    for (const kind of ['threads', 'posts', 'members', 'tags'])
      expect((await ask(q, visitor, { kind })).total).toBeGreaterThanOrEqual(0)
    expect((await suggest(await readerOf(visitor), deps, q)).threads).toBeInstanceOf(Array)
  })
})

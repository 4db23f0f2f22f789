import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { testMeilisearch } from '#tests/support/meilisearch/test-meilisearch.ts'
import type { Trouble } from '#tests/support/meilisearch/way.ts'
import { faultOf, MeilisearchAway, MeilisearchRefused, MeilisearchTaskFailed } from './errors.ts'
import { writeFilter, type Filter } from './filter.ts'
import { missingSettings } from './index-settings.ts'
import { createMeilisearch, type SearchRequest } from './meilisearch.ts'

const { url, key, namespace, way, small, documents } = await testMeilisearch()
const server = createMeilisearch({ url, key })
const walks = `${namespace}-walks`
const settings = {
  searchableAttributes: ['title', 'text'],
  filterableAttributes: ['rule', 'walk', 'open'],
  sortableAttributes: ['at'],
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'at:desc'],
  typoTolerance: { minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnNumbers: true },
}
const request: SearchRequest = {
  q: '',
  filter: { attribute: 'rule', in: [1] },
  retrieve: [],
  words: 'all',
  page: 1,
  perPage: 20,
}
const found = async (changes: Partial<SearchRequest>) =>
  (await server.search(walks, { ...request, ...changes }, 5_000)).hits.map(({ id }) => id)

beforeAll(async () => {
  await server.createIndex(walks)
  await server.changeSettings(walks, settings)
  await server.writeDocuments(walks, [
    { id: 1, rule: 1, walk: 1, open: true, at: 1, title: 'A long walk', text: 'Mind the gate at mile 12' },
    {
      id: 2,
      rule: 1,
      walk: 1,
      open: false,
      at: 2,
      title: 'A long walk',
      text: 'The gate is shut, long way round',
    },
    { id: 3, rule: 1, walk: 2, open: true, at: 3, title: 'Gaiters', text: 'Which gaiters for a long walk?' },
    { id: 4, rule: 2, walk: 3, open: true, at: 4, title: 'Hidden walk', text: 'For members' },
    { id: 5, rule: 1, walk: 4, open: true, at: -5, title: '東京 散歩', text: 'Café at the end' },
    { id: 'cursor', changed: '17' },
  ])
}, 60_000)
afterEach(() => way.heal())

describe('searching', () => {
  test('finds words, beginnings and typing mistakes, within the filter', async () => {
    expect(await found({ q: 'gate' })).toEqual(expect.arrayContaining([1, 2]))
    expect(await found({ q: 'gait' })).toEqual([3])
    expect(await found({ q: 'gaiterz ' })).toEqual([3])
    expect(await found({ q: 'hidden' })).toEqual([])
    expect(await found({ q: 'cafe' })).toEqual([5])
    expect(await found({ q: '散歩' })).toEqual([5])
    expect(await found({ q: 'changed' })).toEqual([])
  })

  test('reads quotes as phrases and a minus as without', async () => {
    expect(await found({ q: '"long way"' })).toEqual([2])
    expect(
      await found({ q: 'walk -gaiters', filter: { attribute: 'open', is: true }, sort: ['at:asc'] }),
    ).toEqual([1, 4])
    expect(await found({ q: 'gate -"mile 12"' })).toEqual([2])
  })

  test('sorts, takes one of each, and pages', async () => {
    expect(await found({ sort: ['at:asc'] })).toEqual([5, 1, 2, 3])
    expect(await found({ sort: ['at:desc'], distinct: 'walk' })).toEqual([3, 2, 5])
    expect(await found({ sort: ['at:asc'], page: 3, perPage: 1 })).toEqual([2])
  })

  test('may drop the last words', async () => {
    expect(await found({ q: 'gate zeppelin' })).toEqual([])
    expect(await found({ q: 'gate zeppelin', words: 'last' })).toEqual(expect.arrayContaining([1, 2]))
  })

  test('filters by everything that a filter can say', async () => {
    const by = (filter: Filter) => found({ filter, sort: ['at:asc'] })
    expect(await by({ attribute: 'rule', in: [] })).toEqual([])
    expect(
      await by({
        all: [
          { attribute: 'rule', in: [1, 2] },
          { attribute: 'walk', notIn: [1, 4] },
        ],
      }),
    ).toEqual([3, 4])
    expect(await by({ attribute: 'open', is: false })).toEqual([2])
    expect(await by({ attribute: 'walk', is: 1 })).toEqual([1, 2])
  })
})

describe('a filter', () => {
  test('takes nothing that a person could write', () => {
    for (const hostile of ['1] OR rule IN [2', '1', null, 1.5, NaN, Infinity, { toString: () => '1' }]) {
      const value = hostile as number
      expect(() => writeFilter({ attribute: 'rule', in: [value] })).toThrow(TypeError)
      expect(() => writeFilter({ attribute: 'rule', notIn: [value] })).toThrow(TypeError)
      expect(() => writeFilter({ attribute: 'at', from: value })).toThrow(TypeError)
      expect(() => writeFilter({ attribute: 'at', below: value })).toThrow(TypeError)
      expect(() => writeFilter({ attribute: 'at', is: value })).toThrow(TypeError)
    }
    expect(() => writeFilter({ attribute: 'rule = 2 OR rule', is: 1 })).toThrow(TypeError)
  })
})

describe('indexes', () => {
  test('are swapped whole and removed; what is not there is null', async () => {
    const [one, other] = [`${namespace}-one`, `${namespace}-other`]
    for (const [index, id] of [
      [one, 1],
      [other, 2],
    ] as const)
      await server.writeDocuments(index, [{ id }])
    await server.swapIndexes(one, other)
    expect(await documents(one)).toEqual([{ id: 2 }])
    await server.removeDocuments(other, [1, 99])
    expect(await server.countDocuments(other)).toBe(0)
    expect(await server.readDocument(one, 2)).toEqual({ id: 2 })
    await server.removeIndex(one)
    expect(await server.countDocuments(one)).toBeNull()
    expect(await server.readDocument(one, 2)).toBeNull()
    expect(await server.readDocument(other, 1)).toBeNull()
    expect(await server.readSettings(one)).toBeNull()
    expect(await server.pendingTasks(other)).toBe(0)
  })

  test('tell which settings are not in force yet', async () => {
    const present = await server.readSettings(walks)
    expect(missingSettings(settings, present ?? {})).toBeNull()
    const wanted = { ...settings, sortableAttributes: ['at', 'walk'] }
    expect(missingSettings(wanted, present ?? {})).toEqual({ sortableAttributes: ['at', 'walk'] })
  })

  test('a task that fails is an error with its code, and without what was written', async () => {
    const failed = server.writeDocuments(walks, [{ id: 'no valid id: secret words', rule: 1 }])
    await expect(failed).rejects.toThrow(MeilisearchTaskFailed)
    await expect(failed).rejects.toMatchObject({ code: 'invalid_document_id' })
    expect(inspect(await failed.catch((error: unknown) => error))).not.toContain('secret words')
    expect(await server.countDocuments(walks)).toBe(6)
  })

  test.skipIf(!small)('a task that is not done in time is told of as such', async () => {
    small?.tasks.hold()
    const stop = new AbortController()
    const written = server.writeDocuments(walks, [{ id: 1 }], { signal: stop.signal })
    await expect.poll(() => server.pendingTasks(walks)).toBe(1)
    stop.abort()
    await expect(written).rejects.toThrow(/abort/i)
    small?.tasks.release()
    await expect.poll(() => server.pendingTasks(walks)).toBe(0)
  })
})

describe('a server that is not well', () => {
  const search = () => server.search(walks, request, 300)

  test('a documented no has its code', async () => {
    await expect(server.search(`${namespace}-none`, request, 5_000)).rejects.toMatchObject({
      name: 'MeilisearchRefused',
      status: 404,
      code: 'index_not_found',
    })
    const stranger = createMeilisearch({ url, key: 'wrong' })
    await expect(stranger.search(walks, request, 5_000)).rejects.toMatchObject({
      status: 403,
      code: 'invalid_api_key',
    })
    const nobody = createMeilisearch({ url, key: undefined })
    await expect(nobody.search(walks, request, 5_000)).rejects.toThrow(MeilisearchRefused)
  })

  const troubles: [string, Trouble][] = [
    ['frozen', 'frozen'],
    ['ends in the middle', 'half'],
    ['never ends', 'drip'],
    ['floods', 'flood'],
    ['says 500', { status: 500, body: '{"code":"internal","message":"","type":"internal","link":""}' }],
    ['says 503', { status: 503, body: '<h1>Service Unavailable</h1>' }],
    ['says 429', { status: 429, body: '{"code":"too_many_search_requests"}' }],
    ['says 403 in a stranger’s words', { status: 403, body: 'Forbidden by the proxy' }],
    ['says no JSON', { status: 200, body: 'OK' }],
    ['says nothing', { status: 200, body: '' }],
    ['has another schema', { status: 200, body: '{"hits":[{"id":"1; drop"}],"totalHits":1}' }],
    ['counts what can’t be', { status: 200, body: '{"hits":[],"totalHits":-1}' }],
    ['is deeply nested', { status: 200, body: '['.repeat(200_000) }],
  ]
  test.each(troubles)('is away: it %s', async (_, trouble) => {
    way.disturb(trouble)
    await expect(search()).rejects.toThrow(MeilisearchAway)
    await way.heal()
    expect((await search()).hits.length).toBeGreaterThan(0)
  })

  test('is away when nobody listens, and there again afterwards', async () => {
    await way.vanish()
    await expect(search()).rejects.toThrow(MeilisearchAway)
    await expect(search()).rejects.toThrow(/ECONNREFUSED/)
    await way.heal()
    expect((await search()).hits.length).toBeGreaterThan(0)
  })

  test('is not followed elsewhere: the key stays at home', async () => {
    let visits = 0
    const elsewhere = createServer((_, response) => {
      visits++
      response.end('{}')
    }).listen(0, '127.0.0.1')
    await once(elsewhere, 'listening')
    const { port } = elsewhere.address() as AddressInfo
    for (const status of [301, 302, 307, 308]) {
      way.disturb({ status, body: '', headers: { location: `http://127.0.0.1:${port}/` } })
      await expect(search()).rejects.toThrow(MeilisearchAway)
    }
    expect(visits).toBe(0)
    elsewhere.close()
  })

  test('never makes an error with the key or a stranger’s words in it', async () => {
    const told: string[] = []
    const remember = (error: unknown) => told.push(inspect(error, { depth: 9 }), faultOf(error))
    for (const trouble of [...troubles.map(([, one]) => one), { status: 400, body: `{"code":"${key}"}` }]) {
      way.disturb(trouble)
      await search().catch(remember)
    }
    await way.vanish()
    await search().catch(remember)
    const broken = createMeilisearch({ url: 'http://127.0.0.1:1', key: `${key}\nx` })
    await broken.search(walks, request, 300).catch(remember)
    expect(told.length).toBeGreaterThan(20)
    expect(told.join()).not.toContain(key)
    expect(told.join()).not.toContain('proxy')
  })
})

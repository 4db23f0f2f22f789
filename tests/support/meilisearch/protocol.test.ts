import { beforeAll, expect, test, vi } from 'vitest'
import { testMeilisearch } from './test-meilisearch.ts'

// What the small server refuses is what the documented API refuses: run with MEILI_URL, this asks the real one.
const { url, key, namespace, small } = await testMeilisearch()
const index = `${namespace}-protocol`

type Call = { method?: string; path: string; body?: unknown; raw?: string; headers?: Record<string, string> }

async function call({ method = 'POST', path, body, raw, headers }: Call) {
  const response = await fetch(`${url}/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: raw ?? JSON.stringify(body) }),
  })
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> }
}

async function outcome(request: Call): Promise<{ status: string; code: string | null }> {
  const { status, answer } = await call(request)
  expect({ status, answer }).toMatchObject({
    status: 202,
    answer: { taskUid: expect.any(Number) as number, status: 'enqueued', type: expect.any(String) as string },
  })
  const path = `tasks/${answer['taskUid'] as number}`
  const isDone = async () =>
    /succeeded|failed/.test(String((await call({ method: 'GET', path })).answer['status']))
  await vi.waitUntil(isDone, { timeout: 20_000 })
  const task = (await call({ method: 'GET', path })).answer as {
    status: string
    error: { code: string } | null
  }
  return { status: task.status, code: task.error?.code ?? null }
}

beforeAll(async () => {
  const settings = {
    filterableAttributes: ['rule'],
    sortableAttributes: ['at'],
    searchableAttributes: ['title'],
  }
  await outcome({ path: 'indexes', body: { uid: index, primaryKey: 'id' } })
  await outcome({ method: 'PATCH', path: `indexes/${index}/settings`, body: settings })
  await outcome({ path: `indexes/${index}/documents`, body: [{ id: 1, rule: 1, at: 1, title: 'walk' }] })
}, 60_000)

const search = `indexes/${index}/search`
const refused: [string, Call, number, string][] = [
  ['an unknown field', { path: search, body: { question: 'walk' } }, 400, 'bad_request'],
  ['a wrong type', { path: search, body: { q: ['walk'] } }, 400, 'invalid_search_q'],
  ['a negative limit', { path: search, body: { limit: -1 } }, 400, 'invalid_search_limit'],
  ['a broken filter', { path: search, body: { filter: 'rule = ' } }, 400, 'invalid_search_filter'],
  ['an unclosed list', { path: search, body: { filter: 'rule IN [1, 2' } }, 400, 'invalid_search_filter'],
  [
    'a filter that goes on',
    { path: search, body: { filter: 'rule = 1 rule' } },
    400,
    'invalid_search_filter',
  ],
  [
    'a word of the language as a value',
    { path: search, body: { filter: 'rule = AND' } },
    400,
    'invalid_search_filter',
  ],
  [
    'a filter by what is not filterable',
    { path: search, body: { filter: 'title = walk' } },
    400,
    'invalid_search_filter',
  ],
  [
    'an order by what is not sortable',
    { path: search, body: { sort: ['rule:asc'] } },
    400,
    'invalid_search_sort',
  ],
  [
    'one of each of what is not filterable',
    { path: search, body: { distinct: 'at' } },
    400,
    'invalid_search_distinct',
  ],
  [
    'a search in what is not searchable',
    { path: search, body: { q: 'a', attributesToSearchOn: ['rule'] } },
    400,
    'invalid_search_attributes_to_search_on',
  ],
  [
    'an unknown strategy',
    { path: search, body: { matchingStrategy: 'some' } },
    400,
    'invalid_search_matching_strategy',
  ],
  ['a search in no index', { path: `indexes/${index}-none/search`, body: {} }, 404, 'index_not_found'],
  ['no document', { method: 'GET', path: `indexes/${index}/documents/2` }, 404, 'document_not_found'],
  ['no task', { method: 'GET', path: 'tasks/4000000000' }, 404, 'task_not_found'],
  ['an unknown parameter', { path: `indexes/${index}/documents?key=id`, body: [] }, 400, 'bad_request'],
  [
    'an unknown setting',
    { method: 'PATCH', path: `indexes/${index}/settings`, body: { colour: 'red' } },
    400,
    'bad_request',
  ],
  [
    'an unknown ranking rule',
    { method: 'PATCH', path: `indexes/${index}/settings`, body: { rankingRules: ['luck'] } },
    400,
    'invalid_settings_ranking_rules',
  ],
  ['a name that is none', { path: 'indexes', body: { uid: 'no name' } }, 400, 'invalid_index_uid'],
  [
    'a swap of three',
    { path: 'swap-indexes', body: [{ indexes: ['a', 'b', 'c'] }] },
    400,
    'invalid_swap_indexes',
  ],
  ['no JSON', { path: `indexes/${index}/documents`, raw: '{"q":' }, 400, 'malformed_payload'],
  ['nothing', { path: `indexes/${index}/documents`, raw: '' }, 400, 'missing_payload'],
  [
    'another kind of content',
    { path: `indexes/${index}/documents`, raw: 'q=walk', headers: { 'content-type': 'text/plain' } },
    415,
    'invalid_content_type',
  ],
  [
    'a wrong key',
    { path: search, body: {}, headers: { authorization: 'Bearer wrong' } },
    403,
    'invalid_api_key',
  ],
]

test.each(refused)('%s is refused', async (_, request, status, code) => {
  const refusal = await call(request)
  expect(refusal).toMatchObject({ status, answer: { code } })
  expect(Object.keys(refusal.answer).sort()).toEqual(['code', 'link', 'message', 'type'])
  small?.faults.splice(0)
})

test('work that fails afterwards is a failed task', async () => {
  const fails = [
    [{ path: `indexes/${index}/documents`, body: [{ id: 'not valid', rule: 1 }] }, 'invalid_document_id'],
    [{ path: `indexes/${index}/documents`, body: [{ rule: 1 }] }, 'missing_document_id'],
    [{ path: 'indexes', body: { uid: index } }, 'index_already_exists'],
    [{ path: 'swap-indexes', body: [{ indexes: [index, `${index}-none`] }] }, 'index_not_found'],
    [{ method: 'DELETE', path: `indexes/${index}-none` }, 'index_not_found'],
    [{ path: `indexes/${index}-none/documents/delete-batch`, body: [1] }, 'index_not_found'],
  ] as const
  for (const [request, code] of fails) expect(await outcome(request)).toEqual({ status: 'failed', code })
})

test('work that is done is a succeeded task, and a missing index is made by what needs it', async () => {
  const made = `${index}-made`
  expect(await outcome({ path: `indexes/${made}/documents?primaryKey=id`, body: [{ id: 1 }] })).toEqual({
    status: 'succeeded',
    code: null,
  })
  expect(await call({ method: 'GET', path: `indexes/${made}/stats` })).toMatchObject({
    status: 200,
    answer: { numberOfDocuments: 1 },
  })
  expect((await call({ method: 'GET', path: 'health' })).answer).toEqual({ status: 'available' })
  expect(
    (await call({ method: 'GET', path: `tasks?indexUids=${made}&statuses=succeeded&limit=1` })).answer,
  ).toMatchObject({
    total: 1,
  })
})

import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { find } from './find.ts'
import { Index } from './index-store.ts'
import { Problem } from './problem.ts'
import {
  check,
  checkQuery,
  documentsBody,
  idsBody,
  indexBody,
  searchBody,
  settingsBody,
  swapBody,
} from './requests.ts'
import { addDocuments, indexFor, Tasks, type Task } from './tasks.ts'

/** Most bytes of a request; the real one takes 100 MB unless told otherwise. */
const PAYLOAD_LIMIT = 20_000_000

/**
 * A small server that speaks the documented API of Meilisearch 1.41, as far as we use it, and strictly: what the real
 * one would refuse is refused with the documented code and kept in `faults`, so that a test can demand that there was
 * none. It finds things too, well enough to run the whole suite, but its order of hits says nothing about the real one's.
 */
export type SmallMeilisearch = Awaited<ReturnType<typeof startSmallMeilisearch>>

export async function startSmallMeilisearch(key: string) {
  const indexes = new Map<string, Index>()
  const tasks = new Tasks(indexes)
  const faults: string[] = []

  const server = createServer((request, response) => {
    void answer(request, response)
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      const [status, value] = await route(request)
      send(response, status, value)
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(500, 'internal', String(error))
      if (isFault(problem))
        faults.push(`${request.method} ${request.url}: ${problem.code} ${problem.message}`)
      send(response, problem.status, problem.body())
    }
  }

  const route = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const url = new URL(request.url ?? '/', 'http://meilisearch')
    if (url.pathname === '/health') return [200, { status: 'available' }]
    authorize(request)
    const body = await readBody(request)
    const [, place, uid = '', what, id] = url.pathname.split('/').map(decodeURIComponent)
    const call = `${request.method} ${[
      place,
      place === 'indexes' && uid ? ':uid' : uid ? ':id' : null,
      what,
      id ? ':id' : null,
    ]
      .filter(Boolean)
      .join('/')}`
    switch (call) {
      case 'GET version':
        return [200, { commitSha: 'test', commitDate: 'test', pkgVersion: '1.41.0' }]
      case 'POST indexes': {
        const { uid: name, primaryKey } = check(indexBody, body, 'invalid_index')
        return queued(
          tasks.add('indexCreation', name, body, () => {
            if (indexes.has(name)) throw new Problem(409, 'index_already_exists')
            indexes.set(name, new Index(primaryKey ?? null))
            return { primaryKey }
          }),
        )
      }
      case 'DELETE indexes/:uid':
        return queued(
          tasks.add('indexDeletion', uid, null, () => {
            const deletedDocuments = indexFor(indexes, uid).documents.size
            indexes.delete(uid)
            return { deletedDocuments }
          }),
        )
      case 'GET indexes/:uid/stats': {
        const index = indexFor(indexes, uid)
        return [200, { numberOfDocuments: index.documents.size, isIndexing: false, fieldDistribution: {} }]
      }
      case 'GET indexes/:uid/settings':
        return [200, indexFor(indexes, uid).settings]
      case 'PATCH indexes/:uid/settings': {
        const settings = check(settingsBody, body, 'invalid_settings')
        return queued(
          tasks.add('settingsUpdate', uid, body, () => {
            const index = indexes.get(uid) ?? new Index(null)
            indexes.set(uid, index)
            index.change(settings)
            return settings
          }),
        )
      }
      case 'POST indexes/:uid/documents': {
        checkQuery(url.searchParams, ['primaryKey', 'csvDelimiter'])
        const documents = [check(documentsBody, body, 'malformed_payload')].flat()
        const primaryKey = url.searchParams.get('primaryKey')
        return queued(
          tasks.add('documentAdditionOrUpdate', uid, documents, addDocuments(uid, documents, primaryKey)),
        )
      }
      case 'POST indexes/:uid/documents/:id': {
        if (id !== 'delete-batch') break
        const ids = check(idsBody, body, 'malformed_payload')
        return queued(
          tasks.add('documentDeletion', uid, ids, () => {
            const index = indexFor(indexes, uid)
            return {
              providedIds: ids.length,
              deletedDocuments: ids.filter((one) => index.remove(String(one))).length,
            }
          }),
        )
      }
      case 'GET indexes/:uid/documents/:id': {
        checkQuery(url.searchParams, ['fields', 'retrieveVectors'])
        const document = indexFor(indexes, uid).documents.get(id ?? '')
        if (!document) throw new Problem(404, 'document_not_found', `Document \`${id}\` not found.`)
        return [200, document]
      }
      case 'GET indexes/:uid/documents': {
        checkQuery(url.searchParams, ['offset', 'limit', 'fields', 'filter'])
        const [offset, limit] = [
          Number(url.searchParams.get('offset') ?? 0),
          Number(url.searchParams.get('limit') ?? 20),
        ]
        const results = [...indexFor(indexes, uid).documents.values()]
        return [200, { results: results.slice(offset, offset + limit), offset, limit, total: results.length }]
      }
      case 'POST indexes/:uid/search':
        return [200, find(indexFor(indexes, uid), check(searchBody, body, 'invalid_search'))]
      case 'POST swap-indexes': {
        const swaps = check(swapBody, body, 'invalid_swap_indexes')
        for (const { indexes: pair } of swaps)
          if (pair.length !== 2 || pair[0] === pair[1]) throw new Problem(400, 'invalid_swap_indexes')
        return queued(tasks.add('indexSwap', null, body, () => swap(indexes, swaps)))
      }
      case 'GET tasks': {
        checkQuery(url.searchParams, ['limit', 'from', 'reverse', 'uids', 'statuses', 'types', 'indexUids'])
        const list = (name: string) => url.searchParams.get(name)?.split(',') ?? null
        const [statuses, uids] = [list('statuses'), list('indexUids')]
        const found = tasks.all
          .filter(
            (task) =>
              (statuses?.includes(task.status) ?? true) && (uids?.includes(task.indexUid ?? '') ?? true),
          )
          .reverse()
        const limit = Number(url.searchParams.get('limit') ?? 20)
        return [
          200,
          { results: found.slice(0, limit).map(view), total: found.length, limit, from: null, next: null },
        ]
      }
      case 'GET tasks/:id': {
        const task = tasks.all[Number(uid)]
        if (!task) throw new Problem(404, 'task_not_found', `Task \`${uid}\` not found.`)
        return [200, view(task)]
      }
    }
    throw new Problem(404, 'not_found', `No such route: ${call}`)
  }

  const authorize = ({ headers }: IncomingMessage) => {
    if (headers.authorization === undefined) throw new Problem(401, 'missing_authorization_header')
    if (headers.authorization !== `Bearer ${key}`) throw new Problem(403, 'invalid_api_key')
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    indexes,
    tasks,
    faults,
    async stop() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** What our code should never cause; the rest (a missing index or document, a wrong key) is part of a day's work. */
function isFault({ status, code }: Problem): boolean {
  return status !== 401 && status !== 403 && !['index_not_found', 'document_not_found'].includes(code)
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET' || request.method === 'DELETE') return null
  const pieces: Buffer[] = []
  let bytes = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length
    if (bytes > PAYLOAD_LIMIT) throw new Problem(413, 'payload_too_large')
    pieces.push(piece)
  }
  const type = request.headers['content-type']
  if (type === undefined) throw new Problem(415, 'missing_content_type')
  if (type !== 'application/json') throw new Problem(415, 'invalid_content_type')
  if (bytes === 0) throw new Problem(400, 'missing_payload')
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'))
  } catch {
    throw new Problem(400, 'malformed_payload')
  }
}

function send(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

function queued(task: Task): [number, unknown] {
  const { uid, indexUid, status, type, enqueuedAt } = task
  return [202, { taskUid: uid, indexUid, status, type, enqueuedAt }]
}

function view(task: Task) {
  return { ...task, batchUid: task.uid, canceledBy: null, duration: null }
}

function swap(indexes: Map<string, Index>, swaps: { indexes: string[] }[]) {
  const pairs = swaps.map(({ indexes: [one = '', other = ''] }) => [
    [one, indexFor(indexes, other)] as const,
    [other, indexFor(indexes, one)] as const,
  ])
  for (const [uid, index] of pairs.flat()) indexes.set(uid, index)
  return { swaps }
}

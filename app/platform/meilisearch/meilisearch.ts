import { z } from 'zod'
import { ask, type Address } from './ask.ts'
import { MeilisearchRefused } from './errors.ts'
import { writeFilter, type Filter } from './filter.ts'
import { queuedTask, settled } from './tasks.ts'

export type DocumentId = number | string
export type IndexDocument = { id: DocumentId } & Record<string, unknown>

export type SearchRequest = {
  /** Words as Meilisearch reads them: "quotes" are phrases, a minus excludes. Empty finds everything. */
  q: string
  filter: Filter
  /** `attribute:asc` or `attribute:desc`. */
  sort?: string[]
  /** One hit for each value of this attribute. */
  distinct?: string
  /** Attributes that come with the hits, beside `id`. */
  retrieve: string[]
  /** Whether every word must match, or the last ones may be dropped. */
  words: 'all' | 'last'
  /** From 1 on. */
  page: number
  perPage: number
}

const hits = z.object({
  // Ids of ours are PostgreSQL's integers; any other is no answer, and PostgreSQL would refuse to be asked for it.
  hits: z.array(z.object({ id: z.int32(), _rankingScore: z.number().default(0) }).loose()),
  /** All of them, counted up to the `maxTotalHits` of the index. */
  totalHits: z.int().nonnegative(),
})
export type SearchAnswer = z.infer<typeof hits>

const tasksFound = z.object({ total: z.int().nonnegative() })
const stats = z.object({ numberOfDocuments: z.int().nonnegative() })
const health = z.object({ status: z.literal('available') })
const anything = z.record(z.string(), z.unknown())

/** Milliseconds for what no visitor waits for. */
const PATIENT = { read: 5_000, write: 30_000 }

export type Meilisearch = ReturnType<typeof createMeilisearch>

/**
 * A Meilisearch server as far as we use it: the documented API of 1.41 (nothing in it is newer than 1.15). Connects when it is
 * asked. Every function throws MeilisearchAway or MeilisearchRefused; those that write return when the task succeeded,
 * and throw MeilisearchTaskFailed when it did not.
 */
export function createMeilisearch(address: Address) {
  const read = <T>(path: string, answer: z.ZodType<T>, within = PATIENT.read) =>
    ask(address, { method: 'GET', path, within, answer })
  const write = async (
    method: 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    { signal }: { signal?: AbortSignal } = {},
  ) => {
    const { taskUid } = await ask(address, { method, path, body, within: PATIENT.write, answer: queuedTask })
    await settled(address, taskUid, { within: PATIENT.read, patience: 120_000, signal })
  }

  return {
    /** Resolves when it says within `within` milliseconds that it lives. */
    health: async (within: number) => void (await read('health', health, within)),

    /** Finds documents; the whole answer is there within `within` milliseconds. */
    search(index: string, request: SearchRequest, within: number): Promise<SearchAnswer> {
      const { q, filter, sort, distinct, retrieve, words, page, perPage } = request
      const body = {
        q,
        filter: writeFilter(filter),
        matchingStrategy: words,
        attributesToRetrieve: ['id', ...retrieve],
        showRankingScore: true,
        page,
        hitsPerPage: perPage,
        ...(sort ? { sort } : {}),
        ...(distinct ? { distinct } : {}),
      }
      return ask(address, { method: 'POST', path: `indexes/${index}/search`, body, within, answer: hits })
    },

    /** One document, or null when it or its index is not there. */
    readDocument(index: string, id: DocumentId, within?: number) {
      return orNull(read(`indexes/${index}/documents/${id}`, anything, within))
    },

    /** How many documents an index holds, or null when there is no such index. */
    async countDocuments(index: string): Promise<number | null> {
      return (await orNull(read(`indexes/${index}/stats`, stats)))?.numberOfDocuments ?? null
    },

    readSettings: (index: string) => orNull(read(`indexes/${index}/settings`, anything)),
    changeSettings: (index: string, settings: Record<string, unknown>) =>
      write('PATCH', `indexes/${index}/settings`, settings),

    createIndex: (index: string) => write('POST', 'indexes', { uid: index, primaryKey: 'id' }),
    removeIndex: (index: string) => write('DELETE', `indexes/${index}`, undefined),
    /** Both must exist. Searches see the one or the other, never neither. */
    swapIndexes: (one: string, other: string) => write('POST', 'swap-indexes', [{ indexes: [one, other] }]),

    /** Adds documents, and replaces those that are there, as one task: all of them or none. */
    writeDocuments: (index: string, documents: IndexDocument[], options?: { signal?: AbortSignal }) =>
      write('POST', `indexes/${index}/documents?primaryKey=id`, documents, options),
    removeDocuments: (index: string, ids: DocumentId[], options?: { signal?: AbortSignal }) =>
      write('POST', `indexes/${index}/documents/delete-batch`, ids, options),

    /** How many tasks of an index wait or run. */
    async pendingTasks(index: string): Promise<number> {
      const query = new URLSearchParams({ indexUids: index, statuses: 'enqueued,processing', limit: '1' })
      return (await read(`tasks?${query}`, tasksFound)).total
    },
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof MeilisearchRefused && /^(index|document)_not_found$/.test(error.code)) return null
    throw error
  }
}

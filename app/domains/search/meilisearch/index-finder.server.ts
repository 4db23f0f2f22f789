import { faultOf } from '#app/platform/meilisearch/errors.ts'
import type { Meilisearch, SearchAnswer, SearchRequest } from '#app/platform/meilisearch/meilisearch.ts'
import { EngineAway, type PostHit, type PostHits, type PostQuery } from '../engine.ts'
import { MOST_HITS } from './post-index.ts'
import type { PostSource } from './post-source.ts'
import { isForIndex, postRequest } from './post-request.ts'

/**
 * Milliseconds for all that one question asks: what is left of a second is PostgreSQL's.
 */
const PATIENCE = 400

/** What the index finds, or null where it can't know: the database is asked then, and nothing is amiss. */
export type IndexFinder = {
  findPosts(query: PostQuery): Promise<PostHits | null>
}

/**
 * Finds posts in the index `index`. The index may be some seconds behind, so every hit is asked of the database before it is
 * counted: what was hidden a moment ago is in no number. Throws EngineAway, with the reason as its message, when there
 * is no answer in time or none that can be used.
 */
export function createIndexFinder(
  server: Pick<Meilisearch, 'search'>,
  source: Pick<PostSource, 'listed'>,
  index: string,
): IndexFinder {
  const ask = async (request: SearchRequest, end: number): Promise<SearchAnswer> => {
    try {
      return await server.search(index, request, Math.max(1, Math.ceil(end - performance.now())))
    } catch (error) {
      throw new EngineAway(faultOf(error), { cause: error })
    }
  }
  return {
    async findPosts(query) {
      if (!isForIndex(query)) return null
      if (query.scope.ruleIds.length === 0) return { hits: [], total: 0, atLeast: false, relaxed: false }
      const end = performance.now() + PATIENCE
      let answer = await ask(postRequest({ ...query, relax: false }), end)
      const relaxed = query.relax && answer.totalHits === 0
      if (relaxed) answer = await ask(postRequest(query), end)
      const listed = await source.listed(
        answer.hits.map(({ id }) => id),
        query.scope.ruleIds,
      )
      const hits = answer.hits.filter(({ id }) => listed.has(id)).map(toHit)
      return {
        hits: hits.slice(query.offset, query.offset + query.limit),
        total: hits.length,
        atLeast: answer.totalHits >= MOST_HITS,
        relaxed: relaxed && hits.length > 0,
      }
    },
  }
}

function toHit(hit: SearchAnswer['hits'][number]): PostHit {
  return { postId: hit.id, threadId: threadOf(hit), score: hit._rankingScore }
}

function threadOf(hit: SearchAnswer['hits'][number]): number {
  const id = hit['thread_id']
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw new EngineAway('a hit without a thread')
  return id
}

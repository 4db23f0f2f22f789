import { faultOf } from '#app/platform/meilisearch/errors.ts'
import type { Meilisearch, SearchAnswer, SearchRequest } from '#app/platform/meilisearch/meilisearch.ts'
import { EngineAway, type PostHits, type PostQuery, type TitleQuery } from '../engine.ts'
import { MOST_HITS } from './post-index.ts'
import { isForIndex, postRequest, titleRequest } from './post-request.ts'

/**
 * Milliseconds for all that one question asks: what is left of a second is PostgreSQL's.
 */
const PATIENCE = 400

/** What the index finds, or null where it can't know: the database is asked then, and nothing is amiss. */
export type IndexFinder = {
  findPosts(query: PostQuery): Promise<PostHits | null>
  findTitles(query: TitleQuery): Promise<number[]>
}

/**
 * Finds posts in the index `index`. Throws EngineAway, with the reason as its message, when there is no answer in time or
 * none that can be used.
 */
export function createIndexFinder(server: Pick<Meilisearch, 'search'>, index: string): IndexFinder {
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
      const { hits, totalHits } = answer
      const skipped = query.offset % query.limit === 0 ? 0 : query.offset
      return {
        hits: hits.slice(skipped).map((hit) => ({
          postId: hit.id,
          threadId: threadOf(hit),
          score: hit._rankingScore,
        })),
        total: totalHits,
        atLeast: totalHits >= MOST_HITS,
        relaxed: relaxed && totalHits > 0,
      }
    },
    async findTitles(query) {
      if (query.ruleIds.length === 0) return []
      return (await ask(titleRequest(query), performance.now() + PATIENCE)).hits.map(threadOf)
    },
  }
}

function threadOf(hit: SearchAnswer['hits'][number]): number {
  const id = hit['thread_id']
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw new EngineAway('a hit without a thread')
  return id
}

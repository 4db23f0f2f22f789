import { faultOf } from '#app/platform/meilisearch/errors.ts'
import type { Meilisearch, SearchAnswer, SearchRequest } from '#app/platform/meilisearch/meilisearch.ts'
import {
  EngineAway,
  newPatience,
  type Patience,
  type PostHit,
  type PostHits,
  type PostQuery,
} from '../engine.ts'
import { MOST_HITS } from './post-index.ts'
import type { PostSource } from './post-source.ts'
import { isForIndex, postRequest } from './post-request.ts'

/** What the index finds, or null where it can't know: the database is asked then, and nothing is amiss. */
export type IndexFinder = {
  findPosts(query: PostQuery): Promise<PostHits | null>
}

/**
 * Finds posts in the index `index`. The index may be some seconds behind, so every hit is asked of the database before it is
 * counted: what was hidden a moment ago is in no number. What is left of a second when the patience is used up is PostgreSQL's. Throws EngineAway, with the reason as its message, when there
 * is no answer in time or none that can be used.
 */
export function createIndexFinder(
  server: Pick<Meilisearch, 'search'>,
  source: Pick<PostSource, 'listed'>,
  index: string,
): IndexFinder {
  const ask = async (request: SearchRequest, patience: Patience): Promise<SearchAnswer> => {
    if (patience.left <= 0) throw new EngineAway('it answers too slowly')
    const began = performance.now()
    try {
      return await server.search(index, request, Math.ceil(patience.left))
    } catch (error) {
      throw new EngineAway(faultOf(error), { cause: error })
    } finally {
      patience.left -= performance.now() - began
    }
  }
  return {
    async findPosts(query) {
      if (!isForIndex(query)) return null
      if (query.scope.ruleIds.length === 0) return { hits: [], total: 0, atLeast: false, relaxed: false }
      const patience = query.patience ?? newPatience()
      let answer = await ask(postRequest({ ...query, relax: false }), patience)
      const relaxed = query.relax && answer.totalHits === 0
      if (relaxed) answer = await ask(postRequest(query), patience)
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

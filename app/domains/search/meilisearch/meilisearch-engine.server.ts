import { faultOf } from '#app/platform/meilisearch/errors.ts'
import type { Meilisearch, SearchAnswer, SearchRequest } from '#app/platform/meilisearch/meilisearch.ts'
import { EngineAway, type PostHits, type PostQuery, type SearchEngine } from '../engine.ts'
import { postRequest, titleRequest } from './post-request.ts'

/** Milliseconds for all that one search asks: what is left of a second is PostgreSQL's. */
const PATIENCE = 600

/** What Meilisearch is asked for: posts and titles. */
export type PostFinder = Pick<SearchEngine, 'findPosts' | 'findTitles'>

/**
 * Finds posts in the index `index`. Throws EngineAway with the reason as its message when there is no answer in time, or
 * none that can be used.
 */
export function createMeilisearchEngine(server: Pick<Meilisearch, 'search'>, index: string): PostFinder {
  return {
    async findPosts(query) {
      const end = performance.now() + PATIENCE
      const request = postRequest(query)
      const answer = await ask(server, index, request, end)
      if (answer.hits.length > 0 || query.offset > 0 || query.terms.words.length < 2)
        return hitsOf(query, answer, false)
      return hitsOf(query, await ask(server, index, { ...request, words: 'last' }, end), true)
    },
    async findTitles(query) {
      const { hits } = await ask(server, index, titleRequest(query), performance.now() + PATIENCE)
      return hits.map((hit) => threadOf(hit))
    },
  }
}

async function ask(
  server: Pick<Meilisearch, 'search'>,
  index: string,
  request: SearchRequest,
  end: number,
): Promise<SearchAnswer> {
  try {
    return await server.search(index, request, Math.max(1, Math.ceil(end - performance.now())))
  } catch (error) {
    throw new EngineAway(faultOf(error), { cause: error })
  }
}

function hitsOf({ offset }: PostQuery, answer: SearchAnswer, relaxed: boolean): PostHits {
  const hits = answer.hits.map((hit) => ({
    postId: hit.id,
    threadId: threadOf(hit),
    score: hit._rankingScore,
  }))
  const total = Math.max(answer.estimatedTotalHits, offset + hits.length)
  return { hits, total, atLeast: false, relaxed: relaxed && hits.length > 0 }
}

function threadOf(hit: SearchAnswer['hits'][number]): number {
  const id = hit['thread_id']
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) throw new EngineAway('a hit without a thread')
  return id
}

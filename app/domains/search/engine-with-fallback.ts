import { isEngineAway, type PostHits, type PostQuery, type SearchEngine } from './engine.ts'
import type { IndexFinder } from './meilisearch/index-finder.server.ts'
import type { Standing } from './meilisearch/standing.server.ts'

type Parts = {
  index: { finder: IndexFinder; standing: Pick<Standing, 'isUp' | 'failed'> }
  postgres: SearchEngine
  /** Called for each question that PostgreSQL answers because Meilisearch does not. */
  onFallback: () => void
}

/**
 * Asks Meilisearch for posts as long as it stands, and PostgreSQL when it does not, or does not answer; then the hits say
 * `fallback`. Titles that are alike and the names of people and tags are PostgreSQL's always: trigrams are good at them, they
 * are few, and a name that was changed or erased must be so at once.
 */
export function createEngineWithFallback({ index, postgres, onFallback }: Parts): SearchEngine {
  /** What the index says; null where it can't know, undefined when it can't be asked. */
  const tryIndex = async (query: PostQuery): Promise<PostHits | null | undefined> => {
    try {
      if (await index.standing.isUp()) return await index.finder.findPosts(query)
    } catch (error) {
      if (!isEngineAway(error)) throw error
      index.standing.failed(error.message)
    }
    onFallback()
    return undefined
  }
  return {
    ...postgres,
    name: 'meilisearch',
    async findPosts(query) {
      const found = await tryIndex(query)
      if (found) return found
      const hits = await postgres.findPosts(query)
      return found === undefined ? { ...hits, fallback: true } : hits
    },
  }
}

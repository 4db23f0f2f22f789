import { EngineAway, type SearchEngine } from './engine.ts'
import type { IndexFinder } from './meilisearch/index-finder.server.ts'
import type { Standing } from './meilisearch/standing.server.ts'

type Parts = {
  index: { finder: IndexFinder; standing: Pick<Standing, 'isUp' | 'failed'> }
  postgres: SearchEngine
  /** Called for each question that PostgreSQL answers because Meilisearch does not. */
  onFallback: () => void
}

/**
 * Asks Meilisearch for posts and titles as long as it stands, and PostgreSQL when it does not, or does not answer; then the
 * hits say `fallback`. Names of people and tags are PostgreSQL's always: they are few, and a name that was changed or
 * erased must be so at once. Both engines only propose: the gate is asked again for every hit.
 */
export function createEngineWithFallback({ index, postgres, onFallback }: Parts): SearchEngine {
  /** What the index says; undefined when it can't be asked. */
  const tryIndex = async <T>(find: (finder: IndexFinder) => Promise<T>): Promise<T | undefined> => {
    try {
      if (await index.standing.isUp()) return await find(index.finder)
    } catch (error) {
      if (!(error instanceof EngineAway)) throw error
      index.standing.failed(error.message)
    }
    onFallback()
    return undefined
  }
  return {
    name: 'meilisearch',
    async findPosts(query) {
      const found = await tryIndex((finder) => finder.findPosts(query))
      if (found) return found
      const hits = await postgres.findPosts(query)
      return found === undefined ? { ...hits, fallback: true } : hits
    },
    async findTitles(query) {
      return (await tryIndex((finder) => finder.findTitles(query))) ?? postgres.findTitles(query)
    },
    findMembers: (query) => postgres.findMembers(query),
    findTags: (query) => postgres.findTags(query),
  }
}

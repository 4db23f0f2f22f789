import { sql, type Kysely, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { EngineAway, type PostHits, type PostQuery, type SearchEngine } from '../engine.ts'
import { findMembers, findTags, findTitles } from './find-names.server.ts'
import { findMatches } from './find-posts.server.ts'
import { findSimilar } from './find-similar.server.ts'
import type { PostTimes } from './post-times.server.ts'
import { termQueries } from './terms.server.ts'

/** Milliseconds after which a statement of the search gives up. */
const PATIENCE = 2_000

const STATEMENT_CANCELLED = '57014'

const NOTHING: PostHits = { hits: [], total: 0, atLeast: false, relaxed: false }

/**
 * The search of PostgreSQL itself: always there, never behind. `languages` says whose stems count, the community's own
 * first; it is asked with each search.
 */
export function createPostgresEngine(deps: {
  db: Kysely<DB>
  languages: () => Promise<readonly string[]>
  /** When the posts were written. */
  times: () => Promise<PostTimes>
}): SearchEngine {
  const { db } = deps

  /** In a transaction that gives up in time; throws EngineAway then. */
  async function inTime<T>(
    find: (tx: Transaction<DB>, languages: readonly string[]) => Promise<T>,
  ): Promise<T> {
    const languages = await deps.languages()
    try {
      return await db.transaction().execute(async (tx) => {
        await bound(tx)
        return find(tx, languages)
      })
    } catch (error) {
      if ((error as { code?: string }).code === STATEMENT_CANCELLED) throw new EngineAway('it took too long')
      throw error
    }
  }

  return {
    name: 'postgres',
    findPosts: async (query) => {
      if (query.scope.ruleIds.length === 0) return NOTHING
      const times = await deps.times()
      return inTime((tx, languages) => findInTurn(tx, query, languages, times))
    },
    findSimilar: (query) => inTime((tx, languages) => findSimilar(tx, query, languages)),
    findTitles: (query) => findTitles(db, query),
    findMembers: (query) => findMembers(db, query),
    findTags: (query) => findTags(db, query),
  }
}

/**
 * How many of the newest posts with most of the words are ranked where none has all: this comes on top of having looked for
 * all, and such posts are many and weak. Half as many keep the relevance (tests/search) and a fifth of the slowest answers.
 */
const RANKED_IF_RELAXED = 1_000

/**
 * A plan made for any word suits none: common and rare ones are looked up in different ways. And the places of a common word
 * must find room in memory: what is kept as whole pages only is read again word by word. Workers take longer to start than
 * what they are started for.
 */
async function bound(tx: Transaction<DB>): Promise<void> {
  await sql`select set_config('statement_timeout', ${String(PATIENCE)}, true),
    set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
    set_config('work_mem', '32MB', true), set_config('max_parallel_workers_per_gather', '0', true)`.execute(
    tx,
  )
}

/** All the words first, with frequent ones for a beginning if they are enough; where nothing has them and the question allows it, most of them. */
async function findInTurn(
  tx: Transaction<DB>,
  query: PostQuery,
  languages: readonly string[],
  times: PostTimes,
): Promise<PostHits> {
  const { terms } = query
  const asksWords = terms.words.length + terms.phrases.length + terms.without.length > 0
  if (!asksWords) return findMatches(tx, query, null, null, times)
  const queries = await termQueries(tx, terms, languages, query.scope.ruleIds)
  const { all, known, most } = queries
  if (all === null) return NOTHING
  if (known !== null) {
    const frequent = await findMatches(tx, query, known, queries, times)
    if (frequent.hits.length >= query.limit) return frequent
  }
  const strict = await findMatches(tx, query, all, queries, times)
  if (strict.total > 0 || most === null || !query.relax) return strict
  const ranked = Math.min(query.ranked ?? RANKED_IF_RELAXED, RANKED_IF_RELAXED)
  const relaxed = await findMatches(tx, { ...query, ranked }, most, queries, times)
  return { ...relaxed, relaxed: relaxed.total > 0 }
}

import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import { EngineAway } from './engine.ts'
import { marksOf } from './present/highlight.ts'
import { readThreadHits } from './present/hit-rows.queries.server.ts'
import { toThreadHitView } from './present/hit-views.ts'
import { MAX_TITLE } from './query/limits.ts'
import { cleanQuery } from './query/split-query.ts'
import type { SearchDeps } from './search.queries.server.ts'
import type { SimilarThreadsView } from './search.view.ts'
import { withoutText } from './suggest.queries.server.ts'

/** Threads that are shown. */
const SHOWN = 5

/**
 * Threads that may be about the same as this title, of those that the reader may read: for who is about to write it. Any
 * text is answered; its first 200 characters count. `spaceId`: where it will be written; what is there comes a little sooner.
 */
export async function similarThreads(
  reader: Reader,
  { engine }: Pick<SearchDeps, 'engine'>,
  title: string,
  { spaceId = null }: { spaceId?: number | null } = {},
): Promise<SimilarThreadsView> {
  const text = cleanQuery(title.slice(0, 2 * MAX_TITLE))
    .slice(0, MAX_TITLE)
    .toWellFormed()
  const ruleIds = visibleRules(reader.access)
  if (!/[\p{L}\p{N}]{2}/u.test(text) || ruleIds.length === 0) return { threads: [] }
  try {
    const ids = await engine.findSimilar({ text, ruleIds, spaceId, limit: SHOWN })
    const marks = marksOf([text])
    const rows = await readThreadHits(reader, ids)
    return { threads: rows.map((row) => toThreadHitView(row, marks)).map(withoutText) }
  } catch (error) {
    // A help that takes too long is none.
    if (error instanceof EngineAway) return { threads: [] }
    throw error
  }
}

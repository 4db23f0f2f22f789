import { z } from 'zod'
import type { IndexDocument, Meilisearch } from '#app/platform/meilisearch/meilisearch.ts'
import { POST_INDEX_VERSION } from './post-index.ts'

/** The id of the document that is no post: how far an index is. It has no rule, so that no search finds it. */
const ID = 'cursor'

const setAside = z.object({ id: z.int(), code: z.string() })
const cursor = z.object({
  version: z.int(),
  /** Which database the posts are of: another one may give the same numbers to other things. */
  database: z.string(),
  /** Counts up with each index that is begun: of two indexes the higher one is newer. */
  build: z.int(),
  /** While the posts are copied in the order of their ids: the last one. */
  copying: z.object({ after: z.int(), done: z.int() }).nullable(),
  /** Everything that changed before it is in the index: a transaction's number, and the last post of that transaction. */
  changed: z.string().regex(/^\d+$/),
  post: z.int(),
  /** When the database was read for this, in milliseconds since 1970. */
  readAt: z.int(),
  /** Posts that Meilisearch would not take, and why. Each is tried again when it changes. */
  setAside: z.array(setAside),
})

/**
 * How far an index is. It is written together with the posts, as one task, and stands in the index itself: so it is true
 * after a kill, after a swap, and after an operator brought back an older copy of Meilisearch's data.
 */
export type IndexCursor = z.infer<typeof cursor>

/** What is kept of posts that were set aside: enough to see what is wrong, and no more. */
const MOST_SET_ASIDE = 100

/** The cursor of an index; null when the index or its cursor is not there, or is none of this version. */
export async function readCursor(
  server: Pick<Meilisearch, 'readDocument'>,
  index: string,
  within?: number,
): Promise<IndexCursor | null> {
  const document = await server.readDocument(index, ID, within)
  const result = cursor.safeParse(document?.['state'])
  return result.success && result.data.version === POST_INDEX_VERSION ? result.data : null
}

/** The cursor as the document that goes with the posts. */
export function cursorDocument(state: IndexCursor): IndexDocument {
  return { id: ID, state: { ...state, setAside: state.setAside.slice(-MOST_SET_ASIDE) } }
}

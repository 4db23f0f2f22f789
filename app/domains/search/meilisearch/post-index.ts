import type { IndexDocument } from '#app/platform/meilisearch/meilisearch.ts'

/** Raise it with every change of the settings or of the documents: indexes of another version are built anew. */
export const POST_INDEX_VERSION = 1

/**
 * A post as Meilisearch has it: words to find it by, and numbers to filter and sort by. The words never come back; what is shown
 * is read from the database, after the gate.
 */
export type PostDocument = IndexDocument & {
  id: number
  thread_id: number
  /** The thread's title, on its first post; the replies have it as `topic`, which counts for less. */
  title?: string
  text: string
  topic?: string
  rule_id: number
  space_id: number
  author_id: number
  tag_ids: number[]
  solved: boolean
  unanswered: boolean
  has_image: boolean
  /** Milliseconds since 1970. */
  created_at: number
}

/** Hits beyond are neither shown nor counted: all that are counted are asked of the database first. */
export const MOST_HITS = 1_000

export const POST_SETTINGS = {
  searchableAttributes: ['title', 'text', 'topic'],
  filterableAttributes: [
    'rule_id',
    'space_id',
    'author_id',
    'tag_ids',
    'thread_id',
    'solved',
    'unanswered',
    'has_image',
    'created_at',
  ],
  sortableAttributes: ['created_at'],
  displayedAttributes: ['id', 'thread_id'],
  // A chosen order is the order; of equally good posts the newer one is first.
  rankingRules: ['sort', 'words', 'typo', 'proximity', 'attribute', 'exactness', 'created_at:desc'],
  stopWords: [],
  typoTolerance: {
    enabled: true,
    minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
    disableOnNumbers: true,
  },
  pagination: { maxTotalHits: MOST_HITS },
  // Better the best of a quarter of a second than nothing: whoever waits longer is answered by PostgreSQL.
  searchCutoffMs: 250,
}

/** The index that is searched, and the one beside it that is being built. */
export function postIndexNames(namespace: string): { live: string; next: string } {
  const live = `${namespace.replaceAll(':', '-')}-posts`
  return { live, next: `${live}-next` }
}

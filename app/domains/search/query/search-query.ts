/** What somebody asked, taken apart. Pure: names are as typed, nothing is looked up yet. */
export type SearchQuery = {
  /** As typed, cut to the most characters that a query may have. */
  typed: string
  /** Words that must match (the last may be a beginning while one types), in order. */
  words: string[]
  /** Quoted runs of words that must stand together. */
  phrases: string[]
  /** Words and phrases with a minus: nothing with them is shown. */
  without: string[]
  filters: SearchFilters
  sort: SearchSort
  /** Parts that were not understood, each with what to do; the rest of the query is searched all the same. */
  hints: SearchHint[]
}

export type SearchFilters = {
  /** `in:` slugs or names of spaces; `-in:` in `not`. */
  spaces: string[]
  /** `by:` handles; `by:me` is the reader. */
  authors: string[]
  /** `tag:` slugs; all of them. */
  tags: string[]
  not: { spaces: string[]; authors: string[]; tags: string[] }
  solved: boolean | null
  unanswered: boolean | null
  hasImage: boolean | null
  /** Instants in UTC: `before:2026-01` is before its first moment, `after:2026-01` from the moment after it on. */
  before: Date | null
  after: Date | null
  /** What kind of thing: from the page's tabs or `type:`. */
  kind: SearchKind | null
}

export const searchKinds = ['threads', 'posts', 'members', 'tags'] as const
export type SearchKind = (typeof searchKinds)[number]

export const searchSorts = ['best', 'newest', 'oldest', 'liked'] as const
export type SearchSort = (typeof searchSorts)[number]

/** A part of a query that needs the writer's eye: a message of the locale with its parameters. */
export type SearchHint = { code: SearchHintCode; part: string }
export type SearchHintCode =
  | 'unknownOperator'
  | 'emptyOperator'
  | 'badDate'
  | 'unclosedQuote'
  | 'tooLong'
  | 'noWords'
  | 'nobody'
  | 'noSpace'
  | 'noTag'
  | 'tooWide'

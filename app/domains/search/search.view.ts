import type { AuthorView } from '#app/domains/threads/thread.view.ts'
import type { ThreadStatus } from '#app/domains/threads/thread-list.view.ts'
import type { SearchHint, SearchKind, SearchSort } from './query/search-query.ts'

/**
 * Text with the matching runs marked: `['Shock ', 'cord', ' keeps slipping']`, every second piece matched. Plain text,
 * so that a page can't be given markup; components put `<mark>` around the odd pieces.
 */
export type Highlighted = string[]

/** A thread that was found, by its title or by its best post. */
export type ThreadHitView = {
  kind: 'thread'
  id: number
  /** To the matching post; to the thread where that is its first. */
  href: string
  title: Highlighted
  /** From the matching post, around the words. */
  snippet: Highlighted
  space: { slug: string; name: string; hue: number }
  author: Pick<AuthorView, 'handle' | 'name' | 'kind'>
  status: ThreadStatus | null
  replies: number
  /** The number of the matching post; 1 is the thread's own text. */
  number: number
  at: string
}
/** A post that was found, where every post of a thread is listed. */
export type PostHitView = Omit<ThreadHitView, 'kind'> & { kind: 'post'; likes: number }
export type MemberHitView = {
  kind: 'member'
  href: string
  handle: Highlighted
  name: Highlighted
  title: string
  accepted: number
}
export type TagHitView = { kind: 'tag'; href: string; name: Highlighted; threads: number }
export type SpaceHitView = { kind: 'space'; href: string; name: Highlighted; hue: number }

/** One filter that is in force, and the query without it. */
export type FilterChipView = { text: string; without: string }

/** The page of results. */
export type SearchView = {
  query: string
  kind: SearchKind
  sort: SearchSort
  hits: (ThreadHitView | PostHitView | MemberHitView | TagHitView)[]
  /** Beside threads on the first page: who and what else has this name. */
  members: MemberHitView[]
  tags: TagHitView[]
  spaces: SpaceHitView[]
  /** Numbers of what the reader may see; `atLeast` when more was not counted. */
  total: number
  atLeast: boolean
  relaxed: boolean
  /** `searched` was looked for instead of what was typed; `typedHref` insists on it. */
  correction: { searched: string; typedHref: string } | null
  filters: FilterChipView[]
  hints: SearchHint[]
  page: number
  next: string | null
  previous: string | null
  /** The better engine is away and PostgreSQL answers. */
  fallback: boolean
}

/** What stands below the title that somebody writes. */
export type SimilarThreadsView = { threads: SuggestionsView['threads'] }

/** What the palette shows while one types. */
export type SuggestionsView = {
  query: string
  threads: Pick<ThreadHitView, 'id' | 'href' | 'title' | 'space' | 'status' | 'replies' | 'at'>[]
  members: MemberHitView[]
  tags: TagHitView[]
  spaces: SpaceHitView[]
  correction: string | null
  total: number
  atLeast: boolean
  /** The engine gave up: nothing is known of what there is. */
  tooWide: boolean
}

import type { ListSort, Period } from './thread-sorts.ts'

export type AuthorKind = 'member' | 'imported' | 'brand' | 'erased'

export type ThreadStatus = 'solved' | 'closed' | 'archived' | 'unanswered'

/** A thread in a list. Times are ISO strings. */
export type ThreadRowView = {
  id: number
  href: string
  title: string
  excerpt: string
  space: { slug: string; name: string; hue: number }
  author: { handle: string; name: string; kind: AuthorKind }
  lastAuthor: { handle: string; name: string } | null
  pinned: boolean
  tags: { slug: string; name: string }[]
  status: ThreadStatus | null
  replies: number
  likes: number
  views: number
  /** Posts per day of the last seven days, oldest first; null when there were none. */
  pulse: number[] | null
  createdAt: string
  lastPostAt: string
  /** Where the reader goes on reading: the first post that they have not read; null where they were never there. */
  readOn: string | null
  /** Posts that the reader has not read, where they have read some; null where they were never there, and for visitors. */
  unread: number | null
}

/** A page of a list. `next` and `previous` are query strings for the same path, null at the ends. */
export type ThreadListView = {
  rows: ThreadRowView[]
  sort: ListSort
  period: Period
  next: string | null
  previous: string | null
  first: boolean
}

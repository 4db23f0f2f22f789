import type { ThreadReadingView } from '#app/domains/reading/watch-level.ts'
import { postHref, threadHref } from './thread-address.ts'
import type { ThreadRowView, ThreadStatus } from './thread-list.view.ts'

/** A row of the list queries. */
export type ThreadListRow = {
  key: number
  id: number
  title: string
  slug: string
  excerpt: string
  post_count: number
  like_count: number
  views: number
  created_at: Date
  last_post_at: Date
  closed_at: Date | null
  archived_at: Date | null
  accepted_post_id: number | null
  pin_scope: 'space' | 'site' | null
  pinned_until: Date | null
  space_slug: string
  space_name: string
  space_hue: number
  space_kind: string
  author_handle: string
  author_name: string
  author_kind: 'member' | 'imported' | 'brand' | 'erased'
  last_handle: string | null
  last_name: string | null
  tags: { slug: string; name: string }[] | null
  pulse: Record<string, number> | null
  last_number: number
  reading: ThreadReadingView | null
}

/** The only shape of a listed thread that leaves the server. */
export function toThreadRowView(row: ThreadListRow, now: Date): ThreadRowView {
  const read = row.reading?.number ?? 0
  return {
    id: row.id,
    href: threadHref(row),
    readOn: read > 0 ? postHref(row, Math.min(read + 1, row.last_number)) : null,
    title: row.title,
    excerpt: row.excerpt,
    space: { slug: row.space_slug, name: row.space_name, hue: row.space_hue },
    author: { handle: row.author_handle, name: row.author_name, kind: row.author_kind },
    lastAuthor: row.last_handle === null ? null : { handle: row.last_handle, name: row.last_name ?? '' },
    tags: row.tags ?? [],
    pinned: row.pin_scope !== null && (!row.pinned_until || row.pinned_until > now),
    status: statusOf(row),
    replies: Math.max(0, row.post_count - 1),
    likes: row.like_count,
    views: row.views,
    pulse: pulseOf(row.pulse, now),
    createdAt: row.created_at.toISOString(),
    lastPostAt: row.last_post_at.toISOString(),
    unread: read > 0 ? Math.max(0, row.last_number - read) : null,
  }
}

type StatusColumns = Pick<
  ThreadListRow,
  'accepted_post_id' | 'archived_at' | 'closed_at' | 'space_kind' | 'post_count'
>

/** One status phrase per row, the one that changes a decision. */
export function statusOf(row: StatusColumns): ThreadStatus | null {
  if (row.accepted_post_id !== null) return 'solved'
  if (row.archived_at) return 'archived'
  if (row.closed_at) return 'closed'
  // Only a question waits for an answer; a story without replies is just a story.
  return row.space_kind === 'questions' && row.post_count <= 1 ? 'unanswered' : null
}

function pulseOf(days: Record<string, number> | null, now: Date): number[] | null {
  if (!days) return null
  const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10)
  return [6, 5, 4, 3, 2, 1, 0].map((ago) => days[day(ago)] ?? 0)
}

import type { ThreadRowView } from '#app/domains/threads/thread-list.view.ts'
import type { ThreadRowProps } from '#app/ui/thread-row.tsx'
import { personRef } from './person.ts'

/** Rows as the design system takes them; `within` is the space whose own list this is. */
export function threadRows(rows: readonly ThreadRowView[], within?: string): ThreadRowProps[] {
  return rows.map((row) => ({
    href: row.readOn ?? row.href,
    title: row.title,
    excerpt: row.excerpt,
    author: personRef(row.author),
    space:
      row.space.slug === within
        ? null
        : { name: row.space.name, href: `/s/${row.space.slug}`, hue: row.space.hue },
    pinned: row.pinned,
    state: row.status,
    replies: row.replies,
    ...(row.pulse ? { pulse: row.pulse } : {}),
    lastAt: row.lastPostAt,
    unread: row.unread ?? 0,
    isRead: row.unread === 0,
  }))
}

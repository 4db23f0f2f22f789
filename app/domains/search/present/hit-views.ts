import { statusOf } from '#app/domains/threads/thread-row.view.ts'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import type { MemberHitView, PostHitView, TagHitView, ThreadHitView } from '../search.view.ts'
import { highlight, snippet, type Marks } from './highlight.ts'
import type { MemberHitRow, PostHitRow, TagHitRow } from './hit-rows.queries.server.ts'

/** A thread that was found by one of its posts. */
export function toThreadHitView(row: PostHitRow, marks: Marks): ThreadHitView {
  const thread = { id: row.thread_id, slug: row.slug }
  return {
    kind: 'thread',
    id: row.thread_id,
    href: row.number === 1 ? threadHref(thread) : postHref(thread, row.number),
    title: highlight(row.title, marks),
    snippet: snippet(row.text, marks),
    space: { slug: row.space_slug, name: row.space_name, hue: row.space_hue },
    author: { handle: row.handle, name: row.name, kind: row.kind },
    status: statusOf(row),
    replies: Math.max(0, row.post_count - 1),
    number: row.number,
    at: row.at.toISOString(),
  }
}

export function toPostHitView(row: PostHitRow, marks: Marks): PostHitView {
  return { ...toThreadHitView(row, marks), kind: 'post', likes: row.likes }
}

export function toMemberHitView(row: MemberHitRow, marks: Marks): MemberHitView {
  return {
    kind: 'member',
    href: `/u/${encodeURIComponent(row.handle)}`,
    handle: highlight(row.handle, marks),
    name: highlight(row.name, marks),
    title: row.title,
    accepted: row.accepted,
  }
}

export function toTagHitView(row: TagHitRow, marks: Marks): TagHitView {
  const href = `/tags/${encodeURIComponent(row.slug)}`
  return { kind: 'tag', href, name: highlight(row.name, marks), threads: row.threads }
}

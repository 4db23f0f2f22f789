import type { Actor } from '#app/domains/access/actor.ts'
import {
  canAccept,
  canDelete,
  canEdit,
  canReact,
  canRestore,
  type PostFacts,
} from '#app/domains/posts/post.policy.ts'
import type { PollRow } from '#app/domains/polls/poll-column.server.ts'
import { toPollView } from '#app/domains/polls/poll.view.ts'
import { toReactionViews } from '#app/domains/reactions/reaction.view.ts'
import { questionFacts, threadFacts } from '#app/domains/posts/thread-facts.ts'
import type { ThreadReadingView } from '#app/domains/reading/watch-level.ts'
import type { Folded } from '#app/domains/people/folded.server.ts'
import { postHref, threadHref } from './thread-address.ts'
import type {
  AuthorView,
  PostAbility,
  PostView,
  ThreadHeadView,
  ThreadItemView,
  ThreadPageView,
} from './thread.view.ts'

type State = 'published' | 'held' | 'hidden' | 'deleted'
type AuthorColumns = {
  handle: string
  display_name: string
  role: AuthorView['role']
  author_title: string
  author_kind: AuthorView['kind']
  author_avatar?: string | null
}

export type ThreadRow = AuthorColumns & {
  id: number
  title: string
  slug: string
  excerpt: string
  rule_id: number
  space_rule_id: number
  parent_rule_id: number | null
  state: State
  author_id: number
  unlisted: boolean
  post_count: number
  like_count: number
  views: number
  author_count: number
  last_number: number
  accepted_post_id: number | null
  created_at: Date
  last_post_at: Date
  closed_at: Date | null
  archived_at: Date | null
  pin_scope: 'space' | 'site' | null
  pinned_until: Date | null
  space_id: number
  space_slug: string
  space_archived_at: Date | null
  space_name: string
  space_hue: number
  space_kind: string
  parent_slug: string | null
  parent_name: string | null
  tags: { slug: string; name: string }[] | null
  reading: ThreadReadingView | null
}

export type PostRow = AuthorColumns & {
  id: number
  number: number
  author_id: number
  state: State
  created_at: Date
  edited_at: Date | null
  state_by_id: number | null
  revised: boolean
  like_count: number
  imported_likes: number
  reaction_counts: Record<string, number>
  own_reaction: string | null
  html: string
  folded: Folded | null
  poll: PollRow | null
  reply_to: ReplyRow | null
  replies: ReplyRow[] | null
  concealed?: boolean
}

type ReplyRow = { number: number; handle: string; name: string; kind: AuthorView['kind'] }

export type EventRow = {
  id: number
  number: number
  type: string
  created_at: Date
  handle: string | null
}

function toAuthorView(row: AuthorColumns): AuthorView {
  return {
    handle: row.handle,
    name: row.display_name,
    role: row.role,
    title: row.author_title,
    kind: row.author_kind,
    avatar: row.author_avatar ?? null,
  }
}

export function toThreadHeadView(row: ThreadRow, now: Date): ThreadHeadView {
  return {
    id: row.id,
    title: row.title,
    slug: row.slug,
    href: threadHref(row),
    excerpt: row.excerpt,
    question: row.space_kind === 'questions' || row.accepted_post_id !== null,
    space: { id: row.space_id, slug: row.space_slug, name: row.space_name, hue: row.space_hue },
    parentSpace: row.parent_slug === null ? null : { slug: row.parent_slug, name: row.parent_name ?? '' },
    tags: row.tags ?? [],
    author: toAuthorView(row),
    createdAt: row.created_at.toISOString(),
    lastPostAt: row.last_post_at.toISOString(),
    replies: Math.max(0, row.post_count - 1),
    likes: row.like_count,
    views: row.views,
    authors: row.author_count,
    solved: row.accepted_post_id !== null,
    closed: row.closed_at !== null,
    archived: row.archived_at !== null,
    unlisted: row.unlisted,
    pinned: row.pin_scope !== null && (!row.pinned_until || row.pinned_until > now),
  }
}

type Looker = { actor: Actor; now: Date }

function toPostView(thread: ThreadRow, row: PostRow, { actor, now }: Looker): PostView {
  const toRef = ({ number, ...author }: ReplyRow) => ({ number, href: postHref(thread, number), author })
  return {
    id: row.id,
    number: row.number,
    author: toAuthorView(row),
    html: row.html,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    editedAt: row.edited_at?.toISOString() ?? null,
    likes: row.like_count,
    reactions: toReactionViews(row),
    accepted: row.id === thread.accepted_post_id,
    replyTo: row.reply_to && toRef(row.reply_to),
    replies: (row.replies ?? []).map(toRef),
    revised: row.revised,
    folded: row.folded,
    poll: row.poll && toPollView(row.poll, actor, threadFacts(thread), now),
    can: abilities(thread, row, actor),
  }
}

function abilities(thread: ThreadRow, row: PostRow, actor: Actor): PostAbility[] {
  const facts = threadFacts(thread)
  const post = factsOf(thread, row)
  return [
    ...(canEdit(actor, post, facts).may ? (['edit'] as const) : []),
    ...(canDelete(actor, post, { ...facts, replies: thread.post_count - 1 }).may
      ? (['delete'] as const)
      : []),
    ...(canRestore(actor, post, facts).may ? (['restore'] as const) : []),
    ...(canReact(actor, post, facts).may ? (['react'] as const) : []),
    ...(canAccept(actor, post, questionFacts(thread)).may ? (['accept'] as const) : []),
  ]
}

function factsOf(thread: ThreadRow, row: PostRow): PostFacts {
  return {
    number: row.number,
    authorId: row.author_id,
    state: row.state,
    stateById: row.state_by_id,
    accepted: row.id === thread.accepted_post_id,
  }
}

export function toAcceptedView(thread: ThreadRow, row: PostRow): ThreadPageView['accepted'] {
  if (row.state !== 'published') return null
  return { number: row.number, href: postHref(thread, row.number), author: toAuthorView(row), html: row.html }
}

/** Posts, events and gaps of a window in reading order. Deleted posts are gaps to those who may not bring them back. */
export function toWindowItems(
  thread: ThreadRow,
  posts: PostRow[],
  events: EventRow[],
  range: { from: number; to: number } & Looker,
): ThreadItemView[] {
  const gone = posts.filter((post) => post.concealed && post.state === 'deleted')
  const shown = posts.filter((post) => !gone.includes(post))
  const takenBack = new Map(
    gone
      .filter((post) => canRestore(range.actor, factsOf(thread, post), threadFacts(thread)).may)
      .map((post) => [post.number, post.id]),
  )
  const numbers = new Map(shown.map((post) => [post.number, post]))
  // Small actions of an imported forum hold numbers of their own: an event there is no gap.
  const told = new Set(events.map((event) => event.number))
  const items: ThreadItemView[] = []
  for (const event of events) if (event.number < range.from) items.push(toEventView(event))
  for (let number = range.from; number <= range.to; number += 1) {
    const post = numbers.get(number)
    if (post)
      items.push(
        post.concealed
          ? { kind: 'concealed', number }
          : { kind: 'post', post: toPostView(thread, post, range) },
      )
    else if (takenBack.has(number)) items.push({ kind: 'taken-back', number, id: takenBack.get(number) ?? 0 })
    else if (!told.has(number)) addGap(items, number)
    for (const event of events) if (event.number === number) items.push(toEventView(event))
  }
  return items
}

function addGap(items: ThreadItemView[], number: number): void {
  const last = items.at(-1)
  if (last?.kind === 'gap' && last.to === number - 1) last.to = number
  else items.push({ kind: 'gap', from: number, to: number })
}

function toEventView(row: EventRow): ThreadItemView {
  // Its parameters stay here: they may name other threads, and no sentence tells them yet.
  return {
    kind: 'event',
    id: row.id,
    type: row.type,
    actor: row.handle,
    at: row.created_at.toISOString(),
  }
}

import type { PollView } from '#app/domains/polls/poll.view.ts'
import type { ThreadReadingView } from '#app/domains/reading/watch-level.ts'
import type { ReactionView } from '#app/domains/reactions/reaction.view.ts'
import type { AuthorKind } from './thread-list.view.ts'

/** Who wrote something, as every page shows them. */
export type AuthorView = {
  handle: string
  name: string
  role: 'member' | 'moderator' | 'manager' | 'admin'
  title: string
  kind: AuthorKind
  /** The key of their picture. */
  avatar?: string | null
}

/** Another post of the same thread. */
export type PostRefView = {
  number: number
  href: string
  author: { handle: string; name: string; kind: AuthorKind }
}

export type PostAbility = 'edit' | 'delete' | 'restore' | 'react' | 'accept'

/** A post in its thread. `html` is baked by the pipeline and safe as it is; empty unless the post is published. */
export type PostView = {
  id: number
  number: number
  author: AuthorView
  html: string
  state: 'published' | 'held' | 'hidden' | 'deleted'
  createdAt: string
  editedAt: string | null
  likes: number
  reactions: ReactionView[]
  accepted: boolean
  replyTo: PostRefView | null
  replies: PostRefView[]
  /** Whether there are versions of it from before it was edited. */
  revised: boolean
  /** Why the reader sees it folded: they ignore its author, or muted a word in it. */
  folded: 'person' | 'word' | null
  /** What it asks its readers. */
  poll: PollView | null
  /** What the reader may do with it. */
  can: PostAbility[]
}

/**
 * What stands in a thread's window, in order: posts, things that happened, numbers that are gone, and numbers of posts
 * that wait for review or were hidden, of which nothing else is told.
 */
export type ThreadItemView =
  | { kind: 'post'; post: PostView }
  | {
      kind: 'event'
      id: number
      type: string
      actor: string | null
      at: string
    }
  | { kind: 'gap'; from: number; to: number }
  | { kind: 'concealed'; number: number }
  /** A post of the reader's own that they deleted, and may bring back. */
  | { kind: 'taken-back'; number: number; id: number }

export type ThreadHeadView = {
  id: number
  title: string
  slug: string
  href: string
  excerpt: string
  question: boolean
  space: { id: number; slug: string; name: string; hue: number }
  parentSpace: { slug: string; name: string } | null
  tags: { slug: string; name: string }[]
  author: AuthorView
  createdAt: string
  lastPostAt: string
  replies: number
  likes: number
  views: number
  authors: number
  solved: boolean
  closed: boolean
  archived: boolean
  pinned: boolean
  /** Whoever has its address reads it; no list and no search engine leads there. */
  unlisted: boolean
}

export type ThreadPageView = {
  thread: ThreadHeadView
  items: ThreadItemView[]
  /** The accepted answer, shown under the question on the first page. */
  accepted: { number: number; href: string; author: AuthorView; html: string } | null
  page: number
  pages: number
  lastNumber: number
  /** What the reader themselves read of it; null for visitors. */
  reading: ThreadReadingView | null
}

/** What those may know who may not read it yet, and how to get in. */
export type ThreadTeaserView = { title: string; excerpt: string; space: { slug: string; name: string } }

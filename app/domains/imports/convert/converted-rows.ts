import type { LossReport } from '../markdown/losses.ts'

// Rows as they are written: the names are those of the columns, times are ISO 8601, null is null.

export type State = 'published' | 'hidden' | 'deleted'

export type ThreadInsert = {
  id: number
  space_id: number
  rule_id: number
  author_id: number
  title: string
  slug: string
  excerpt: string
  state: State
  unlisted: boolean
  pin_scope: 'space' | 'site' | null
  pinned_at: string | null
  pinned_until: string | null
  closed_at: string | null
  archived_at: string | null
  views: number
  post_count: number
  like_count: number
  author_count: number
  last_number: number
  accepted_post_id: number | null
  last_author_id: number | null
  created_at: string
  last_post_at: string
}

export type PostInsert = {
  id: number
  thread_id: number
  number: number
  author_id: number
  source: string
  html: string
  pipeline_version: number
  excerpt: string
  text: string
  language: string
  reply_to_id: number | null
  reply_count: number
  like_count: number
  /** The same: nobody has reacted here yet. */
  imported_likes: number
  state: State
  state_reason: string
  state_at: string | null
  edited_at: string | null
  created_at: string
}

export type EventInsert = {
  id: number
  thread_id: number
  number: number
  type: string
  params: Record<string, string | number>
  actor_id: number | null
  created_at: string
}

export type ConvertedThread = {
  externalId: number
  thread: ThreadInsert
  posts: PostInsert[]
  events: EventInsert[]
  tags: string[]
}

export type ConvertedBatch = { threads: ConvertedThread[]; losses: LossReport }

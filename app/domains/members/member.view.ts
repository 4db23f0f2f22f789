import type { RelationKind } from '#app/domains/people/relation.ts'

export type MemberView = {
  handle: string
  name: string
  role: 'member' | 'moderator' | 'manager' | 'admin'
  title: string
  official: boolean
  imported: boolean
  bio: string
  location: string
  website: string
  /** The key of their picture. */
  avatar: string | null
  joinedAt: string
  lastSeenAt: string | null
  threads: number
  posts: number
  likes: number
  accepted: number
}

/** One thing a member wrote. */
export type ActivityView = {
  id: number
  href: string
  title: string
  excerpt: string
  number: number
  likes: number
  accepted: boolean
  space: { slug: string; name: string; hue: number }
  at: string
}

export type ActivityListView = { rows: ActivityView[]; next: string | null; previous: string | null }

/** What somebody is to the reader, and whether they may be muted and ignored. */
export type OwnRelationView = { kind: RelationKind | null; mayFold: boolean }

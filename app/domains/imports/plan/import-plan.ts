import type { LossReport } from '../markdown/losses.ts'

// What the first reading of an archive finds out: everything but the words of the posts. It is small enough to be
// kept in memory, and enough to resolve every link before the first post is written.

export type PlannedMember = {
  /** The user's id there. */
  externalId: number
  username: string
  displayName: string
  title: string
  trustLevel: number
  /** When they first and last wrote; a profile's own dates are not in the archive. */
  firstAt: Date
  lastAt: Date
  /** People whose account was deleted there share one nameless identity. */
  erased: boolean
}

export type PlannedSpace = {
  /** The category's id, or `slug:<slug>` for a parent that is only known by its address. */
  externalId: string
  /** Null where nothing in the archive tells. */
  name: string | null
  slug: string
  description: string
  /** `ED207B` */
  color: string | null
  parentExternalId: string | null
  position: number
  threads: number
  answered: number
}

export type PlannedPost = {
  externalId: number
  number: number
  authorId: number
  kind: 'post' | 'event'
  state: 'published' | 'hidden' | 'deleted'
}

export type PlannedThread = {
  externalId: number
  title: string
  /** The slug in old addresses. */
  oldSlug: string
  categoryId: string
  listed: boolean
  posts: PlannedPost[]
}

export type ImportPlan = {
  /** `https://forum.example.org` */
  origin: string
  /** The same for the same topics, in whichever order and form they came. */
  checksum: string
  members: Map<number, PlannedMember>
  spaces: Map<string, PlannedSpace>
  tags: Set<string>
  threads: Map<number, PlannedThread>
  /** The topic in a file with that digest, null for one that is not imported: the second reading must find the same. */
  files: Map<string, number | null>
  postCount: number
  losses: LossReport
}

/** The author of posts whose writer was deleted there. */
export const ERASED_AUTHOR = -2_147_483_648

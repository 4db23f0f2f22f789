import type { MemberKind, Role } from '#prisma/generated/kysely/enums.ts'

/** A member in the list of staff. */
export type StaffMemberRow = {
  id: number
  handle: string
  name: string
  kind: MemberKind
  role: Role
  trust: number
  joinedAt: string
  /** Until when they are suspended; null where they are not. */
  suspendedUntil: string | null
  /** Of their account; null where there is none, or it may not be seen. */
  mailbox: string | null
}

/** What staff knows of one member. */
export type StaffMemberFile = StaffMemberRow & {
  lastSeenAt: string | null
  suspendedFor: string
  comesIn: boolean
  /** Places where they are signed in. */
  places: number
  keeps: { id: number; name: string }[]
}

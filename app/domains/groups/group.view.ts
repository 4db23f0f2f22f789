import type { GroupKind, GroupStanding } from './group.policy.ts'

type Person = { handle: string; name: string; kind: 'member' | 'imported' | 'brand' | 'erased' }

export type GroupRowView = {
  key: string
  name: string
  description: string
  kind: GroupKind
  members: number | null
}

/** A group as its page shows it. `members` and `waiting` are there for who may know. */
export type GroupView = GroupRowView & {
  in: GroupStanding['in']
  people: (Person & { owner: boolean })[] | null
  /** Where the list of people goes on. */
  next: string | null
  /** Who asked or was invited, for who looks after it. */
  waiting: (Person & { waits: 'asked' | 'invited' })[] | null
  domains: string[] | null
  can: { join: boolean; ask: boolean; look: boolean; edit: boolean }
}

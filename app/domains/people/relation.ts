/** What somebody may be to a member: one of these at a time. */
export const relationKinds = ['following', 'muted', 'ignored'] as const
export type RelationKind = (typeof relationKinds)[number]

/** So many people may be followed, muted and ignored in all. */
export const MOST_RELATIONS = 1_000

/** A word that one does not want to read. */
export const MUTED_WORD = { least: 2, most: 60 }
export const MOST_MUTED_WORDS = 50

/** Somebody on the list of a member's own. */
export type RelatedView = {
  handle: string
  name: string
  kind: 'member' | 'imported' | 'brand' | 'erased'
  relation: RelationKind
}

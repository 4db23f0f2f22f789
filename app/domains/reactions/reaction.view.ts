import { LIKE } from './reaction-set.ts'

/** One reaction to a post: how many gave it, and whether the reader did. */
export type ReactionView = { emoji: string; count: number; own: boolean }

/** The columns of a post that its reactions are read from; `own_reaction` is the reader's. */
export type ReactionColumns = {
  reaction_counts: Record<string, number>
  imported_likes: number
  own_reaction: string | null
}

/** The reactions of a post, the most given first. Likes that were imported count as hearts. */
export function toReactionViews(row: ReactionColumns): ReactionView[] {
  const counts = new Map(Object.entries(row.reaction_counts))
  if (row.imported_likes > 0) counts.set(LIKE, (counts.get(LIKE) ?? 0) + row.imported_likes)
  return [...counts]
    .map(([emoji, count]) => ({ emoji, count, own: emoji === row.own_reaction }))
    .toSorted((a, b) => b.count - a.count || (a.emoji < b.emoji ? -1 : 1))
}

/** The orders in which threads can be listed. */
export const threadSorts = ['latest', 'new', 'hot', 'top', 'unanswered'] as const
export type ThreadSort = (typeof threadSorts)[number]

/** Lists of a member's own: what waits for them. Nobody else has them. */
export const memberSorts = ['unread', 'unseen', 'following'] as const
export type MemberSort = (typeof memberSorts)[number]

/** Every list of threads that has an address. */
export type ListSort = ThreadSort | MemberSort

export const isMemberSort = (sort: ListSort): sort is MemberSort =>
  (memberSorts as readonly string[]).includes(sort)

/** Lists of a tag are kept in these two orders. */
export const tagSorts = ['latest', 'new'] as const

/** How far back "top" looks. */
export const periods = ['day', 'week', 'month', 'year', 'all'] as const
export type Period = (typeof periods)[number]

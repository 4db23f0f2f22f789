/** The orders in which threads can be listed. */
export const threadSorts = ['latest', 'new', 'hot', 'top', 'unanswered'] as const
export type ThreadSort = (typeof threadSorts)[number]

/** Lists of a tag are kept in these two orders. */
export const tagSorts = ['latest', 'new'] as const

/** How far back "top" looks. */
export const periods = ['day', 'week', 'month', 'year', 'all'] as const
export type Period = (typeof periods)[number]

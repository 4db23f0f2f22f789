/** What the parts of the sitemap are about. */
export const sitemapKinds = ['pages', 'threads', 'tags', 'members'] as const
export type SitemapKind = (typeof sitemapKinds)[number]

/** Ids per part: part n holds what has an id from 10,000 (n − 1) + 1 to 10,000 n, so that a part never moves. */
export const PART_IDS = 10_000

/** One address of a sitemap, as a path. */
export type SitemapEntry = { path: string; changed: string | null }

/** A part, with the tags of the page cache for what it was made of. */
export type SitemapPart = { entries: SitemapEntry[]; madeOf: string[] }

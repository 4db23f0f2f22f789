/** How a feed can be written, by the end of its address. */
export const feedFormats = ['rss', 'atom', 'json'] as const
export type FeedFormat = (typeof feedFormats)[number]

/** What each format is called in HTTP and in the heads of pages. */
export const feedTypes: Record<FeedFormat, string> = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  json: 'application/feed+json',
}

/** One thread or one post, as readers get it. Addresses are absolute, times ISO strings. */
export type FeedEntry = {
  /** Where it is whatever becomes of its title or its place: the name by which a reader knows it again. */
  id: string
  url: string
  title: string
  author: { name: string; url: string | null }
  published: string
  updated: string
  /** The post, made for readers by `reader-html.ts`; how it begins and where to read on, where it is too much for a feed. */
  html: string
  /** Plain text, one line. */
  summary: string
  tags: string[]
  /** Whether the question is answered, or this post is the answer. */
  answered: boolean
}

/** A feed, before it is written in one of the formats. */
export type Feed = {
  title: string
  description: string
  language: string
  /** The page that the feed is of. */
  home: string
  /** Its address without the format: `https://…/s/tents/feed`. */
  address: string
  /** The newest change of an entry; null where there is none. */
  updated: string | null
  entries: FeedEntry[]
}

/** Words that stand in a feed, in the language of the site. */
export type FeedWords = {
  answered: string
  /** Whoever left and took their name along. */
  erased: string
  /** What leads to the rest of a post that is too long for a feed. */
  readOn: string
  /** What stands before words that were hidden on purpose; they follow, folded. */
  hidden: string
  /** The title of a post in the feed of its thread. */
  post: (post: { number: number; name: string; thread: string }) => string
}

import type { Losses } from './losses.ts'

/** Where things of the old forum are now. Every answer is null for what was not imported. */
export type LinkResolver = {
  /** A thread, or a post in it by its number there; `path` is relative to our root. */
  thread: (externalTopicId: number, postNumber: number | null) => { path: string; title: string } | null
  /** A post here, and who wrote it. */
  post: (externalTopicId: number, postNumber: number) => { id: number; handle: string } | null
  /** The handle of a member; names are told apart without regard to case. */
  member: (name: string) => string | null
  /** The path of a space, by the category's id or by the last part of its address. */
  space: (category: number | string) => string | null
  /** The id of a topic by its slug, for addresses that lack it. */
  topicBySlug: (slug: string) => number | null
}

export type PollResult = {
  name: string
  voters: number
  /** Votes by the option's id in the HTML. */
  votes: ReadonlyMap<string, number>
}

/** All that the conversion of one post needs to know besides its HTML. */
export type ConversionContext = {
  /** The old forum, `https://forum.example.org`; relative addresses are read against it. */
  origin: string
  links: LinkResolver
  polls: readonly PollResult[]
  losses: Losses
}

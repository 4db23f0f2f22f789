import type { SearchSort } from './query/search-query.ts'

/**
 * What finds things by words. There are two: PostgreSQL (always there) and Meilisearch (when MEILI_URL is set). An
 * engine returns candidates, best first; who asked decides nothing there but the rules in `scope`. Every candidate is
 * asked of the gate again, in the database, before any word or number of it is told (`present-hits.server.ts`).
 */
export type SearchEngine = {
  name: 'postgres' | 'meilisearch'
  /** Posts by words and filters, best first; throws EngineAway when it can't answer in time. */
  findPosts(query: PostQuery): Promise<PostHits>
  /** Threads by the beginning of their titles' words, typing mistakes forgiven: for suggestions. */
  findTitles(query: TitleQuery): Promise<number[]>
  /** Threads that may be about the same as a title; throws EngineAway when it takes too long. */
  findSimilar(query: SimilarQuery): Promise<number[]>
  /** Ids of members by handle and name, best first. */
  findMembers(query: NameQuery): Promise<number[]>
  /** Ids of tags by name, best first. */
  findTags(query: NameQuery): Promise<number[]>
}

/** What is looked for; ids are resolved and known to the reader. */
export type Terms = {
  words: string[]
  phrases: string[]
  without: string[]
  /** The last word may be a beginning: the reader still types. */
  prefix: boolean
}

/** Where to look. Rules are those that the reader satisfies, made on the server and never taken from a request. */
export type Scope = {
  ruleIds: number[]
  spaceIds: number[] | null
  notSpaceIds: number[]
  authorIds: number[] | null
  notAuthorIds: number[]
  /** All of them. */
  tagIds: number[]
  notTagIds: number[]
  solved: boolean | null
  unanswered: boolean | null
  hasImage: boolean | null
  before: Date | null
  after: Date | null
}

export type PostQuery = {
  terms: Terms
  scope: Scope
  sort: SearchSort
  /** One hit per thread (its best post) or every post. */
  grouped: boolean
  /** Where nothing has every word, what has most of them will do. */
  relax: boolean
  /** Shared by all that is asked for one question; its own where it is left out. */
  patience?: Patience
  limit: number
  offset: number
  /** How many of the newest matches are compared, where an engine can't compare all; its own choice unless told. */
  ranked?: number
}
/**
 * Milliseconds that an engine outside may still take for a question, which takes off what it used: what was probably meant is
 * asked after what was typed, and a slow one must not be waited for each time.
 */
export type Patience = { left: number }
export const newPatience = (): Patience => ({ left: 400 })

export type PostHits = {
  hits: PostHit[]
  /** How many candidates there are; `atLeast` where the engine stopped counting. Told only after the gate agreed. */
  total: number
  atLeast: boolean
  /** Nothing had every word, so these have some of them. */
  relaxed: boolean
  /** The better engine is away, and this is the other one's answer. */
  fallback?: boolean
}
export type PostHit = { postId: number; threadId: number; score: number }

export type TitleQuery = { text: string; ruleIds: number[]; limit: number; prefix: boolean }
/** `spaceId`: threads of this space are a little closer. */
export type SimilarQuery = { text: string; ruleIds: number[]; spaceId: number | null; limit: number }
export type NameQuery = { text: string; ruleIds: number[]; limit: number; prefix: boolean }

/** The engine did not answer in time or is gone: another one has to. */
export class EngineAway extends Error {
  override name = 'EngineAway'
}

/** By its name: the built pages and the server's own modules have a class each, and `instanceof` knows one of them. */
export const isEngineAway = (error: unknown): error is EngineAway =>
  error instanceof Error && error.name === 'EngineAway'

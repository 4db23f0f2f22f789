// What the conversion of any post may have to know, in a form that can be handed to a worker thread.

export type MemberEntry = { id: number; handle: string; username: string }
export type SpaceEntry = { id: number; slug: string; ruleId: number }
export type ThreadEntry = { id: number; slug: string; title: string; ruleId: number; listed: boolean }
export type PostEntry = { id: number; number: number; authorId: number; published: boolean }

export type ConversionTables = {
  /** Of the old forum, `https://forum.example.org`. */
  origin: string
  /** Of this site. */
  siteOrigin: string
  /** By the user's id there. */
  members: Map<number, MemberEntry>
  /** By the category's id there. */
  spaces: Map<string, SpaceEntry>
  /** The ids of categories by the last part of their old address. */
  categorySlugs: Map<string, string>
  /** By the topic's id there. */
  threads: Map<number, ThreadEntry>
  /** Ids of topics by their old slug. */
  topicSlugs: Map<string, number>
  /** By the topic's id there: its posts; what was a small action is not among them. */
  posts: Map<number, PostEntry[]>
  /** Ids of thread events by the id of the small action there. */
  events: Map<number, number>
}

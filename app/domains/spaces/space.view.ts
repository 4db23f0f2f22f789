/** A space in the rail. */
export type SpaceLinkView = {
  slug: string
  name: string
  hue: number
  kind: string
  child: boolean
  locked: boolean
}

/** A space with its numbers: only what the reader may see is counted. `locked` to the reader: a teaser. */
export type SpaceCardView = SpaceLinkView & {
  id: number
  description: string
  threads: number
  posts: number
  newest: { title: string; href: string; at: string } | null
  teaser: boolean
}

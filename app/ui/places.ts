/** The places that every page leads to. */
export type Place = 'home' | 'spaces' | 'top' | 'unanswered' | 'tags'

export interface SiteRef {
  name: string
  /** The community's own sign; without one the house sign is drawn. */
  logo?: { src: string } | null
}

export interface RailSpace {
  name: string
  href: string
  hue: number
  current?: boolean
  /** Lies inside the space above it. */
  child?: boolean
  /** May be known of, not read yet. */
  locked?: boolean
  /** For members: new since the last visit. */
  fresh?: number
}

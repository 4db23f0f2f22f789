import type { CardSite } from '#app/domains/cards/card.view.ts'

/** A thread as other sites show it where somebody shares its address. Addresses are absolute. */
export type EmbedView = {
  title: string
  url: string
  excerpt: string
  /** `url` is null for who has no page any more. */
  author: { name: string; url: string | null }
  picture: { url: string; width: number; height: number }
}

/** Whose thread it is. */
export type EmbedSite = CardSite & { origin: string; words: { erased: string } }

export const embedFormats = ['json', 'xml'] as const
export type EmbedFormat = (typeof embedFormats)[number]

/** What each format is called in HTTP. */
export const embedTypes: Record<EmbedFormat, string> = { json: 'application/json', xml: 'text/xml' }

/** What pages call each of them in their heads: https://oembed.com, section 4. */
export const discoveryTypes: Record<EmbedFormat, string> = {
  json: 'application/json+oembed',
  xml: 'text/xml+oembed',
}

import type { MetaDescriptor } from '@remix-run/node'
import { cardHref, type CardOf } from '#app/domains/cards/card-address.ts'
import { CARD_HEIGHT, CARD_WIDTH } from '#app/domains/cards/card.view.ts'

/** What a page is, to whoever shows a preview of it: the types of the Open Graph protocol. */
export type Shared =
  | { as: 'website' }
  | {
      as: 'article'
      published: string
      modified: string
      section: string
      tags: string[]
      author: string | null
    }
  | { as: 'profile'; username: string }

export type Preview = {
  title: string
  site: string
  tagline: string
  theme: string
  locale: string
  origin: string
  description?: string
  /** The one address of this page, as a path. */
  canonical?: string
  shared?: Shared
  /** What its picture shows; the site's own otherwise. */
  card?: CardOf
}

/** What stands in a preview where somebody shares the address of a page; names after ogp.me and X's cards. */
export function shareTags(preview: Preview): MetaDescriptor[] {
  const { title, description, canonical, site, locale, origin, shared } = preview
  const tags: [string, string | null | undefined][] = [
    ['og:type', shared?.as ?? 'website'],
    ['og:site_name', site],
    ['og:locale', withTerritory(locale)],
    ['og:title', title],
    ['og:description', description],
    ['og:url', canonical && origin + canonical],
    ...(shared ? particulars(shared, origin) : []),
    ...pictureOf(preview),
  ]
  return [
    ...tags.flatMap(([property, content]) => (content ? [{ property, content }] : [])),
    { name: 'twitter:card', content: 'summary_large_image' },
  ]
}

function pictureOf({ title, site, tagline, theme, locale, origin, card }: Preview): [string, string][] {
  return [
    ['og:image', origin + cardHref({ name: site, tagline, locale, theme }, card ?? { site: true })],
    ['og:image:type', 'image/png'],
    ['og:image:width', String(CARD_WIDTH)],
    ['og:image:height', String(CARD_HEIGHT)],
    // The picture is made of words: these are them.
    ['og:image:alt', card ? title : site],
  ]
}

function particulars(shared: Shared, origin: string): [string, string | null][] {
  if (shared.as === 'profile') return [['profile:username', shared.username]]
  if (shared.as === 'website') return []
  return [
    ['article:published_time', shared.published],
    ['article:modified_time', shared.modified],
    ['article:author', shared.author && origin + shared.author],
    ['article:section', shared.section],
    ...shared.tags.map((tag): [string, string] => ['article:tag', tag]),
  ]
}

/** `en` as `en_US`: the protocol asks for a territory, and the likeliest of a language will do. */
function withTerritory(locale: string): string {
  const { language, region } = new Intl.Locale(locale).maximize()
  return region ? `${language}_${region}` : language
}

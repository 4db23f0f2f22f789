import { element, xmlDocument } from '#app/domains/feeds/xml.ts'
import type { EmbedFormat, EmbedSite, EmbedView } from './embed.view.ts'

/** How much room there is, in pixels. */
export type Room = { width: number; height: number }

/** What a quotation takes where there is room for it. */
const WIDTH = 600
const HEIGHT = 240
/** How long others may keep it, in seconds. */
const KEEP_FOR = 3_600

/**
 * Writes the answer of an oEmbed provider (https://oembed.com, section 2.3.4): a quotation in HTML that needs no script
 * and no style, and its picture where that fits. Never wider or higher than the room.
 */
export function writeEmbed(format: EmbedFormat, embed: EmbedView, site: EmbedSite, room: Room): string {
  const { title, author, picture } = embed
  const shown = picture.width <= room.width && picture.height <= room.height ? picture : null
  const answer = {
    type: 'rich',
    version: '1.0',
    title,
    author_name: author.name,
    ...(author.url ? { author_url: author.url } : {}),
    provider_name: site.name,
    provider_url: `${site.origin}/`,
    cache_age: KEEP_FOR,
    ...(shown
      ? { thumbnail_url: shown.url, thumbnail_width: shown.width, thumbnail_height: shown.height }
      : {}),
    html: quotation(embed, site),
    width: Math.min(WIDTH, room.width),
    height: Math.min(HEIGHT, room.height),
  }
  if (format === 'json') return JSON.stringify(answer)
  const members = Object.entries(answer).map(([name, value]) => element(name, {}, String(value)))
  return xmlDocument(element('oembed', {}, ...members))
}

/** What is well-formed XML without an empty element is HTML, too. */
function quotation({ title, url, excerpt, author }: EmbedView, { origin, name, locale }: EmbedSite): string {
  return element(
    'blockquote',
    { cite: url, lang: locale, dir: 'auto' },
    element('p', {}, element('a', { href: url }, element('strong', {}, title))),
    excerpt === '' ? null : element('p', {}, excerpt),
    element('p', {}, `— ${author.name} · `, element('a', { href: `${origin}/` }, name)),
  ).xml
}

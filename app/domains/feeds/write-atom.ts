import type { Feed, FeedEntry, FeedWords } from './feed.view.ts'
import { feedTypes } from './feed.view.ts'
import { cdata, element, xmlDocument } from './xml.ts'

/** Atom wants a time even of a feed that has nothing in it; this one is not mistaken for news. */
const NEVER = '1970-01-01T00:00:00.000Z'

/** A feed as Atom 1.0 (RFC 4287). */
export function writeAtom(feed: Feed, words: FeedWords): string {
  const self = `${feed.address}.atom`
  return xmlDocument(
    element(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.language },
      element('id', {}, self),
      element('title', {}, feed.title),
      feed.description === '' ? null : element('subtitle', {}, feed.description),
      element('updated', {}, feed.updated ?? NEVER),
      element('link', { rel: 'self', type: feedTypes.atom, href: self }),
      element('link', { rel: 'alternate', type: 'text/html', href: feed.home }),
      ...feed.entries.map((entry) => writeEntry(entry, words)),
    ),
  )
}

function writeEntry(entry: FeedEntry, words: FeedWords) {
  const { name, url } = entry.author
  return element(
    'entry',
    {},
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    element('published', {}, entry.published),
    element('updated', {}, entry.updated),
    element('link', { rel: 'alternate', type: 'text/html', href: entry.url }),
    element('author', {}, element('name', {}, name), url === null ? null : element('uri', {}, url)),
    ...entry.tags.map((tag) => element('category', { term: tag })),
    entry.answered ? element('category', { term: 'answered', label: words.answered }) : null,
    element('summary', {}, entry.summary),
    element('content', { type: 'html' }, cdata(entry.html)),
  )
}

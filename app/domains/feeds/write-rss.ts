import type { Feed, FeedEntry, FeedWords } from './feed.view.ts'
import { feedTypes } from './feed.view.ts'
import { escape } from './reader-html.ts'
import { cdata, element, xmlDocument } from './xml.ts'

const namespaces = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
}

/** A feed as RSS 2.0, with the whole post in `content:encoded` and the author in `dc:creator`: RSS itself wants an e-mail. */
export function writeRss(feed: Feed, words: FeedWords): string {
  const self = { href: `${feed.address}.rss`, rel: 'self', type: feedTypes.rss }
  return xmlDocument(
    element(
      'rss',
      { version: '2.0', ...namespaces },
      element(
        'channel',
        {},
        element('title', {}, feed.title),
        element('link', {}, feed.home),
        element('description', {}, feed.description || feed.title),
        element('language', {}, feed.language),
        feed.updated === null ? null : element('lastBuildDate', {}, rssDate(feed.updated)),
        element('atom:link', self),
        ...feed.entries.map((entry) => writeItem(entry, words)),
      ),
    ),
  )
}

function writeItem(entry: FeedEntry, words: FeedWords) {
  const tags = entry.answered ? [...entry.tags, words.answered] : entry.tags
  return element(
    'item',
    {},
    element('title', {}, entry.title),
    element('link', {}, entry.url),
    element('guid', { isPermaLink: 'true' }, entry.id),
    element('pubDate', {}, rssDate(entry.published)),
    element('atom:updated', {}, entry.updated),
    element('dc:creator', {}, entry.author.name),
    ...tags.map((tag) => element('category', {}, tag)),
    // What stands here is read as HTML.
    element('description', {}, escape(entry.summary)),
    element('content:encoded', {}, cdata(entry.html)),
  )
}

const rssDate = (iso: string) => new Date(iso).toUTCString()

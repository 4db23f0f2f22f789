import type { Feed, FeedFormat, FeedWords } from './feed.view.ts'
import { writeAtom } from './write-atom.ts'
import { writeJsonFeed } from './write-json-feed.ts'
import { writeRss } from './write-rss.ts'

/** A feed as the text of a format. */
export function writeFeed(format: FeedFormat, feed: Feed, words: FeedWords): string {
  switch (format) {
    case 'rss':
      return writeRss(feed, words)
    case 'atom':
      return writeAtom(feed, words)
    case 'json':
      return writeJsonFeed(feed)
  }
}

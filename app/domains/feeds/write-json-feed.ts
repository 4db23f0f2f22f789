import type { Feed, FeedEntry } from './feed.view.ts'

/** A feed as JSON Feed 1.1. What the format has no name for stands in `_guildhall`, as it asks for. */
export function writeJsonFeed(feed: Feed): string {
  const whole = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.home,
    feed_url: `${feed.address}.json`,
    description: feed.description,
    language: feed.language,
    items: feed.entries.map(toItem),
  }
  return JSON.stringify(whole, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
}

function toItem(entry: FeedEntry) {
  const { name, url } = entry.author
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    content_html: entry.html,
    summary: entry.summary,
    date_published: entry.published,
    date_modified: entry.updated,
    authors: [url === null ? { name } : { name, url }],
    tags: entry.tags,
    _guildhall: { answered: entry.answered },
  }
}

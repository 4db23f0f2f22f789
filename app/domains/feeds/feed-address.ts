import { feedFormats, type FeedFormat } from './feed.view.ts'

/** The address of the feed of a page, without its format: `/s/tents` gives `/s/tents/feed`. */
export function feedPath(page: string): string {
  return `${page === '/' ? '' : page}/feed`
}

/** The format that the path of a feed asks for. */
export function formatOf(pathname: string): FeedFormat {
  const end = pathname
    .replace(/\.data$/, '')
    .split('.')
    .at(-1)
  return feedFormats.find((format) => format === end) ?? 'rss'
}

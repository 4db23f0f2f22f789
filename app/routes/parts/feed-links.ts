import type { MetaDescriptor } from '@remix-run/node'
import { feedPath } from '#app/domains/feeds/feed-address.ts'
import { feedFormats, feedTypes } from '#app/domains/feeds/feed.view.ts'

const names = { rss: 'RSS', atom: 'Atom', json: 'JSON Feed' } as const

/** Tells readers of feeds where the feeds of a page are: they look for this in its head. */
export function feedLinks(head: { origin: string; page: string; title: string }): MetaDescriptor[] {
  return feedFormats.map((format) => ({
    tagName: 'link',
    rel: 'alternate',
    type: feedTypes[format],
    title: `${head.title} (${names[format]})`,
    href: `${head.origin}${feedPath(head.page)}.${format}`,
  }))
}

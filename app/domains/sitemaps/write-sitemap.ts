import { element, xmlDocument } from '#app/domains/feeds/xml.ts'
import type { SitemapEntry } from './sitemap.view.ts'

const namespace = { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' }

/** A part of the sitemap: addresses of pages, absolute. */
export function writeSitemap(origin: string, entries: readonly SitemapEntry[]): string {
  const urls = entries.map(({ path, changed }) =>
    element(
      'url',
      {},
      element('loc', {}, origin + path),
      changed === null ? null : element('lastmod', {}, changed),
    ),
  )
  return xmlDocument(element('urlset', namespace, ...urls))
}

/** The index: where the parts are. */
export function writeSitemapIndex(origin: string, paths: readonly string[]): string {
  const parts = paths.map((path) => element('sitemap', {}, element('loc', {}, origin + path)))
  return xmlDocument(element('sitemapindex', namespace, ...parts))
}

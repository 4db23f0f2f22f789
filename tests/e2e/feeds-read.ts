import { parseFeed } from 'feedsmith'

/** An entry of a feed, in one form for all formats. */
export type ReadEntry = {
  id: string | undefined
  url: string | undefined
  title: string
  author: string | undefined
  published: string | undefined
  updated: string | undefined
  html: string
  tags: string[]
  answered: boolean
}

/** A feed as a parser of others understands it. Throws for what is no feed. */
export function readFeed(text: string): {
  title: string
  home: string | undefined
  self: string | undefined
  entries: ReadEntry[]
} {
  const read = parseFeed(text)
  switch (read.format) {
    case 'rss': {
      const { title = '', link, items = [], atom } = read.feed
      const entries = items.map((item) => ({
        id: item.guid?.isPermaLink ? item.guid.value : undefined,
        url: item.link,
        title: item.title ?? '',
        author: item.dc?.creators?.[0],
        published: item.pubDate && new Date(item.pubDate).toISOString(),
        updated: item.atom?.updated,
        html: item.content?.encoded ?? '',
        ...withoutAnswered(item.categories?.map(({ name = '' }) => name) ?? []),
      }))
      return { title, home: link, self: atom?.links?.find(({ rel }) => rel === 'self')?.href, entries }
    }
    case 'atom': {
      const { title, links, entries = [] } = read.feed
      const link = (of: typeof links, wanted: string) => of?.find(({ rel }) => rel === wanted)?.href
      return {
        title: title?.value ?? '',
        home: link(links, 'alternate'),
        self: link(links, 'self'),
        entries: entries.map((entry) => ({
          id: entry.id,
          url: link(entry.links, 'alternate'),
          title: entry.title?.value ?? '',
          author: entry.authors?.[0]?.name,
          published: entry.published,
          updated: entry.updated,
          html: entry.content?.value ?? '',
          ...withoutAnswered(entry.categories?.map(({ term = '' }) => term) ?? []),
        })),
      }
    }
    case 'json': {
      // What is ours alone no parser knows.
      const raw = JSON.parse(text) as { items: { _guildhall: { answered: boolean } }[] }
      const { title = '', home_page_url, feed_url, items = [] } = read.feed
      return {
        title,
        home: home_page_url,
        self: feed_url,
        entries: items.map((item, at) => ({
          id: item.id,
          url: item.url,
          title: item.title ?? '',
          author: item.authors?.[0]?.name,
          published: item.date_published,
          updated: item.date_modified,
          html: item.content_html ?? '',
          tags: item.tags ?? [],
          answered: raw.items[at]?._guildhall.answered ?? false,
        })),
      }
    }
    default:
      throw new Error(`That is ${read.format}, which we don't write`)
  }
}

/** In XML a category says that a question is answered. */
function withoutAnswered(names: string[]): { tags: string[]; answered: boolean } {
  const tags = names.filter((name) => name.toLowerCase() !== 'answered')
  return { tags, answered: tags.length < names.length }
}

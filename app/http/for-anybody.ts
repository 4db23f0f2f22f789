import type { IncomingMessage } from 'node:http'

/** Feeds, sitemaps, robots.txt and what other sites embed: what machines fetch, the same for whoever asks. */
const FILES =
  /^\/(?:(?:[^?]*\/)?feed\.(?:rss|atom|json)|sitemap\.xml|sitemap\/[^?]*\.xml|oembed|robots\.txt)(?:\?|$)/

/** Share pictures: as much for anybody, but kept as files, and not among the pages. */
const CARDS = /^\/card\/[^?]*\.png(?:\?|$)/

/** Whether an address is of a share picture: those are large, and who has one never asks for it again. */
const isCard = (url: string) => CARDS.test(url)

/** Whether an address is of something that is too large for the memory of pages: share pictures, and files of members. */
export const isLarge = (url: string) => isCard(url) || url.startsWith('/files/')

/**
 * Takes from a request for such a file who asks and in which language, before anybody looks: then it can't make a
 * difference, and one kept copy serves all.
 */
export function asAnybody(req: IncomingMessage): void {
  if (!FILES.test(req.url ?? '') && !isCard(req.url ?? '')) return
  for (const name of ['cookie', 'authorization', 'accept-language'] as const) delete req.headers[name]
}

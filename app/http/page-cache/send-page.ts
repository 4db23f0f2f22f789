import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptedEncodings, type Encoding } from './accepted-encodings.ts'
import type { Page } from './page-content.ts'
import { identityBody, type Variant, variant } from './page-variants.ts'

/** How the page came about, told in the header `x-page-cache`. */
export type Source = 'hit' | 'stale' | 'miss' | 'bypass'

const sources = {
  hit: ['x-page-cache', 'hit'],
  stale: ['x-page-cache', 'stale'],
  miss: ['x-page-cache', 'miss'],
  bypass: ['x-page-cache', 'bypass'],
}

/**
 * Sends a page in the encoding that the client likes best, or 304 where it has the content in whatever encoding. `extra`
 * is a flat list of headers that belong to this answer alone. Returns the status, or null where the client had gone.
 */
export function sendPage(
  req: IncomingMessage,
  res: ServerResponse,
  page: Page,
  source: Source,
  extra: readonly string[],
  now: number,
): number | null {
  if (res.destroyed || res.headersSent || res.writableEnded) return null
  const encoding = chooseEncoding(page, req.headers['accept-encoding'])
  const chosen = variantOf(page, encoding)
  // Within the second in which a page changed, its time would be that of the one before as well.
  const lastModified = page.lastModified !== null && page.lastModified <= now ? page.lastModified : null
  const own =
    lastModified === null ? extra : ['last-modified', new Date(lastModified).toUTCString(), ...extra]
  if (page.status === 200 && isKnown(req, page.hash, lastModified)) {
    res.writeHead(304, chosen.notModified.concat(sources[source], own))
    res.end()
    return 304
  }
  res.writeHead(page.status, chosen.head.concat(sources[source], own))
  // Node leaves the body out for HEAD.
  res.end(chosen.body)
  return page.status
}

function chooseEncoding({ variants }: Page, header: string | undefined): Encoding {
  for (const encoding of acceptedEncodings(header)) {
    if (encoding === 'identity' || variants[encoding]) return encoding
  }
  return 'identity'
}

/** Identity is made when somebody asks for it, and kept from then on. */
function variantOf(page: Page, encoding: Encoding): Variant {
  return (page.variants[encoding] ??= variant('identity', identityBody(page.variants), page))
}

/** Whether the client has this content already: by its tag; by time only if it sends no tag (RFC 9110, 13.2.2). */
function isKnown({ headers }: IncomingMessage, hash: string, lastModified: number | null): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return hasContent(tags, hash)
  const since = headers['if-modified-since']
  // No date is NaN, and nothing is at most that.
  return since !== undefined && lastModified !== null && lastModified <= Date.parse(since)
}

/** Compares weakly, as RFC 9110 wants it here; all encodings of one content count as the same. */
function hasContent(condition: string, hash: string): boolean {
  if (condition.trim() === '*') return true
  return condition.split(',').some((tag) => tag.trim().replace(/^W\//, '').startsWith(`"${hash}-`))
}

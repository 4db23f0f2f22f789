export type LinkKind = 'internal' | 'external' | 'mail'

/** Stands for the site where its real origin does not matter; `.invalid` can never be registered. */
const ANY_SITE = 'https://site.invalid'
const ANY_PLAIN_SITE = 'http://site.invalid'

/**
 * Says where a link leads, or null when a post may not link there. Only http, https and mailto are accepted, and
 * relative addresses that stay on the site; addresses that carry a user name (`https://bank.example@evil.example`)
 * or change the host behind a relative look (`//evil.example`, `/\evil.example`) are refused. The URL parser
 * decides, not the spelling.
 */
export function classifyLink(href: string, siteOrigin: string = ANY_SITE): LinkKind | null {
  if (/^mailto:/i.test(href)) return URL.canParse(href) ? 'mail' : null
  if (/^https?:\/\/[^/\\]/i.test(href)) {
    const url = URL.parse(href)
    if (!url || url.username || url.password) return null
    return url.origin === siteOrigin ? 'internal' : 'external'
  }
  return isRelative(href) ? 'internal' : null
}

/** Relative is what stays on the site whether that is http or https: `https:x` does on only one of them. */
function isRelative(href: string): boolean {
  if (/^[\s\\/]*[\\/]\s*[\\/]/.test(href)) return false
  const stays = (site: string) => URL.parse(href, site)?.origin === site
  return stays(ANY_SITE) && stays(ANY_PLAIN_SITE)
}

/** Whether an image may be loaded from here: as a link, without mail. */
export function isImageAddress(src: string): boolean {
  const kind = classifyLink(src)
  return src !== '' && (kind === 'internal' || kind === 'external')
}

export interface ThreadAddress {
  threadId: number
  /** What follows the thread in its address: `/12` for the twelfth post, a query, a fragment; mostly empty. */
  rest: string
}

const THREAD_PATH = /^\/t\/(\d{1,9})(?:\/(?!\d+(?:\/|$))[^/]+)?(\/\d{1,9})?\/?$/
const POST_PATH = /^\/p\/(\d{1,9})$/
const FILE_PATH = /^\/files\/([0-9a-f]{32})\/[a-z0-9.]{1,12}$/

/**
 * Reads an address of one of our threads: `/t/<id>`, `/t/<id>/<slug>`, either followed by `/<number>`.
 * `siteOrigin` null takes any host for ours (to collect ids before the site is known).
 */
export function parseThreadAddress(href: string, siteOrigin: string | null): ThreadAddress | null {
  const url = ownUrl(href, siteOrigin)
  const match = url && THREAD_PATH.exec(url.pathname)
  return match ? { threadId: Number(match[1]), rest: (match[2] ?? '') + url.search + url.hash } : null
}

/** Reads a permalink of one of our posts: `/p/<id>`. */
export function parsePostAddress(href: string, siteOrigin: string | null): number | null {
  const url = ownUrl(href, siteOrigin)
  const match = url && POST_PATH.exec(url.pathname)
  return match ? Number(match[1]) : null
}

/** Reads the address of a file of an upload: `/files/<key>/<name>`. */
export function parseFileAddress(href: string, siteOrigin: string | null): { key: string } | null {
  const url = ownUrl(href, siteOrigin)
  const key = url && FILE_PATH.exec(url.pathname)?.[1]
  return key ? { key } : null
}

function ownUrl(href: string, siteOrigin: string | null): URL | null {
  if (!/\/(?:t|p|files)\//.test(href)) return null
  const kind = classifyLink(href, siteOrigin ?? undefined)
  if (kind !== 'internal' && !(siteOrigin === null && kind === 'external')) return null
  return URL.parse(href, ANY_SITE)
}

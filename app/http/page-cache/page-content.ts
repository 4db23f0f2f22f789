import { createHash } from 'node:crypto'
import { validateHeaderName, validateHeaderValue } from 'node:http'
import { makeVariants, type Variants } from './page-variants.ts'
import type { RenderedPage } from './page.ts'

/** A page that is ready to be sent. */
export interface Page {
  status: number
  tags: readonly string[]
  /** Without quotes and encoding. */
  hash: string
  /** What the renderer set, as a flat list, without what belongs to the cache. */
  headers: readonly string[]
  /** What 200 and 304 both say. */
  always: readonly string[]
  /** Of a page for anybody: since when it has been as it is, in milliseconds, rounded up to a second. */
  lastModified: number | null
  variants: Variants
  /** Whether others who asked meanwhile may have it. */
  shareable: boolean
  /** Whether those who ask later may have it. */
  storable: boolean
}

/** Belong to the cache, to the connection, or to one answer alone. */
const notOfThePage = new Set([
  ...['cache-control', 'vary', 'etag', 'last-modified', 'age', 'expires', 'date', 'content-length'],
  ...['connection', 'keep-alive', 'transfer-encoding', 'x-request-id'],
])
const VARY = 'Accept-Encoding, Accept-Language, Cookie'
/** The reader's own browser keeps the page and asks whether it changed; nobody in between keeps it. */
const KEEP_AND_ASK = 'private, no-cache'
/**
 * What a renderer says of a file that is the same for anybody, whatever they send: proxies may keep it, too, and whoever
 * polls it gets a Last-Modified. `visitor-pages.ts` makes sure that no cookie or language reaches such a page.
 */
export const FOR_ANYBODY = 'public, no-cache'
const tagForm = /^\S{1,60}$/u

/**
 * Compresses and seals what was rendered. Only a 200 without Set-Cookie and `no-store` that is fresh for a while can be
 * stored. Throws for a header that HTTP can't carry, an encoded body or a malformed tag: faults of the renderer. `made`
 * says when it was begun, and what stood there before.
 */
export async function sealPage(rendered: RenderedPage, made?: { at: number; before?: Page }): Promise<Page> {
  const { status, body, freshFor } = rendered
  const names = new Map(Object.entries(rendered.headers).map(([name, value]) => [name.toLowerCase(), value]))
  if (names.has('content-encoding')) throw new Error('The page cache takes pages that are not encoded yet')
  const tags = [...new Set(rendered.tags)]
  const wrong = tags.find((tag) => !tagForm.test(tag))
  if (wrong !== undefined)
    throw new Error(`"${wrong}" can't be the tag of a page: 1 to 60 characters without spaces`)

  const cacheControl = names.get('cache-control') ?? ''
  const personal =
    names.has('set-cookie') || /no-store/i.test(cacheControl) || (status === 200 && freshFor <= 0)
  const storable = status === 200 && !personal
  const headers = [...names].filter(([name]) => !notOfThePage.has(name)).flat()
  const forAnybody = storable && cacheControl === FOR_ANYBODY
  const kept = forAnybody ? FOR_ANYBODY : KEEP_AND_ASK
  const always = ['cache-control', storable ? kept : cacheControl || KEEP_AND_ASK]
  always.push('vary', forAnybody ? 'Accept-Encoding' : VARY)
  for (let i = 0; i < headers.length; i += 2) {
    validateHeaderName(headers[i] ?? '')
    validateHeaderValue(headers[i] ?? '', headers[i + 1] ?? '')
  }
  const hash = createHash('sha256')
    .update(JSON.stringify([status, headers]))
    .update(body)
    .digest('base64url')
    .slice(0, 22)
  const variants = await makeVariants(body, names.get('content-type') ?? '', { hash, headers, always })
  const lastModified = forAnybody && made ? unchangedSince(hash, made) : null
  return { status, tags, hash, headers, always, lastModified, variants, shareable: !personal, storable }
}

/**
 * Never a time out of the content: where something was taken away, what is left is older, and who asks by time alone
 * would keep what is gone.
 */
function unchangedSince(hash: string, { at, before }: { at: number; before?: Page }): number {
  if (before?.hash === hash && before.lastModified !== null) return before.lastModified
  return Math.ceil(at / 1_000) * 1_000
}

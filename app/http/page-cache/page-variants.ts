import { promisify } from 'node:util'
import { brotliCompress, constants, gunzipSync, gzip } from 'node:zlib'
import type { Encoding } from './accepted-encodings.ts'

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)

/** Below this nothing is gained: it all goes out in one packet. */
const WORTH_COMPRESSING = 1_024

/** One body of a page, with its complete header lists: name, value, name, value … */
export interface Variant {
  body: Buffer
  head: readonly string[]
  notModified: readonly string[]
}

/** The encoded bodies of a page. Either gzip or identity is always there. */
export type Variants = { [encoding in Encoding]?: Variant }

interface HeadParts {
  /** The content's hash. Each encoding has its own strong ETag, made from it. */
  hash: string
  headers: readonly string[]
  always: readonly string[]
}

const compressible = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)|image\/svg)/

/** Quality 5: for pages as good as 9 and not slower than gzip. 11 costs 30 times that and is for pages in demand. */
export function brotli(body: Buffer, quality: 5 | 11): Promise<Buffer> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = constants
  return compressBrotli(body, {
    params: {
      [BROTLI_PARAM_QUALITY]: quality,
      [BROTLI_PARAM_SIZE_HINT]: body.length,
      [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
    },
  })
}

/** Compresses a body in every way that is worth it, off the main thread. */
export async function makeVariants(body: Buffer, contentType: string, parts: HeadParts): Promise<Variants> {
  const identity = variant('identity', body, parts)
  if (body.length < WORTH_COMPRESSING || !compressible.test(contentType)) return { identity }
  const [zipped, brotlied] = await Promise.all([compressGzip(body, { level: 6 }), brotli(body, 5)])
  return { gzip: variant('gzip', zipped, parts), br: variant('br', brotlied, parts), identity }
}

export function variant(encoding: Encoding, body: Buffer, { hash, headers, always }: HeadParts): Variant {
  const etag = ['etag', `"${hash}-${encoding}-${body.length}"`]
  const encoded = encoding === 'identity' ? [] : ['content-encoding', encoding]
  const length = ['content-length', String(body.length)]
  return {
    body,
    head: [...headers, ...always, ...etag, ...encoded, ...length],
    notModified: [...always, ...etag],
  }
}

/** The body as it was rendered; unzipped again where it was dropped to save memory. */
export function identityBody({ identity, gzip: zipped }: Variants): Buffer {
  if (identity) return identity.body
  if (zipped) return gunzipSync(zipped.body)
  throw new Error('A page without a body')
}

import { create as contentDisposition } from 'content-disposition'
import { z } from 'zod'
import { isUploadKey, isVariant, storageKey } from '#app/domains/uploads/upload-address.ts'
import { findFile, type FoundFile } from '#app/domains/uploads/upload.queries.server.ts'
import { visitor } from '#app/domains/access/actor.ts'
import { askedRange } from '#app/http/byte-range.ts'
import { notFound, unavailable } from '#app/http/errors.ts'
import { guardedLoader } from '#app/http/route.server.ts'

const params = z.object({ key: z.string(), variant: z.string() })

/** One file of an upload, for whom the gate lets have it; hidden and unknown ones are the same 404. */
export const loader = guardedLoader(
  { access: 'everyone', params, limit: 'file' },
  async ({ ctx, request, params }) => {
    // While the database is away nobody can be asked who may have it.
    if (ctx.fault) throw unavailable()
    const { key, variant } = params
    if (!isUploadKey(key) || !isVariant(variant)) throw notFound()
    const { gate, storage } = ctx.services
    const found = await findFile(ctx, await gate.accessOf(visitor), params)
    if (!found) throw notFound()
    const headers = headersOf(found, `"${key}-${variant}"`)
    if (isKnown(request, headers)) return new Response(null, { status: 304, headers })
    const { bytes } = found.file
    const range = rangeOf(request, headers, bytes)
    if (range === 'beyond')
      return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${bytes}` } })
    const length = range === 'whole' ? bytes : range.end - range.start + 1
    const more: Record<string, string> = {
      ...headers,
      'Content-Length': String(length),
      'Content-Type': found.file.type,
    }
    if (range !== 'whole') more['Content-Range'] = `bytes ${range.start}-${range.end}/${bytes}`
    const status = range === 'whole' ? 200 : 206
    if (request.method === 'HEAD') return new Response(null, { status, headers: more })
    const body = await storage.read(storageKey(key, variant), ...(range === 'whole' ? [] : [range]))
    // It is in the table and not in the storage: whoever looks after the place has to know.
    if (!body)
      ctx.services.log.error({ requestId: ctx.requestId, key, variant }, 'A file of a member is missing')
    if (!body) throw notFound()
    return new Response(body, { status, headers: more })
  },
)

/**
 * Whatever it holds, it runs nothing and is shown as nothing but what it is. A browser may keep what everybody may see; what
 * lies between (proxies, delivery networks) must ask each time, so that a file is gone there with the right to read it.
 */
function headersOf({ open, isPicture, file, name }: FoundFile, etag: string): Record<string, string> {
  const plain = isPicture ? `${name.replace(/\.[^.]*$/, '')}.${file.name.split('.').at(-1)}` : name
  return {
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Cache-Control': open ? 'public, max-age=31536000, immutable, s-maxage=0' : 'private, no-store',
    Vary: 'Cookie',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': `default-src 'none'; sandbox`,
    'Content-Disposition': contentDisposition(plain, { type: isPicture ? 'inline' : 'attachment' }),
    'X-Robots-Tag': 'noindex',
  }
}

function isKnown(request: Request, { ETag }: Record<string, string>): boolean {
  const known = request.headers.get('if-none-match')?.split(',') ?? []
  return known.some((one) => one.trim().replace(/^W\//, '') === ETag || one.trim() === '*')
}

/** Part of a file is asked for, unless it is part of another one than the asker has. */
function rangeOf(request: Request, { ETag }: Record<string, string>, bytes: number) {
  const of = request.headers.get('if-range')
  return askedRange(of === null || of === ETag ? request.headers.get('range') : null, bytes)
}

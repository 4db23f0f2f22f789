import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import type { StoredPage } from './second-level.ts'

const zip = promisify(gzip)
const unzip = promisify(gunzip)
const LARGEST_BODY = 16 * 1024 * 1024
const LENGTH_BYTES = 4

const headSchema = z.object({
  status: z.literal(200),
  headers: z.record(z.string(), z.string()),
  tags: z.array(z.string()),
  freshFor: z.number(),
  expiresAt: z.coerce.date().optional(),
  madeAt: z.number(),
})

/** A page as bytes: the length of the head, the head as JSON, the body gzipped. */
export async function encodeStoredPage({ body, ...head }: StoredPage): Promise<Buffer> {
  const json = Buffer.from(JSON.stringify(head))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(json.length)
  return Buffer.concat([length, json, await zip(body)])
}

/** The page of such bytes, or null where they make no sense. */
export async function decodeStoredPage(bytes: Buffer): Promise<StoredPage | null> {
  try {
    const end = LENGTH_BYTES + bytes.readUInt32BE()
    const { expiresAt, ...head } = headSchema.parse(JSON.parse(bytes.toString('utf8', LENGTH_BYTES, end)))
    const body = await unzip(bytes.subarray(end), { maxOutputLength: LARGEST_BODY })
    return { ...head, body, ...(expiresAt ? { expiresAt } : {}) }
  } catch {
    return null
  }
}

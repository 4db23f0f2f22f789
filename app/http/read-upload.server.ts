import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { once } from 'node:events'
import { Transform, type Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import Busboy, { type BusboyInstance } from '@fastify/busboy'
import type { SentFile } from '#app/domains/uploads/take-upload.server.ts'
import { LARGEST } from '#app/domains/uploads/upload-limits.ts'
import { StorageFullError } from '#app/platform/storage/storage.ts'
import { badRequest, tooLarge } from './errors.ts'
import type { RequestContext } from './request-context.ts'

/** A form with a file; `file` is null where none was chosen. */
export type SentForm = { file: SentFile | null; fields: Record<string, string> }

const MOST_FIELDS = 8
/** What the form has besides its file, in bytes: fields, boundaries, headers. */
const AROUND = 40_000
/** The most that the body of such a form may have. */
export const MOST_UPLOAD_BODY = LARGEST + AROUND
/** Bytes from the beginning by which a file is known. */
const HEAD = 4_096
/** Where files lie while they come in, below the data folder: on the same disk as where they may stay. */
const INCOMING = 'incoming'

/**
 * Reads a form with one file, piece by piece, into a file that is gone when `run` is done; memory stays flat whatever is
 * sent. Throws 400 for what no form of ours sends (another type, more parts, a field twice, a body that ends too early),
 * 413 for more than fits, StorageFullError where the disk has no room for it.
 */
export async function withSentForm<T>(
  ctx: RequestContext,
  request: Request,
  run: (form: SentForm) => Promise<T>,
): Promise<T> {
  const folder = resolve(ctx.services.env.GUILDHALL_DATA, INCOMING)
  const path = join(folder, randomUUID())
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return await run(await receive(request, path))
  } catch (error) {
    if (/^(ENOSPC|EDQUOT)$/.test((error as NodeJS.ErrnoException | null)?.code ?? ''))
      throw new StorageFullError('No room for a file that comes in', { cause: error })
    throw error
  } finally {
    await rm(path, { force: true })
  }
}

async function receive(request: Request, path: string): Promise<SentForm> {
  const parser = parserFor(request)
  const fields = new Map<string, string>()
  const stop = new AbortController()
  let fault = null as Response | Error | null
  let file: Promise<SentFile | null> = Promise.resolve(null)
  const refuse = (why: Response | Error) => {
    fault ??= why
    stop.abort()
  }
  const tooMany = () => refuse(badRequest('This form has one file and a few fields, and nothing else.'))
  for (const limit of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const) parser.on(limit, tooMany)
  parser.on('field', (name, value, nameCut, valueCut) => {
    if (fields.has(name))
      refuse(badRequest(`“${name.slice(0, 40)}” was sent twice; each field is sent once.`))
    if (nameCut || valueCut) refuse(tooLarge())
    fields.set(name, value.replaceAll('\u0000', ''))
  })
  parser.on('file', (name, part, sentName) => {
    stop.signal.addEventListener('abort', () => part.destroy(new Error('The form was refused')))
    part.on('limit', () => refuse(tooLarge()))
    if (name !== 'file') refuse(badRequest('The file of this form is called “file”.'))
    file = save(part, path, sentName ?? '')
    // Told below; until then nobody may think that it went unheard.
    file.catch((error: Error) => refuse(error))
  })
  try {
    await feed(request, parser, stop.signal)
    const saved = await file
    if (fault) fail(fault)
    return { file: saved, fields: Object.fromEntries(fields) }
  } catch (error) {
    // First what is wrong, then the stop: the file that it breaks off would be taken for the reason.
    if (error instanceof Response) refuse(error)
    stop.abort()
    await file.catch(() => undefined)
    if (fault) fail(fault)
    throw badRequest('The form ended before it was whole. Send it again.')
  }
}

function fail(why: Response | Error): never {
  if (why instanceof Response) throw why
  throw why
}

/**
 * Hands the body to the parser as fast as that takes it. What is left of a form that was refused is read and thrown away,
 * as far as a body may go: browsers show an answer only when they could send everything. The body is never cancelled, which
 * would close the connection under the answer.
 */
async function feed(request: Request, parser: BusboyInstance, stopped: AbortSignal): Promise<void> {
  const ended = finished(parser)
  // Heard below; it may fail while a chunk is waited for.
  ended.catch(() => undefined)
  const reader = (request.body as ReadableStream<Uint8Array>).getReader()
  let bytes = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength
    if (bytes > MOST_UPLOAD_BODY) throw tooLarge()
    if (stopped.aborted || parser.destroyed || parser.write(read.value)) continue
    await Promise.race([once(parser, 'drain', { signal: stopped }).catch(() => undefined), ended])
  }
  if (stopped.aborted) return
  parser.end()
  await ended
}

function parserFor(request: Request): BusboyInstance {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body)
    throw badRequest('This address takes forms with a file, and nothing else.')
  const limits = {
    files: 1,
    fields: MOST_FIELDS,
    // One more than fits, so that what is too much is noticed and not left out.
    parts: MOST_FIELDS + 2,
    fileSize: LARGEST,
    fieldSize: 4_000,
    fieldNameSize: 100,
    headerPairs: 20,
    headerSize: 4_000,
  }
  try {
    // A browser's empty file field has a name that is empty; a part without one is a field, whatever type it says.
    return new Busboy({
      headers: { 'content-type': type },
      limits,
      isPartAFile: (_name, _type, file) => file !== undefined,
    })
  } catch {
    throw badRequest('The form does not say where its parts begin and end.')
  }
}

async function save(part: Readable, path: string, name: string): Promise<SentFile | null> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let bytes = 0
  const look = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk)
      bytes += chunk.byteLength
      if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)])
      next(null, chunk)
    },
  })
  await pipeline(part, look, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  return bytes === 0 && name === '' ? null : { path, name, bytes, sha256: hash.digest('hex'), head }
}

/** Whether an upload failed because there is no room for it: what may be told, where anything else is a fault. */
export const isNoRoom = (error: unknown) => error instanceof StorageFullError

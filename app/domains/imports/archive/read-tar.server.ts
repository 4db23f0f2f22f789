import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { Transform, type Readable, type Writable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { ImportError } from '../import-error.ts'
import type { ArchiveLimits } from './archive-limits.ts'
import { ArchiveMeter } from './archive-limits.ts'
import { assertSafeLink, assertSafeName, isWanted, unsafe } from './entry-name.ts'
import type { ArchiveFile } from './read-archive.server.ts'

/** Reads the wanted files of a `.tar.gz` (or a plain `.tar`) in its order, without unpacking anything to disk. */
export async function* readTar(path: string, limits: ArchiveLimits): AsyncGenerator<ArchiveFile> {
  const meter = new ArchiveMeter(limits)
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  const unpacked = extract()
  const metered = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        meter.countBytes(chunk.length, source.bytesRead)
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
  // tar-stream's own streams are near enough to Node's for a pipeline; its types do not say so.
  const sink = unpacked as unknown as Writable
  const unpacker = (await isGzip(path)) ? [createGunzip({ chunkSize: 256 * 1024 })] : []
  const flow = pipeline([source, ...unpacker, metered, sink])
  // The loop below meets the same error; whoever stops reading early ends the flow on purpose.
  let failure: unknown
  const settled = flow.catch((error: unknown) => {
    failure = error
  })
  try {
    for await (const entry of unpacked) {
      checkHeader(entry.header, meter)
      const bytes = await collect(
        entry as unknown as Readable,
        isWanted(entry.header.name) && isFile(entry.header),
      )
      if (bytes) yield { name: entry.header.name, bytes, position: source.bytesRead }
    }
    await settled
    if (failure instanceof Error) throw failure
  } catch (error) {
    throw explain(failure ?? error)
  } finally {
    source.destroy()
    await settled
  }
}

/** Tells by its first bytes whether a file is packed; throws when it is no archive at all. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(262), 0, 262, 0)
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return true
    if (buffer.toString('latin1', 257, 262) === 'ustar') return false
    throw noArchive()
  } finally {
    await file.close()
  }
}

function checkHeader(header: Header, meter: ArchiveMeter): void {
  assertSafeName(header.name)
  meter.countEntry(header.name, header.size)
  if (header.type === 'symlink') assertSafeLink(header.name, header.linkname ?? '')
  // The target of a hard link is named from the archive's root.
  else if (header.type === 'link') assertSafeLink('', header.linkname ?? '')
  else if (header.type !== 'directory' && !isFile(header)) {
    throw unsafe(`The archive holds something that is neither file nor folder: “${header.name}”.`)
  }
}

function isFile(header: Header): boolean {
  return (
    header.type === 'file' ||
    header.type === 'contiguous-file' ||
    header.type === null ||
    header.type === undefined
  )
}

/** The entry's bytes, or null where they are not wanted; either way the stream is read to its end. */
async function collect(entry: Readable, wanted: boolean): Promise<Buffer | null> {
  if (!wanted) {
    entry.resume()
    return null
  }
  const chunks: Buffer[] = []
  for await (const chunk of entry) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Says in words what zlib and tar-stream say in codes. */
function explain(error: unknown): unknown {
  if (error instanceof ImportError || !(error instanceof Error)) return error
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'Z_BUF_ERROR' || /unexpected end/i.test(message)) {
    return new ImportError(
      'archive_truncated',
      'The archive ends in the middle.',
      'Nothing was changed. It was probably not downloaded to its end; get it again.',
      { cause: error },
    )
  }
  if (code?.startsWith('Z_') || /tar|header/i.test(message)) {
    return noArchive(error)
  }
  return error
}

function noArchive(cause?: unknown): ImportError {
  return new ImportError(
    'archive_unreadable',
    'The file is no .tar.gz archive, or it is damaged.',
    'Nothing was changed. Name a .tar.gz file, or the folder that it was unpacked to.',
    { cause },
  )
}

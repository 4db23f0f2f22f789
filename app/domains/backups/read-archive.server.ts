import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { BackupError } from './backup-error.ts'

/** One entry as it comes by; read it to its end before the next. */
export type ArchiveEntry = { name: string; size: number; chunks: AsyncIterable<Buffer> }

/**
 * The entries of a packed archive in their order. Nothing is unpacked to disk, so that a name is never a path. Throws a
 * BackupError when the file is cut short or damaged; that the end is reached means that it is whole.
 */
export async function* readArchive(
  path: string,
  options: { onRead?: ((bytes: number) => void) | undefined; signal?: AbortSignal | undefined } = {},
): AsyncGenerator<ArchiveEntry> {
  await assertPacked(path)
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  const unpacked = extract()
  const gunzip = createGunzip({ chunkSize: 256 * 1024 })
  // tar-stream's own streams are near enough to Node's for a pipeline; its types do not say so.
  const sink = unpacked as unknown as Writable
  let failure: Error | undefined
  const flow = pipeline([source, gunzip, sink], options.signal ? { signal: options.signal } : {}).catch(
    (error: Error) => {
      failure = error
    },
  )
  try {
    for await (const entry of unpacked) {
      const { name, size = 0, type } = entry.header
      if (type !== 'file') throw damaged(`it holds “${printable(name)}”, which is no file`)
      const chunks = entry as unknown as Readable
      yield { name, size, chunks: explained(chunks as AsyncIterable<Buffer>, () => failure) }
      options.onRead?.(source.bytesRead)
      if (!chunks.readableEnded) chunks.resume()
    }
    await flow
    if (failure) throw failure
  } catch (error) {
    throw explain(failure ?? error)
  } finally {
    source.destroy()
    await flow
  }
}

/** The same chunks; what breaks the file while they are read is said in words as well. */
async function* explained(
  chunks: AsyncIterable<Buffer>,
  reason: () => Error | undefined,
): AsyncGenerator<Buffer> {
  try {
    yield* chunks
  } catch (error) {
    throw explain(reason() ?? error)
  }
}

/** All bytes of an entry: for those that are known to be small. */
export async function bytesOf({ chunks }: ArchiveEntry): Promise<Buffer> {
  const read: Buffer[] = []
  for await (const chunk of chunks) read.push(chunk)
  return Buffer.concat(read)
}

/** A fault in the file itself. */
export function damaged(what: string, cause?: unknown): BackupError {
  return new BackupError(
    'damaged',
    `The backup is damaged: ${what}.`,
    'Nothing was changed. Copy the file anew from where it is kept, or take an older backup.',
    { cause },
  )
}

async function assertPacked(path: string): Promise<void> {
  const file = await open(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    throw new BackupError(
      'file_not_found',
      `${path} can't be read (${code}).`,
      'Name the file that `guildhall backup` made.',
      { cause: error },
    )
  })
  try {
    if (!(await file.stat()).isFile()) throw notABackup(path)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    if (bytesRead === 0) throw damaged('the file is empty')
    if (buffer[0] !== 0x1f || (bytesRead > 1 && buffer[1] !== 0x8b)) throw notABackup(path)
  } finally {
    await file.close()
  }
}

/** Something else than a backup of ours. */
export function notABackup(path: string, cause?: unknown): BackupError {
  return new BackupError(
    'not_a_backup',
    `${path} is no backup of Guildhall, or it is damaged from its beginning on.`,
    'Nothing was changed. Name the file that `guildhall backup` made.',
    { cause },
  )
}

/** Says in words what zlib and tar-stream say in codes. */
function explain(error: unknown): unknown {
  if (error instanceof BackupError || !(error instanceof Error)) return error
  const { code, message, name } = error as NodeJS.ErrnoException
  if (name === 'AbortError')
    return new BackupError('stopped', 'Stopped.', 'Nothing was changed.', { cause: error })
  if (code === 'Z_BUF_ERROR' || code === 'ERR_STREAM_PREMATURE_CLOSE' || /unexpected end/i.test(message))
    return damaged('it ends in the middle', error)
  if (code?.startsWith('Z_') || /tar|header|checksum/i.test(message))
    return damaged('its bytes are not those that were written', error)
  return error
}

export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '�').slice(0, 200)
}

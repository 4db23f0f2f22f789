import { createWriteStream } from 'node:fs'
import { open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { BackupError } from './backup-error.ts'

export type Entry = { name: string; content: Buffer }

/**
 * Writes a packed archive. It grows under a name of its own beside `path`, readable by its owner alone, and takes its
 * name when it is complete and on the disk: whatever happens, `path` is what it was or a whole backup.
 */
export async function writeArchive(
  path: string,
  options: { force: boolean; signal?: AbortSignal | undefined },
  entries: AsyncIterable<Entry>,
): Promise<void> {
  const target = resolve(path)
  await assertFree(target, options.force)
  const draft = join(dirname(target), `.${basename(target)}.${process.pid}.part`)
  try {
    await removeLeftovers(target)
    await stream(draft, options.signal, entries)
    await sync(draft)
    await rename(draft, target)
    await sync(dirname(target))
  } catch (error) {
    await rm(draft, { force: true })
    throw explain(error, path)
  }
}

async function stream(
  draft: string,
  signal: AbortSignal | undefined,
  entries: AsyncIterable<Entry>,
): Promise<void> {
  const file = createWriteStream(draft, { mode: 0o600, flags: 'wx' })
  const gzip = createGzip({ chunkSize: 256 * 1024 })
  await pipeline(tarOf(entries), gzip, file, signal ? { signal } : {})
}

/** The bytes of the archive, made as they are asked for: no more than an entry is in memory. */
async function* tarOf(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const archive = pack()
  const made: Buffer[] = []
  archive.on('data', (chunk) => made.push(chunk as Buffer))
  for await (const { name, content } of entries) {
    await new Promise<void>((done, failed) => {
      const header = { name, mode: 0o600, mtime: new Date(0) }
      archive.entry(header, content, (error) => (error ? failed(error) : done()))
    })
    yield* made.splice(0)
  }
  const ended = once(archive as unknown as Readable, 'end')
  archive.finalize()
  await ended
  yield* made
}

async function assertFree(target: string, force: boolean): Promise<void> {
  const there = await stat(target).catch(() => null)
  if (there === null) return
  // A device or a folder is never replaced.
  if (!there.isFile())
    throw new BackupError(
      'file_exists',
      `${target} is no file.`,
      'Choose the name of a file that is to be made.',
    )
  if (!force)
    throw new BackupError(
      'file_exists',
      `${target} exists already.`,
      'Choose another name, or add --force to replace it.',
    )
}

/** Drafts of processes that were killed: nobody else will miss them. */
async function removeLeftovers(target: string): Promise<void> {
  const start = `.${basename(target)}.`
  for (const name of await readdir(dirname(target))) {
    const pid = name.startsWith(start) ? /^(\d+)\.part$/.exec(name.slice(start.length))?.[1] : undefined
    if (pid === undefined || isAlive(Number(pid))) continue
    await rm(join(dirname(target), name), { force: true })
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function explain(error: unknown, path: string): unknown {
  const { code, name } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new BackupError(
      'disk_full',
      `The disk is full: there is no room for ${path}.`,
      'Nothing was left behind. Make room, or name a file on another disk.',
      { cause: error },
    )
  if (code === 'EACCES' || code === 'ENOENT' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EPERM')
    return new BackupError(
      'file_unwritable',
      `${path} can't be written (${code}).`,
      'Name a file in a folder that exists and that this user may write to.',
      { cause: error },
    )
  if (name === 'AbortError')
    return new BackupError('stopped', 'Stopped.', 'No file was left behind.', { cause: error })
  return error
}

import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { diskRoom } from '../disk-room.ts'
import { checkKey, chunksOf, StorageAwayError, StorageFullError, type Storage } from './storage.ts'

/** What is being written has a name that no key can have, so that it is never listed or read. */
const PARTIAL = '.part'
/** The disk keeps so much, in bytes, for the database that may lie on it: members' files never take the last of it. */
const SPARE = 256 * 1024 * 1024
/** What the system calls a disk, or somebody's share of it, that is full. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

type Options = {
  /** Made when it is needed. Several processes may share it. */
  folder: string
  /** Bytes that are left free; 256 MiB unless a test says otherwise. */
  spare?: number
}

/**
 * Files in a folder. A file is written beside its place, flushed, and moved there; then the folder is flushed, too: what
 * was acknowledged outlives a power cut.
 */
export function createDiskStorage({ folder, spare = SPARE }: Options): Storage {
  const place = (key: string) => join(folder, ...checkKey(key).split('/'))

  async function write(path: string, bytes: Blob): Promise<void> {
    await makeFolder(dirname(path), folder)
    const partial = `${path}.${randomUUID()}${PARTIAL}`
    try {
      const file = await open(partial, 'wx', 0o600)
      try {
        for await (const chunk of chunksOf(bytes)) await writeAll(file, chunk)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, path)
      await flushFolder(dirname(path))
    } catch (error) {
      await rm(partial, { force: true }).catch(() => undefined)
      throw error
    }
  }

  return {
    async put(key, bytes) {
      const path = place(key)
      try {
        const { free } = await diskRoom(folder)
        if (free - bytes.size < spare)
          throw new StorageFullError(`Only ${free} bytes are free below ${folder}`)
        await write(path, bytes)
      } catch (error) {
        throw asStorageError(error)
      }
    },
    async read(key, range) {
      const path = place(key)
      let file: FileHandle
      try {
        file = await open(path, 'r')
      } catch (error) {
        if (isMissing(error)) return null
        throw asStorageError(error)
      }
      if (!(await file.stat()).isFile()) {
        await file.close()
        return null
      }
      const bytes = createReadStream(path, { ...range, fd: file })
      return Readable.toWeb(bytes) as ReadableStream<Uint8Array>
    },
    async remove(key) {
      const path = place(key)
      try {
        await rm(path, { force: true })
      } catch (error) {
        throw asStorageError(error)
      }
    },
    async *list(prefix) {
      const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nothingThere)
      for (const file of files) {
        const path = join(file.parentPath, file.name)
        const key = relative(folder, path).split(sep).join('/')
        if (!file.isFile() || file.name.endsWith(PARTIAL) || !key.startsWith(prefix)) continue
        const { size } = await stat(path)
        yield { key, bytes: size }
      }
    },
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength;) {
    const { bytesWritten } = await file.write(chunk, done)
    done += bytesWritten
  }
}

/** Makes a folder and flushes those above it, so that a new one is found after a power cut. */
async function makeFolder(path: string, root: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let at = path; at.length >= first.length; at = dirname(at)) await flushFolder(dirname(at))
  await flushFolder(root)
}

async function flushFolder(path: string): Promise<void> {
  // Windows opens no folders; there the file system's own journal has to do.
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? ''
const isMissing = (error: unknown) => ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))

function nothingThere(error: unknown): [] {
  if (isMissing(error)) return []
  throw asStorageError(error)
}

function asStorageError(error: unknown): unknown {
  if (FULL.has(codeOf(error))) return new StorageFullError('The disk is full', { cause: error })
  return codeOf(error) ? new StorageAwayError('The folder of files does not work', { cause: error }) : error
}

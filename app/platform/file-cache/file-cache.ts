import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Options = {
  /** Made when it is needed. Several processes may share it. */
  folder: string
  /** The most that the files may take together; the ones that were used the longest ago go first. */
  maxBytes: number
}

/** Bytes in files, by key: what can be made again, and costs too much to make twice. */
export type FileCache = {
  /** The bytes, or null when they are not there or not whole. */
  get(key: string): Promise<Buffer | null>
  /** Keeps bytes. Rejects when the disk refuses. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Forgets everything that is kept now. */
  clear(): Promise<void>
}

const DIGEST = 32
/** Trimming leaves room, so that not every file that comes makes one go. */
const LEAVE = 0.8
/** What a process that died was writing; nothing takes so long to write. */
const LEFTOVER_MS = 60 * 60_000

/** Opens a cache in a folder. Files are written beside their place and moved there, so none is ever half there. */
export function createFileCache({ folder, maxBytes }: Options): FileCache {
  // What this process knows of: null until it looked. Others write as well, so each trim looks again.
  let bytes: number | null = null
  let trimming: Promise<void> | null = null
  const place = (key: string) => join(folder, createHash('sha256').update(key).digest('hex'))

  async function trim(): Promise<void> {
    const files = await list(folder)
    let total = files.reduce((sum, file) => sum + file.size, 0)
    const oldestFirst = files.toSorted((a, b) => a.usedAt - b.usedAt)
    const leftover = (file: Listed) => file.partial && Date.now() - file.usedAt > LEFTOVER_MS
    const tooMuch = total > maxBytes
    for (const file of oldestFirst) {
      if (!leftover(file) && !(tooMuch && total > maxBytes * LEAVE)) continue
      await rm(file.path, { force: true })
      total -= file.size
    }
    bytes = total
  }

  return {
    async get(key) {
      const path = place(key)
      const file = await readFile(path).catch(() => null)
      const body = file && wholeBody(file)
      if (file && !body) await rm(path, { force: true }).catch(() => undefined)
      // The time of its last use; who can't write it still reads.
      else if (body) await utimes(path, new Date(), new Date()).catch(() => undefined)
      return body
    },
    async put(key, body) {
      await mkdir(folder, { recursive: true })
      const path = place(key)
      // Processes in containers may share a folder, and have the same number.
      const partial = `${path}.${randomUUID()}.part`
      try {
        await writeFile(partial, Buffer.concat([digest(body), body]), { flag: 'wx' })
        await rename(partial, path)
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
      if (bytes !== null) bytes += DIGEST + body.length
      if (bytes !== null && bytes <= maxBytes) return
      trimming ??= trim().finally(() => {
        trimming = null
      })
      await trimming
    },
    async clear() {
      await rm(folder, { recursive: true, force: true })
      bytes = null
    },
  }
}

const digest = (body: Uint8Array) => createHash('sha256').update(body).digest()

/** What follows the digest, if it is what the digest is of. */
function wholeBody(file: Buffer): Buffer | null {
  const body = file.subarray(DIGEST)
  return file.length > DIGEST && digest(body).equals(file.subarray(0, DIGEST)) ? body : null
}

type Listed = { path: string; size: number; usedAt: number; partial: boolean }

async function list(folder: string): Promise<Listed[]> {
  const names = await readdir(folder)
  const found = await Promise.all(
    names.map(async (name): Promise<Listed | null> => {
      const path = join(folder, name)
      const known = await stat(path).catch(() => null)
      return known && { path, size: known.size, usedAt: known.mtimeMs, partial: name.endsWith('.part') }
    }),
  )
  return found.filter((one) => one !== null)
}

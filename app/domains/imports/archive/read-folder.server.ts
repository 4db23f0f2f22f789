import { constants } from 'node:fs'
import { open, readdir, readlink, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { ArchiveLimits } from './archive-limits.ts'
import { ArchiveMeter } from './archive-limits.ts'
import { isWanted, linkOut, unsafe } from './entry-name.ts'
import type { ArchiveFile } from './read-archive.server.ts'

/** Reads the wanted files of a folder, by name. A link out of the folder is refused; one within it is not followed. */
export async function* readFolder(path: string, limits: ArchiveLimits): AsyncGenerator<ArchiveFile> {
  const root = await realpath(path)
  const meter = new ArchiveMeter(limits)
  yield* readLevel(root, root, meter, limits, 0)
}

async function* readLevel(
  root: string,
  folder: string,
  meter: ArchiveMeter,
  limits: ArchiveLimits,
  depth: number,
): AsyncGenerator<ArchiveFile> {
  if (depth > limits.depth) throw unsafe(`The folder is nested more than ${limits.depth} levels deep.`)
  const entries = await readdir(folder, { withFileTypes: true })
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(folder, entry.name)
    const name = relative(root, path).split(sep).join('/')
    if (entry.isSymbolicLink()) await assertWithin(root, path, name)
    else if (entry.isDirectory()) yield* readLevel(root, path, meter, limits, depth + 1)
    else if (entry.isFile()) yield* readOne(path, name, meter)
  }
}

async function* readOne(path: string, name: string, meter: ArchiveMeter): AsyncGenerator<ArchiveFile> {
  // Between listing and opening the file may have become a link: O_NOFOLLOW refuses it then.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const { size } = await file.stat()
    meter.countEntry(name, size)
    if (!isWanted(name)) return
    const bytes = await file.readFile()
    // Files on a disk are not packed: only their sum is looked at.
    meter.countBytes(bytes.length, Infinity)
    yield { name, bytes, position: meter.total }
  } finally {
    await file.close()
  }
}

async function assertWithin(root: string, path: string, name: string): Promise<void> {
  const target = await realpath(path).catch(() => null)
  if (target === null || (target !== root && !target.startsWith(root + sep))) {
    throw linkOut(name, await readlink(path))
  }
}

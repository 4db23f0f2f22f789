import { stat } from 'node:fs/promises'
import { ImportError } from '../import-error.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts'
import { readFolder } from './read-folder.server.ts'
import { readTar } from './read-tar.server.ts'

/** A JSON file of the archive. `position`: how many bytes of the archive were read up to its end. */
export type ArchiveFile = { name: string; bytes: Buffer; position: number }

/**
 * The JSON files of a folder or `.tar.gz`, one after the other; nothing is written anywhere and no more than one file
 * is held. Throws an ImportError for what is no archive, is cut off, reaches out of itself or is larger than `limits`.
 */
export async function* readArchive(
  path: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): AsyncGenerator<ArchiveFile> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error) throw notFound(path, found)
  try {
    if (found.isDirectory()) yield* readFolder(path, limits)
    else if (found.isFile()) yield* readTar(path, limits)
    else throw notFound(path, null)
  } catch (error) {
    throw isPermission(error) ? unreadable(path, error) : error
  }
}

function notFound(path: string, cause: NodeJS.ErrnoException | null): ImportError {
  if (isPermission(cause)) return unreadable(path, cause)
  return new ImportError(
    'archive_not_found',
    `There is no archive at “${path}”.`,
    'Name a .tar.gz file or the folder that it was unpacked to.',
    { cause },
  )
}

function unreadable(path: string, cause: unknown): ImportError {
  return new ImportError(
    'archive_unreadable',
    `“${path}” may not be read.`,
    'Nothing was changed. Give the user that runs Guildhall the right to read it.',
    { cause },
  )
}

function isPermission(error: unknown): error is NodeJS.ErrnoException {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'EACCES' || code === 'EPERM'
}

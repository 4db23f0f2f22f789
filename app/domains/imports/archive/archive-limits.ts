import { ImportError } from '../import-error.ts'

/** What an archive may hold. Real ones stay far below; what goes beyond is broken or meant to do harm. */
export type ArchiveLimits = {
  /** Bytes of one file. */
  fileBytes: number
  /** Bytes of all files together, unpacked. */
  totalBytes: number
  /** Files, folders and links. */
  entries: number
  /** How many times larger than the packed file the unpacked may be; looked at from `ratioFrom` bytes on. */
  ratio: number
  ratioFrom: number
  /** Folders within folders. */
  depth: number
}

const MIB = 1024 * 1024

export const ARCHIVE_LIMITS: ArchiveLimits = {
  fileBytes: 128 * MIB,
  totalBytes: 64 * 1024 * MIB,
  entries: 5_000_000,
  ratio: 150,
  ratioFrom: 16 * MIB,
  depth: 32,
}

/** Counts what was read and throws when a limit is passed. */
export class ArchiveMeter {
  private entries = 0
  private bytes = 0
  private readonly limits: ArchiveLimits

  constructor(limits: ArchiveLimits) {
    this.limits = limits
  }

  /** Bytes so far. */
  get total(): number {
    return this.bytes
  }

  /** A file is about to be read; `size` is what its header or the folder says. */
  countEntry(name: string, size: number): void {
    this.entries++
    if (this.entries > this.limits.entries) throw tooLarge(`more than ${this.limits.entries} files`)
    if (size > this.limits.fileBytes)
      throw tooLarge(`“${name}” is larger than ${megabytes(this.limits.fileBytes)}`)
  }

  /** Bytes came out of the archive, `packed` of them as they lie on the disk. */
  countBytes(bytes: number, packed: number): void {
    this.bytes += bytes
    if (this.bytes > this.limits.totalBytes)
      throw tooLarge(`more than ${megabytes(this.limits.totalBytes)} unpacked`)
    if (this.bytes > this.limits.ratioFrom && this.bytes > packed * this.limits.ratio) {
      throw tooLarge(`it unpacks to more than ${this.limits.ratio} times its size, as no forum does`)
    }
  }
}

function tooLarge(what: string): ImportError {
  return new ImportError(
    'archive_too_large',
    `The archive holds too much: ${what}.`,
    'Nothing was changed. Check where the file comes from; a forum larger than that is imported in parts.',
  )
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`
}

import { createHash } from 'node:crypto'
import { LARGEST } from '#app/domains/uploads/upload-limits.ts'
import type { BackupFiles } from './manifest.ts'

/** Bytes of the largest file that a storage may hold: what is made anew of a picture may be larger than what was sent. */
export const LARGEST_FILE = 4 * LARGEST

/** Counts files and bytes, and the SHA-256 of one line for each: its key, its bytes and its own SHA-256. */
export class FileMeter {
  count = 0
  /** The key of the last one. */
  last: string | null = null
  private bytes = 0
  private readonly hash = createHash('sha256')

  take(key: string, content: Uint8Array): void {
    this.count += 1
    this.last = key
    this.bytes += content.byteLength
    this.hash.update(`${key} ${content.byteLength} ${sha256Of(content)}\n`)
  }

  /** Ends the count. */
  sum(): BackupFiles {
    return { count: this.count, bytes: this.bytes, sha256: this.hash.digest('hex') }
  }
}

/** In hex. */
export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

import { createHash } from 'node:crypto'

const NEWLINE = 0x0a

/** Counts rows, bytes and the SHA-256 of what COPY sends: one row a line, line breaks in values are written as `\n`. */
export class RowMeter {
  rows = 0
  bytes = 0
  private readonly hash = createHash('sha256')

  take(chunk: Buffer): void {
    this.bytes += chunk.length
    this.hash.update(chunk)
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) this.rows += 1
  }

  /** Ends the count. */
  sum(): { rows: number; bytes: number; sha256: string } {
    return { rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') }
  }
}

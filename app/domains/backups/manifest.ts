import { isUploadStorageKey } from '#app/domains/uploads/upload-address.ts'
import { z } from 'zod'

/** Raise it when an older Guildhall could not read what this one writes. */
export const FORMAT_VERSION = 2

/** The first entry of an archive tells what it is; the last one, the manifest, what it has to hold. */
export const HEADER_ENTRY = 'guildhall-backup.json'
export const MANIFEST_ENTRY = 'manifest.json'

const name = z.string().min(1).max(63)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)
/** A bigint of the database, as text. */
const big = z.string().regex(/^-?\d{1,19}$/)

export const headerSchema = z.object({ format: z.int().min(1), app: z.string() })

const tableSchema = z.object({
  name,
  columns: z.array(name),
  rows: count,
  bytes: count,
  sha256,
})

const filesSchema = z.object({ count, bytes: count, sha256 })
/** Of nothing: the hash of no bytes. */
const NO_FILES: BackupFiles = {
  count: 0,
  bytes: 0,
  sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
}

export const manifestSchema = z.object({
  format: z.int().min(1).max(FORMAT_VERSION),
  /** The version of the Guildhall that wrote it, for people. */
  app: z.string(),
  /** When the snapshot was taken. */
  takenAt: z.iso.datetime(),
  /** What had been applied to the database, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name, value: big, called: z.boolean() })),
  /** Files of members, all together: see FileMeter. Format 1 had none, and an empty list here. */
  files: z.union([z.array(z.never()).transform(() => NO_FILES), filesSchema]),
})

export type BackupTable = z.infer<typeof tableSchema>
export type BackupFiles = z.infer<typeof filesSchema>
export type Manifest = z.infer<typeof manifestSchema>

const ENTRY = /^tables\/([^/]+)\/(\d{6,9})$/

/** The name of a part of a table's rows in the archive. It is a label and never a path. */
export function entryName(table: string, part: number): string {
  return `tables/${encodeURIComponent(table)}/${String(part).padStart(6, '0')}`
}

/** The table and part that an entry's name tells, or null. */
export function readEntryName(text: string): { table: string; part: number } | null {
  const [, table, part] = ENTRY.exec(text) ?? []
  if (table === undefined || part === undefined) return null
  const decoded = decode(table)
  // Only what this build would write itself.
  return decoded !== null && entryName(decoded, Number(part)) === text
    ? { table: decoded, part: Number(part) }
    : null
}

const FILE_ENTRY = /^files\/(.+)$/

/** The name of a file of a member in the archive, by its key in the storage. */
export const fileEntryName = (key: string): string => `files/${key}`

/** The key that an entry's name tells, or null where it is no key that a server makes. */
export function readFileEntryName(text: string): string | null {
  const [, key] = FILE_ENTRY.exec(text) ?? []
  return key !== undefined && isUploadStorageKey(key) ? key : null
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

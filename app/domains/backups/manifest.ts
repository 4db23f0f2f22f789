import { z } from 'zod'

/** Raise it when an older Guildhall could not read what this one writes. */
export const FORMAT_VERSION = 1

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

export const manifestSchema = z.object({
  format: z.literal(FORMAT_VERSION),
  /** The version of the Guildhall that wrote it, for people. */
  app: z.string(),
  /** When the snapshot was taken. */
  takenAt: z.iso.datetime(),
  /** What had been applied to the database, in order. */
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
  tables: z.array(tableSchema),
  sequences: z.array(z.object({ name, value: big, called: z.boolean() })),
  /** Files of members. None are kept outside of the database yet; the place is here so that older builds refuse them. */
  files: z.array(z.never()),
})

export type BackupTable = z.infer<typeof tableSchema>
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

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

import { stat } from 'node:fs/promises'
import type { z } from 'zod'
import { appVersion } from '#app/platform/app-version.ts'
import type { Migration } from '#app/platform/db/migration-files.ts'
import type { Progress } from '#app/platform/progress-display.ts'
import { BackupError } from './backup-error.ts'
import {
  FORMAT_VERSION,
  HEADER_ENTRY,
  headerSchema,
  MANIFEST_ENTRY,
  manifestSchema,
  readEntryName,
  readFileEntryName,
  type Manifest,
} from './manifest.ts'
import { FileMeter, LARGEST_FILE } from './file-meter.ts'
import {
  bytesOf,
  damaged,
  notABackup,
  printable,
  readArchive,
  type ArchiveEntry,
} from './read-archive.server.ts'
import { RowMeter } from './row-meter.ts'

/** More than any header or manifest has. */
const LARGEST_JSON = 16 * 1024 * 1024

type Options = {
  path: string
  /** Those that this build knows. */
  migrations: readonly Migration[]
  onProgress?: ((progress: Progress) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * Reads the whole file and answers with its manifest. Throws a BackupError when anything in it is not as it was written,
 * or when it comes from a newer Guildhall than this one.
 */
export async function checkBackup(options: Options): Promise<Manifest> {
  const { path, onProgress, signal } = options
  const total = await stat(path).then(
    ({ size }) => size,
    () => 0,
  )
  const onRead = (done: number) => onProgress?.({ title: 'Checking the backup', unit: 'bytes', done, total })
  const meters = new Map<string, { meter: RowMeter; parts: number }>()
  const files = new FileMeter()
  let headed = false
  let manifest: Manifest | null = null
  for await (const entry of readArchive(path, { onRead, signal })) {
    if (!headed) {
      assertHeader(entry.name === HEADER_ENTRY ? await readJson(entry, headerSchema) : null, path)
      headed = true
    } else if (manifest) throw damaged('something follows its end')
    else if (entry.name === MANIFEST_ENTRY) manifest = await readJson(entry, manifestSchema)
    else if (readFileEntryName(entry.name) !== null) await measureFile(entry, files)
    else if (files.count > 0) throw damaged(`“${printable(entry.name)}” comes after the files`)
    else await measure(entry, meters)
  }
  if (!headed) throw notABackup(path)
  if (!manifest) throw damaged('its end is missing')
  assertRows(manifest, meters)
  assertFiles(manifest, files)
  assertMigrations(manifest, options.migrations)
  return manifest
}

async function readJson<T>(entry: ArchiveEntry, schema: z.ZodType<T>): Promise<T> {
  if (entry.size > LARGEST_JSON) throw damaged(`${printable(entry.name)} is too large`)
  const content = await bytesOf(entry)
  try {
    return schema.parse(JSON.parse(content.toString('utf8')))
  } catch (error) {
    throw damaged(`${printable(entry.name)} can't be read`, error)
  }
}

function assertHeader(header: { format: number; app: string } | null, path: string): void {
  if (!header) throw notABackup(path)
  if (header.format > FORMAT_VERSION) throw newer(header.app)
}

function newer(app: string): BackupError {
  return new BackupError(
    'newer',
    `The backup was made by a newer Guildhall (${printable(app)}) than this one.`,
    `Nothing was changed. Install version ${printable(app)} or later, and restore with that.`,
  )
}

/** Parts of a table come one after another, each table once. */
async function measure(
  entry: ArchiveEntry,
  meters: Map<string, { meter: RowMeter; parts: number }>,
): Promise<void> {
  const place = readEntryName(entry.name)
  if (!place) throw damaged(`it holds “${printable(entry.name)}”, which does not belong there`)
  const last = [...meters.keys()].at(-1)
  const known = meters.get(place.table)
  if ((known && last !== place.table) || place.part !== (known?.parts ?? 0))
    throw damaged(`the parts of “${printable(place.table)}” are out of order`)
  const counted = known ?? { meter: new RowMeter(), parts: 0 }
  meters.set(place.table, counted)
  counted.parts += 1
  for await (const chunk of entry.chunks) counted.meter.take(chunk)
}

/** Files come in the order of their keys, each once. */
async function measureFile(entry: ArchiveEntry, files: FileMeter): Promise<void> {
  const key = readFileEntryName(entry.name)!
  if (entry.size > LARGEST_FILE) throw damaged(`${printable(entry.name)} is too large`)
  if (files.last !== null && key <= files.last) throw damaged('its files are out of order')
  files.take(key, await bytesOf(entry))
}

function assertFiles(manifest: Manifest, files: FileMeter): void {
  const found = files.sum()
  const { count, bytes, sha256 } = manifest.files
  if (found.count !== count || found.bytes !== bytes || found.sha256 !== sha256)
    throw damaged('its files are not those that were written')
}

function assertRows(manifest: Manifest, meters: Map<string, { meter: RowMeter }>): void {
  const named = new Set(manifest.tables.map((table) => table.name))
  if (named.size !== manifest.tables.length) throw damaged('its manifest names a table twice')
  for (const table of meters.keys())
    if (!named.has(table)) throw damaged(`its manifest does not know “${printable(table)}”`)
  for (const { name, rows, bytes, sha256 } of manifest.tables) {
    const found = (meters.get(name)?.meter ?? new RowMeter()).sum()
    if (found.rows !== rows || found.bytes !== bytes || found.sha256 !== sha256)
      throw damaged(`the rows of “${printable(name)}” are not those that were written`)
  }
}

/** Between releases the version says nothing: then the migration is named, which tells two builds of it apart. */
function unknownMigration(app: string, name: string): BackupError {
  if (app !== appVersion()) return newer(app)
  return new BackupError(
    'newer',
    `The backup comes from a newer build of this version (${printable(app)}): it has the migration ${printable(name)}, which this one does not know.`,
    'Nothing was changed. Bring Guildhall up to the build that made the backup, or a later one, and restore with that.',
  )
}

function assertMigrations(manifest: Manifest, ours: readonly Migration[]): void {
  const known = new Map(ours.map(({ name, checksum }) => [name, checksum]))
  for (const { name, checksum } of manifest.migrations) {
    if (!known.has(name)) throw unknownMigration(manifest.app, name)
    if (known.get(name) !== checksum)
      throw new BackupError(
        'newer',
        `The backup comes from a Guildhall whose migration ${printable(name)} is another than this one's.`,
        `Nothing was changed. Restore it with the Guildhall that made it (${printable(manifest.app)}), without changes to its migrations.`,
      )
  }
}

import { openCopySession, type CopySession } from '#app/platform/copy/copy-session.ts'
import type { Progress } from '#app/platform/progress-display.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { appVersion } from '#app/platform/app-version.ts'
import { BackupError } from './backup-error.ts'
import { FileMeter } from './file-meter.ts'
import { writeArchive, type Entry } from './archive-file.server.ts'
import {
  entryName,
  FORMAT_VERSION,
  HEADER_ENTRY,
  MANIFEST_ENTRY,
  type BackupTable,
  type Manifest,
} from './manifest.ts'
import { fileEntries } from './member-files.server.ts'
import { RowMeter } from './row-meter.ts'
import { copyOutStatement, readSequences, readTables, type Table } from './tables.server.ts'

/** Bytes of a table that are gathered before they go into the archive. */
const PART = 4 * 1024 * 1024

type Options = {
  /** Where the database is. */
  url: string
  /** Where the files of members are. */
  storage: Storage
  path: string
  /** Replace a file that is there. */
  force: boolean
  /** Told the key of each file that a row names and the storage does not have. */
  onMissing?: (key: string) => void
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
}

/**
 * Writes everything that the community has into one file, as it is at one moment, while the server goes on. Memory stays
 * flat at any size. Throws a BackupError, and leaves no half file, when it can't.
 */
export async function writeBackup(options: Options): Promise<Manifest> {
  const session = await openCopySession({ url: options.url, applicationName: 'guildhall backup' })
  try {
    const snapshot = await takeSnapshot(session)
    await writeArchive(options.path, options, entriesOf(session, snapshot, options))
    return snapshot.manifest
  } finally {
    await session.close()
  }
}

type Snapshot = { manifest: Manifest; tables: Table[]; rows: number }

/** From here on the session sees this moment alone; nobody is kept from writing. */
async function takeSnapshot(session: CopySession): Promise<Snapshot> {
  await session.run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const tables = await readTables(session)
  if (tables.length === 0)
    throw new BackupError(
      'nothing_there',
      'The database is empty.',
      'Look at DATABASE_URL and GUILDHALL_DATA: they say which one is meant.',
    )
  // So that no migration takes one away meanwhile.
  await session.run(`LOCK TABLE ${tables.map(({ sql }) => sql).join(', ')} IN ACCESS SHARE MODE`)
  const counts = tables.map(({ sql }) => `(SELECT count(*) FROM ${sql})`).join(' + ')
  const [state] = await session.query<{ rows: number; at: Date }>(
    `SELECT (${counts})::float8 AS rows, clock_timestamp() AS at`,
  )
  const migrations = await session.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name COLLATE "C"`,
  )
  const manifest: Manifest = {
    format: FORMAT_VERSION,
    app: appVersion(),
    takenAt: (state?.at ?? new Date()).toISOString(),
    migrations,
    tables: [],
    sequences: await readSequences(session),
    files: new FileMeter().sum(),
  }
  return { manifest, tables, rows: state?.rows ?? 0 }
}

/** What it is, every table in parts, the files of members, and the manifest, which is complete only then. */
async function* entriesOf(
  session: CopySession,
  { manifest, tables, rows: total }: Snapshot,
  { storage, onProgress, onMissing = () => undefined }: Options,
): AsyncGenerator<Entry> {
  yield { name: HEADER_ENTRY, content: toJson({ format: manifest.format, app: manifest.app }) }
  let before = 0
  for (const table of tables) {
    const meter = new RowMeter()
    const tell = () =>
      onProgress?.({ title: 'Writing the backup', unit: 'things', done: before + meter.rows, total })
    tell()
    for await (const entry of partsOf(session, table, meter)) {
      yield entry
      tell()
    }
    const { name, columns } = table
    const counted: BackupTable = { name, columns, ...meter.sum() }
    manifest.tables.push(counted)
    before += counted.rows
  }
  const meter = new FileMeter()
  for await (const entry of fileEntries(session, storage, { meter, onMissing })) {
    yield entry
    onProgress?.({ title: 'Writing files', unit: 'things', done: meter.count, total: meter.count })
  }
  manifest.files = meter.sum()
  yield { name: MANIFEST_ENTRY, content: toJson(manifest) }
}

async function* partsOf(session: CopySession, table: Table, meter: RowMeter): AsyncGenerator<Entry> {
  let gathered: Buffer[] = []
  let size = 0
  let part = 0
  for await (const chunk of session.copyOut(copyOutStatement(session, table)) as AsyncIterable<Buffer>) {
    meter.take(chunk)
    gathered.push(chunk)
    size += chunk.length
    if (size < PART) continue
    yield { name: entryName(table.name, part++), content: Buffer.concat(gathered) }
    gathered = []
    size = 0
  }
  if (size > 0) yield { name: entryName(table.name, part), content: Buffer.concat(gathered) }
}

function toJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
}

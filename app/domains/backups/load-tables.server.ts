import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import type { CopySession } from '#app/platform/copy/copy-session.ts'
import type { Progress } from '#app/platform/progress-display.ts'
import { readEntryName, type BackupTable, type Manifest } from './manifest.ts'
import { damaged, printable, readArchive } from './read-archive.server.ts'
import { RowMeter } from './row-meter.ts'
import { copyOutStatement, type Table } from './tables.server.ts'

type Options = {
  onProgress?: ((progress: Progress) => void) | undefined
  signal?: AbortSignal | undefined
}

/** Copies the rows of the archive into the tables, which are empty. */
export async function loadTables(
  session: CopySession,
  backup: { path: string; manifest: Manifest; tables: ReadonlyMap<string, Table> },
  { onProgress, signal }: Options,
): Promise<void> {
  const { path, manifest, tables } = backup
  const columnsOf = new Map(manifest.tables.map(({ name, columns }) => [name, columns]))
  const total = manifest.tables.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  let loading: { table: string; loader: Loader } | undefined
  for await (const { name, chunks } of readArchive(path, { signal })) {
    const place = readEntryName(name)
    if (!place) continue
    if (loading?.table !== place.table) {
      await loading?.loader.end()
      const table = tables.get(place.table)
      const columns = columnsOf.get(place.table)
      // The file was changed since it was checked.
      if (!table || !columns) throw damaged(`“${printable(place.table)}” was not there before`)
      const list = columns.map((column) => session.quote(column)).join(', ')
      loading = {
        table: place.table,
        loader: new Loader(session.copyIn(`COPY ${table.sql} (${list}) FROM STDIN`)),
      }
    }
    for await (const chunk of chunks) {
      await loading.loader.write(chunk)
      done += chunk.length
    }
    onProgress?.({ title: 'Restoring', unit: 'bytes', done, total })
  }
  await loading?.loader.end()
}

/** A COPY into a table, whose failure comes up in the call that meets it. */
class Loader {
  private readonly stream: Writable
  private readonly done: Promise<void>

  constructor(stream: Writable) {
    this.stream = stream
    this.done = finished(stream)
    this.done.catch(() => undefined)
  }

  async write(chunk: Buffer): Promise<void> {
    if (!this.stream.write(chunk)) await Promise.race([once(this.stream, 'drain'), this.done])
  }

  async end(): Promise<void> {
    this.stream.end()
    await this.done
  }
}

/** Reads every table back and throws unless it is, byte by byte, what the manifest says. */
export async function compareTables(
  session: CopySession,
  backup: { manifest: Manifest; tables: ReadonlyMap<string, Table> },
  { onProgress, signal }: Options,
): Promise<void> {
  const wanted = backup.manifest.tables
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0)
  let before = 0
  for (const one of wanted) {
    signal?.throwIfAborted()
    const table = backup.tables.get(one.name)
    if (!table) throw damaged(`“${printable(one.name)}” is no table of that version`)
    const meter = new RowMeter()
    const statement = copyOutStatement(session, { ...table, columns: one.columns })
    for await (const chunk of session.copyOut(statement) as AsyncIterable<Buffer>) meter.take(chunk)
    if (!isEqual(one, meter.sum()))
      throw damaged(`the rows of “${printable(one.name)}” are others in the database than in the file`)
    before += one.bytes
    onProgress?.({ title: 'Comparing', unit: 'bytes', done: before, total })
  }
}

function isEqual(one: BackupTable, other: Pick<BackupTable, 'rows' | 'bytes' | 'sha256'>): boolean {
  return one.rows === other.rows && one.bytes === other.bytes && one.sha256 === other.sha256
}

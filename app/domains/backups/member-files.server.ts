import { storageKey } from '#app/domains/uploads/upload-address.ts'
import type { CopySession } from '#app/platform/copy/copy-session.ts'
import type { Progress } from '#app/platform/progress-display.ts'
import { StorageAwayError, StorageFullError, type Storage } from '#app/platform/storage/storage.ts'
import type { Entry } from './archive-file.server.ts'
import { BackupError } from './backup-error.ts'
import type { FileMeter } from './file-meter.ts'
import { sha256Of } from './file-meter.ts'
import { fileEntryName, readFileEntryName, type Manifest } from './manifest.ts'
import { bytesOf, damaged, printable, readArchive } from './read-archive.server.ts'

type Options = {
  onProgress?: ((progress: Progress) => void) | undefined
  signal?: AbortSignal | undefined
}

/**
 * The files that the rows of the snapshot name, in the order of their keys. What is no longer there, because its owner
 * removed it a moment ago or because it was lost, is told to `onMissing`: a backup without it is better than none.
 */
export async function* fileEntries(
  session: CopySession,
  storage: Storage,
  { meter, onMissing }: { meter: FileMeter; onMissing: (key: string) => void },
): AsyncGenerator<Entry> {
  for await (const key of storageKeys(session)) {
    const content = await bytesIn(storage, key)
    if (!content) {
      onMissing(key)
      continue
    }
    meter.take(key, content)
    yield { name: fileEntryName(key), content }
  }
}

/** Uploads that are asked for at once: enough to be quick, few enough to be flat. */
const BATCH = 1_000

/** The keys of all files that uploads have, in order. */
async function* storageKeys(session: CopySession): AsyncGenerator<string> {
  const [there] = await session.query<{ yes: boolean }>(`SELECT to_regclass('upload') IS NOT NULL AS yes`)
  // A database that is older than uploads are.
  if (!there?.yes) return
  for (let last = ''; ;) {
    const rows = await session.query<{ key: string; names: string[] }>(
      `SELECT key, ARRAY(SELECT jsonb_array_elements(files) ->> 'name') AS names FROM upload
       WHERE state = 'ready' AND key > $1 COLLATE "C" ORDER BY key COLLATE "C" LIMIT ${BATCH}`,
      [last],
    )
    if (rows.length === 0) return
    for (const { key, names } of rows)
      for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) yield storageKey(key, name)
    last = rows.at(-1)!.key
  }
}

/**
 * Puts the files of the archive into the storage and reads each back. They lie under keys that nobody can guess and that no
 * row names before the restore is committed. Answers how to take back what was not there before, should it not come to that.
 */
export async function loadFiles(
  storage: Storage,
  { path, manifest }: { path: string; manifest: Manifest },
  { onProgress, signal }: Options,
): Promise<{ keys: ReadonlySet<string>; takeBack: () => Promise<void> }> {
  const keys = new Set<string>()
  const added: string[] = []
  const takeBack = async () => {
    for (const key of added) await storage.remove(key)
  }
  const total = manifest.files.count
  if (total === 0) return { keys, takeBack }
  try {
    for await (const entry of readArchive(path, { signal })) {
      const key = readFileEntryName(entry.name)
      if (key === null) continue
      const content = await bytesOf(entry)
      const there = await bytesIn(storage, key)
      if (!there) added.push(key)
      if (!there || sha256Of(there) !== sha256Of(content)) await putChecked(storage, key, content)
      keys.add(key)
      onProgress?.({ title: 'Restoring files', unit: 'things', done: keys.size, total })
    }
  } catch (error) {
    await takeBack()
    throw error
  }
  return { keys, takeBack }
}

async function putChecked(storage: Storage, key: string, content: Buffer): Promise<void> {
  await inWords(() => storage.put(key, new Blob([new Uint8Array(content)])))
  const back = await bytesIn(storage, key)
  if (!back || sha256Of(back) !== sha256Of(content))
    throw damaged(`“${printable(key)}” is another in the storage than in the file`)
}

/** The keys of all files that the community in the database has. */
export async function keysOfFiles(session: CopySession): Promise<string[]> {
  const keys: string[] = []
  for await (const key of storageKeys(session)) keys.push(key)
  return keys
}

async function bytesIn(storage: Storage, key: string): Promise<Buffer | null> {
  return inWords(async () => {
    const stream = await storage.read(key)
    return stream && Buffer.from(await new Response(stream).arrayBuffer())
  })
}

async function inWords<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof StorageFullError)
      throw new BackupError(
        'disk_full',
        'There is no room for the files of members.',
        'The database has what it had. Make room where they are kept and run the command again.',
        { cause: error },
      )
    if (error instanceof StorageAwayError)
      throw new BackupError(
        'storage_away',
        'The storage of members’ files does not answer.',
        'The database has what it had. Look at S3_URL and its keys, or at the folder “files” of the data folder.',
        { cause: error },
      )
    throw error
  }
}

import { ACCESS_CHANNEL } from '#app/domains/access/access.events.ts'
import { fillSearch } from '#app/domains/search/postgres/fill-search.server.ts'
import { SETTINGS_CHANNEL } from '#app/domains/settings/site.settings.ts'
import { SPACES_CHANNEL } from '#app/domains/spaces/space-directory.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import { openCopySession, type CopySession } from '#app/platform/copy/copy-session.ts'
import { isDatabaseAway } from '#app/platform/db/errors.ts'
import { CORE_MIGRATIONS, readMigrations, type Migration } from '#app/platform/db/migration-files.ts'
import { requeueEvents } from '#app/platform/outbox/requeue-events.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import type { Progress } from '#app/platform/progress-display.ts'
import { assertNobodyUses, assertVacant } from './assert-free.server.ts'
import { BackupError } from './backup-error.ts'
import { RESTORED } from './backups.events.ts'
import { checkBackup } from './check-backup.server.ts'
import { compareTables, loadTables } from './load-tables.server.ts'
import { keysOfFiles, loadFiles } from './member-files.server.ts'
import { printable } from './read-archive.server.ts'
import type { Manifest } from './manifest.ts'
import { applyMigrations, emptySchema, relationsOf, suspendRules } from './schema.server.ts'
import { readTables } from './tables.server.ts'

export type RestoreOptions = {
  /** Where the database is. */
  url: string
  /** Where the files of members go. */
  storage: Storage
  path: string
  /** What `checkBackup` answered, where the file was checked already; without it, it is checked here. */
  checked?: Manifest
  /** Take the place of the community that is there. */
  replace: boolean
  bus?: Pick<Bus, 'publish'> | undefined
  /** The folder of this build's migrations. */
  migrations?: string
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
}

/**
 * Puts the community of a backup into the database. The whole file is checked before anything changes, and everything
 * changes in one transaction: whatever happens, the database has what it had or the whole backup. Files of members are put
 * beside those that are there before that, and those of the community that was here go after it. An older backup goes into
 * the schema of its version, and is brought up to date. Throws a BackupError that says what to do.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { url, path, storage, onProgress, signal } = options
  const migrations = await readMigrations(options.migrations ?? CORE_MIGRATIONS)
  const manifest = options.checked ?? (await checkBackup({ path, migrations, onProgress, signal }))
  const session = await openCopySession({ url, applicationName: 'guildhall restore' })
  try {
    await assertNobodyUses(session)
    if (!options.replace) await assertVacant(session)
    await session.run('BEGIN')
    const before = await keysOfFiles(session)
    await replaceContent(session, manifest, migrations, options)
    const files = await loadFiles(storage, { path, manifest }, { onProgress, signal })
    await commit(session, signal).catch(async (error: unknown) => {
      await files.takeBack()
      throw error
    })
    for (const key of before) if (!files.keys.has(key)) await storage.remove(key)
    // The planner knows nothing yet of tables that were empty a minute ago.
    await session.run('ANALYZE')
    return manifest
  } catch (error) {
    throw explain(error)
  } finally {
    // What was not committed is rolled back with the connection.
    await session.close()
  }
}

async function commit(session: CopySession, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await session.run('COMMIT')
}

async function replaceContent(
  session: CopySession,
  manifest: Manifest,
  migrations: readonly Migration[],
  { path, bus, onProgress, signal }: RestoreOptions,
): Promise<void> {
  const before = await relationsOf(session)
  await emptySchema(session)
  const then = new Set(manifest.migrations.map(({ name }) => name))
  await applyMigrations(
    session,
    migrations.filter(({ name }) => then.has(name)),
  )

  const tables = new Map((await readTables(session)).map((table) => [table.name, table]))
  const rules = await suspendRules(session, [...tables.values()])
  // Migrations write rows, too.
  await session.run(`TRUNCATE ${[...tables.values()].map(({ sql }) => sql).join(', ')}`)
  await loadTables(session, { path, manifest, tables }, { onProgress, signal })
  await compareTables(session, { manifest, tables }, { onProgress, signal })
  await setSequences(session, manifest)
  await rules.putBack()

  await applyMigrations(
    session,
    migrations.filter(({ name }) => !then.has(name)),
  )
  assertNothingLost(before, await relationsOf(session))
  await fillSearch(session, (progress) => {
    signal?.throwIfAborted()
    onProgress?.({ title: 'Indexing posts', unit: 'things', ...progress })
  })
  await requeueEvents(session, { type: RESTORED, payload: { takenAt: manifest.takenAt } })
  for (const channel of [SETTINGS_CHANNEL, SPACES_CHANNEL, ACCESS_CHANNEL])
    await bus?.publish(channel, { everybody: true }, session)
}

async function setSequences(session: CopySession, { sequences }: Manifest): Promise<void> {
  for (const { name, value, called } of sequences)
    await session.query(
      `SELECT setval(format('%I.%I', current_schema(), $1::text)::regclass, $2::bigint, $3)`,
      [name, value, called],
    )
}

/** What stood beside Guildhall's tables would be gone for good. */
function assertNothingLost(before: string[], after: string[]): void {
  const kept = new Set(after)
  const lost = before.filter((name) => !kept.has(name))
  if (lost.length === 0) return
  throw new BackupError(
    'occupied',
    `The database also holds what is not Guildhall's: ${lost.slice(0, 10).map(printable).join(', ')}.`,
    'Nothing was changed. Restore into a database of its own, or move those tables to another schema first.',
  )
}

function explain(error: unknown): unknown {
  if (error instanceof BackupError || !(error instanceof Error)) return error
  if (error.name === 'AbortError')
    return new BackupError('stopped', 'Stopped.', 'Nothing was changed.', { cause: error })
  if (isDatabaseAway(error))
    return new BackupError(
      'not_restored',
      'The database went away in the middle.',
      'It has what it had before. Run the command again.',
      { cause: error },
    )
  const { code } = error as { code?: string }
  if (code === '53100')
    return new BackupError(
      'disk_full',
      "The database's disk is full.",
      'Nothing was changed. Make room (twice the size of the database is safe) and run the command again.',
      { cause: error },
    )
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) return error
  return new BackupError(
    'not_restored',
    `PostgreSQL did not take the backup (${code}): ${printable(error.message)}.`,
    'Nothing was changed. Take an older backup, or ask where you got Guildhall, with this message.',
    { cause: error },
  )
}

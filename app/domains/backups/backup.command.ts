import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import { consoleDoer } from '#app/domains/audit/console-doer.ts'
import { showProgress } from '#app/platform/progress-display.ts'
import { createStorage } from '#app/platform/storage/create-storage.ts'
import { rememberBackup } from './last-backup.server.ts'
import { writeBackup } from './write-backup.server.ts'

/** Adds `backup <file>` to the command line. */
export function registerBackup(
  program: Command,
  withPlatform: (run: (platform: Platform) => Promise<void>, options: { migrate: boolean }) => Promise<void>,
): void {
  program
    .command('backup')
    .description('write everything that the community has into one file, while the server goes on')
    .argument('<file>', 'the file to make, for example community.guildhall.tar.gz')
    .option('--force', 'replace the file if it is there')
    .addHelpText('after', HELP)
    .action((file: string, { force = false }: { force?: boolean }) =>
      withPlatform((platform) => run(platform, file, force), { migrate: false }),
    )
}

const HELP = `
The file holds what members wrote and uploaded, what is hidden of it, and their accounts: keep it where nobody else can read it, and on
another machine than this one. Not in it: sessions (after a restore everybody signs in anew) and whatever can be made
again (the search index, waiting jobs). Try your backups: restore them into an empty data folder now and then.`

async function run({ db, databaseUrl, env, clock }: Platform, path: string, force: boolean): Promise<void> {
  const display = showProgress(process.stderr)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  let missing = 0
  try {
    const manifest = await writeBackup({
      url: databaseUrl,
      storage: createStorage(env),
      onMissing: () => missing++,
      path,
      force,
      onProgress: display.update,
      signal: stop.signal,
    })
    display.stop()
    const doer = consoleDoer()
    await rememberBackup(db.kysely, manifest, { act: 'backups.write', doer, now: clock.now() })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    const { size } = await stat(path)
    console.log(
      `${path} holds the community as it was at ${manifest.takenAt}: ${rows} rows of ${manifest.tables.length} tables, ${manifest.files.count} files, ${(size / 1e6).toFixed(1)} MB.`,
    )
    if (missing > 0)
      console.log(
        `${missing} files that uploads name are not in the storage, and so not in it: they were removed meanwhile, or are lost.`,
      )
  } finally {
    display.stop()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

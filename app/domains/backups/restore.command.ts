import type { Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import { consoleDoer } from '#app/domains/audit/console-doer.ts'
import { showProgress } from '#app/platform/progress-display.ts'
import { forgetShared } from '#app/platform/bus/forget-shared.ts'
import { createStorage } from '#app/platform/storage/create-storage.ts'
import { CORE_MIGRATIONS, readMigrations } from '#app/platform/db/migration-files.ts'
import { checkBackup } from './check-backup.server.ts'
import { rememberBackup } from './last-backup.server.ts'
import { restoreBackup } from './restore-backup.server.ts'

type WithPlatform = (run: (platform: Platform) => Promise<void>) => Promise<void>

/** Adds `restore <file>` to the command line. */
export function registerRestore(program: Command, withPlatform: WithPlatform): void {
  program
    .command('restore')
    .description('put the community of a backup into this database; no server may run on it')
    .argument('<file>', 'what `guildhall backup` made')
    .option('--replace', 'take the place of the community that is there: what it has is lost')
    .addHelpText('after', HELP)
    .action((file: string, { replace = false }: { replace?: boolean }) => run(withPlatform, file, replace))
}

const HELP = `
The whole file is checked before anything changes, and everything changes at once: stopped or killed in the middle, the
database has what it had. A backup of an older version is brought up to date. Afterwards everybody signs in anew.`

async function run(withPlatform: WithPlatform, path: string, replace: boolean): Promise<void> {
  const display = showProgress(process.stderr)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const how = { onProgress: display.update, signal: stop.signal }
    // Before the platform opens: for a file that is refused no data folder and no database are made.
    const migrations = await readMigrations(CORE_MIGRATIONS)
    const checked = await checkBackup({ path, migrations, ...how })
    await withPlatform(async (platform) => {
      const { databaseUrl: url, db, bus, env, clock } = platform
      const manifest = await restoreBackup({
        url,
        storage: createStorage(env),
        path,
        replace,
        bus,
        checked,
        ...how,
      })
      display.stop()
      // What is here now is in that file.
      const doer = consoleDoer()
      await rememberBackup(db.kysely, manifest, { act: 'backups.restore', doer, now: clock.now() })
      console.log(`The community is here as it was at ${manifest.takenAt}. Everybody signs in anew.`)
      if (env.REDIS_URL && !(await forgetShared(platform, env.REDIS_URL)))
        console.log(
          'Redis is away and may hold pages of what was here before: empty it before you start a server.',
        )
      if (env.MEILI_URL) console.log('Now build the index in Meilisearch anew: npm run guildhall -- reindex')
    })
  } finally {
    display.stop()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

import { basename } from 'node:path'
import { InvalidArgumentError, type Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import { consoleDoer } from '#app/domains/audit/console-doer.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { showProgress, type Progress } from '#app/platform/progress-display.ts'
import { importDiscourse, type ImportProgress } from './import-discourse.server.ts'
import { describeReport } from './report-text.ts'

type Options = { dryRun?: boolean; origin?: string }

/** Adds `import discourse <archive>` to the command line. */
export function registerImport(
  program: Command,
  withPlatform: (run: (platform: Platform) => Promise<void>) => Promise<void>,
): void {
  program
    .command('import')
    .description('bring in what another forum holds')
    .command('discourse')
    .description('import an archive of Discourse topics (JSON as /t/<id>.json answers it)')
    .argument('<archive>', 'a .tar.gz file, or the folder that it was unpacked to')
    .option('--dry-run', 'read and convert everything, write nothing, and report')
    .option('--origin <address>', 'where the old forum was, if the archive does not tell', parseOrigin)
    .addHelpText('after', HELP)
    .action((archive: string, options: Options) =>
      withPlatform((platform) => run(platform, archive, options)),
    )
}

const HELP = `
Members become identities without an account and without rights; nobody is written to. What was hidden stays hidden.
Old addresses (/t/<slug>/<id>/<post>, /u/<name>) lead to the new ones from then on.
The import may be stopped at any time; the same command goes on where it was. Run once more, it changes nothing.`

async function run(platform: Platform, archive: string, options: Options): Promise<void> {
  const display = showProgress(process.stderr)
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  try {
    const { db, bus, env, clock } = platform
    if (!options.dryRun)
      await db.kysely.transaction().execute((tx) =>
        recordAct(tx, consoleDoer(), {
          act: 'imports.run',
          target: { kind: 'site', name: basename(archive) },
          now: clock.now(),
        }),
      )
    const report = await importDiscourse({ db, bus, siteOrigin: env.PUBLIC_URL }, archive, {
      ...options,
      onProgress: (progress) => display.update(tell(progress)),
      signal: stop.signal,
    })
    display.stop()
    process.stdout.write(describeReport(report))
  } finally {
    display.stop()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function tell(progress: ImportProgress): Progress {
  switch (progress.phase) {
    case 'reading':
      return { ...progress, title: 'Reading the archive', unit: 'bytes' }
    case 'writing':
      return { ...progress, title: 'Importing posts', unit: 'things' }
    case 'counting':
      return { title: 'Counting', unit: null, done: 0, total: 1 }
  }
}

function parseOrigin(value: string): string {
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return new URL(value).origin
  throw new InvalidArgumentError('an address is expected, for example https://forum.example.com')
}

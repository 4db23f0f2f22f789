import { Command } from 'commander'
import { registerDoctor } from './commands/doctor.ts'
import { registerReindex } from './commands/reindex.ts'
import { registerSeed } from './commands/seed.ts'
import { registerBackup } from './domains/backups/backup.command.ts'
import { registerRestore } from './domains/backups/restore.command.ts'
import { registerImport } from './domains/imports/import.command.ts'
import { sayError } from './platform/console-process.ts'
import { createPlatform, type Platform } from './platform/create-platform.ts'
import { createLog } from './platform/log.ts'
import { parseEnv } from './platform/env.ts'

/**
 * Opens the platform for one command and closes it whatever happens. It joins the running server's database, or
 * starts it; logs go to stderr and only from warnings on, so that stdout is the command's own.
 */
async function withPlatform(
  run: (platform: Platform) => Promise<void>,
  options: { migrate: boolean } = { migrate: true },
): Promise<void> {
  const env = parseEnv(process.env)
  const log = createLog({ level: process.env['LOG_LEVEL'] ? env.LOG_LEVEL : 'warn', stream: process.stderr })
  const platform = await createPlatform(env, { applicationName: 'guildhall command', log, ...options })
  try {
    await run(platform)
  } finally {
    await platform.close()
  }
}

const program = new Command('guildhall')
  .description(
    'Looks after a Guildhall community from the command line. Works whether or not the server runs.',
  )
  .showHelpAfterError('(see --help)')
registerImport(program, withPlatform)
registerSeed(program, withPlatform)
registerBackup(program, withPlatform)
registerRestore(program, withPlatform)
registerReindex(program, withPlatform)
registerDoctor(program, withPlatform)

try {
  await program.parseAsync(process.argv)
} catch (error) {
  sayError(error)
  process.exitCode = 1
}

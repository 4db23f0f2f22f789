import type { Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import type { WithPlatform } from './command.ts'
import { backups } from './doctor/backup-check.ts'
import { contentChecks } from './doctor/content-checks.ts'
import type { Finding } from './doctor/finding.ts'
import { installationChecks, migrations } from './doctor/installation-checks.ts'

/** `doctor`: looks at the installation and says what is wrong and what to do. Changes nothing; exits with 1 when something is. */
export function registerDoctor(program: Command, withPlatform: WithPlatform): void {
  program
    .command('doctor')
    .description('check the installation and say what to do about what is wrong')
    .action(() =>
      withPlatform(
        async (platform) => {
          const findings = await examine(platform)
          for (const finding of findings)
            console.log(`${finding.ok ? 'ok  ' : 'LOOK'}  ${finding.what}: ${finding.says}`)
          if (findings.some((finding) => !finding.ok)) process.exitCode = 1
        },
        { migrate: false },
      ),
    )
}

/** Everything that is looked at, in order. */
export async function examine(platform: Platform): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of installationChecks) findings.push(await check(platform))
  const schema = await migrations(platform)
  findings.push(schema)
  // Of other tables nothing can be asked.
  if (schema.ok) for (const check of [...contentChecks, backups]) findings.push(await check(platform))
  return findings
}

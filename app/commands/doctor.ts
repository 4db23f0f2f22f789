import type { Command } from 'commander'
import type { Platform } from '#app/platform/create-platform.ts'
import { examine } from '#app/domains/health/examine.server.ts'
import type { Finding } from '#app/domains/health/finding.ts'
import { createSearchIndex } from '#app/domains/search/search-index.server.ts'
import type { WithPlatform } from './command.ts'

/** `doctor`: looks at the installation and says what is wrong and what to do. Changes nothing; exits with 1 when something is. */
export function registerDoctor(program: Command, withPlatform: WithPlatform): void {
  program
    .command('doctor')
    .description('check the installation and say what to do about what is wrong')
    .action(() =>
      withPlatform(
        async (platform) => {
          const findings = await examineAll(platform)
          for (const finding of findings)
            console.log(`${finding.ok ? 'ok  ' : 'LOOK'}  ${finding.what}: ${finding.says}`)
          if (findings.some((finding) => !finding.ok)) process.exitCode = 1
        },
        { migrate: false },
      ),
    )
}

/** Everything that is looked at, in order. */
export function examineAll(platform: Platform): Promise<Finding[]> {
  return examine({ ...platform, searchIndex: createSearchIndex(platform) }, { thorough: true })
}

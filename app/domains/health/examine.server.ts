import { backups } from './backup-check.server.ts'
import { contentChecks, thoroughChecks } from './content-checks.server.ts'
import type { Finding, Patient } from './finding.ts'
import { installationChecks, migrations } from './installation-checks.server.ts'

/** The one that looks after the installation in a process: it knows where the files of this version are. */
export type Health = { examine(options: { thorough: boolean }): Promise<Finding[]> }

/**
 * Looks at the installation, one thing after another; with `thorough` also at what takes seconds in a large community. Changes
 * nothing.
 */
export async function examine(patient: Patient, { thorough }: { thorough: boolean }): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of installationChecks) findings.push(await check(patient))
  const schema = await migrations(patient)
  findings.push(schema)
  // Of other tables nothing can be asked.
  if (!schema.ok) return findings
  for (const check of [...(thorough ? thoroughChecks : []), ...contentChecks, backups])
    findings.push(await check(patient))
  return findings
}

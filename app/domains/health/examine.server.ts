import { sql } from 'kysely'
import { appVersion } from '#app/platform/app-version.ts'
import { backups } from './backup-check.server.ts'
import { contentChecks, thoroughChecks } from './content-checks.server.ts'
import type { Finding, Installation, Patient } from './finding.ts'
import { installationChecks, migrations } from './installation-checks.server.ts'

/** The one that looks after the installation in a process: it knows where the files of this version are. */
export type Health = {
  examine(options: { thorough: boolean }): Promise<Finding[]>
  about(): Promise<Installation>
}

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

/** What runs here. Every process waits for jobs on one connection of its own, by which they are counted. */
export async function lookAround({ db }: Pick<Patient, 'db'>): Promise<Installation> {
  const { rows } = await sql<{ processes: number }>`
    select count(*)::int as processes from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike '%listen "jobs:insert"%'`.execute(
    db.kysely,
  )
  return {
    version: appVersion(),
    runtime: `Node ${process.versions.node}`,
    processes: rows[0]?.processes ?? 0,
  }
}

import type { CopySession } from '#app/platform/copy/copy-session.ts'
import { MIGRATION_LOCK } from '#app/platform/db/migrate.ts'
import { IMPORT_LOCK } from '#app/domains/imports/write/import-lock.server.ts'
import { BackupError } from './backup-error.ts'

/**
 * Throws when a server, an import or another restore uses the database, and keeps new ones out for as long as the
 * session lasts: a server that starts now waits where it would migrate.
 */
export async function assertNobodyUses(session: CopySession): Promise<void> {
  const [locks] = await session.query<{ free: boolean }>(
    'SELECT pg_try_advisory_lock($1) AND pg_try_advisory_lock($2) AS free',
    [MIGRATION_LOCK, IMPORT_LOCK],
  )
  if (!locks?.free)
    throw inUse('An import, a restore or a migration is running on this database.', 'Wait until it is done')
  // A server has connections of this name for as long as it runs: that of its jobs, at least.
  const [servers] = await session.query<{ found: number }>(
    `SELECT count(*)::int AS found FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'guildhall server'`,
  )
  if ((servers?.found ?? 0) > 0)
    throw inUse('A server of Guildhall runs on this database.', 'Stop every one of them')
}

function inUse(fault: string, deed: string): BackupError {
  return new BackupError('in_use', fault, `Nothing was changed. ${deed}, then run the command again.`)
}

/** Throws when a community lives here. */
export async function assertVacant(session: CopySession): Promise<void> {
  const [found] = await session.query<{ members: number; spaces: number }>(
    'SELECT (SELECT count(*) FROM member)::int AS members, (SELECT count(*) FROM space)::int AS spaces',
  )
  const { members = 0, spaces = 0 } = found ?? {}
  if (members + spaces === 0) return
  throw new BackupError(
    'occupied',
    `A community lives in this database already (${members} members, ${spaces} spaces).`,
    'Nothing was changed. Give the backup a place of its own (GUILDHALL_DATA or DATABASE_URL), or add --replace to lose what is here.',
  )
}

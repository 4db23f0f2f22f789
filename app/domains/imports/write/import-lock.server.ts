import type { Database } from '#app/platform/db/database.ts'
import { ImportError } from '../import-error.ts'

/** Any number that nothing else in the database locks by. */
export const IMPORT_LOCK = 7_203_318

/**
 * Runs `work` while nobody else imports into this database. The lock belongs to a connection, so that it is gone with
 * a process that dies. Throws an ImportError at once when another import runs.
 */
export async function withImportLock<T>(pool: Database['pool'], work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      IMPORT_LOCK,
    ])
    if (!rows[0]?.locked) {
      throw new ImportError(
        'import_running',
        'Another import is running on this database.',
        'Wait until it is done; then run the command again.',
      )
    }
    try {
      return await work()
    } finally {
      await client.query('select pg_advisory_unlock($1)', [IMPORT_LOCK])
    }
  } finally {
    client.release()
  }
}

import type { Database } from '#app/platform/db/database.ts'

/** Any number that nothing else in the database locks by. */
const INDEX_LOCK = 7_203_319

/**
 * Runs `work` unless another process indexes this database's posts, and answers whether it did. The lock belongs to a connection,
 * so that it is gone with a process that dies.
 */
export async function withIndexLock(pool: Database['pool'], work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
      INDEX_LOCK,
    ])
    if (!rows[0]?.locked) return false
    try {
      await work()
      return true
    } finally {
      await client.query('select pg_advisory_unlock($1)', [INDEX_LOCK])
    }
  } finally {
    client.release()
  }
}

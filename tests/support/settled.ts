import { sql, type Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '#app/platform/db/database.ts'

/**
 * Waits until every transaction that runs now is over, in the whole cluster: test files share one, and what follows
 * changes waits for the oldest transaction, whosever it is. Not while the test itself holds one open.
 */
export async function settled(db: Kysely<DB>): Promise<void> {
  const { rows } = await sql<{ id: number }>`select pg_current_xact_id()::text::bigint as id`.execute(db)
  const oldest = async () => {
    const found = await sql<{ id: number }>`
      select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as id`.execute(db)
    return found.rows[0]?.id ?? 0
  }
  await expect.poll(oldest, { timeout: 60_000, interval: 20 }).toBeGreaterThan(rows[0]?.id ?? 0)
}

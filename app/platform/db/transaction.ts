import type { Kysely, Transaction } from 'kysely'
import type { DB } from './database.ts'

const ATTEMPTS = 3
/** Serialisation failure and deadlock: nobody's fault, and the same work may well succeed a moment later. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01'])

/**
 * Runs `work` in one transaction: it commits when `work` returns and rolls back when it throws. After a deadlock `work`
 * runs again from its start (three times at most), so it must do nothing that the database can't take back: announce
 * by the outbox, which is part of the transaction.
 */
export async function transaction<T>(
  db: { kysely: Kysely<DB> },
  work: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.kysely.transaction().execute(work)
    } catch (error) {
      if (attempt === ATTEMPTS || !WORTH_ANOTHER_TRY.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

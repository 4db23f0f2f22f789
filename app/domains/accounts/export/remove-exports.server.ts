import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { EXPORT_LIFE, exportKey } from './ask-for-export.server.ts'

/**
 * Removes exports whose time is over, or whose account is gone. Files go first, the row last: what is interrupted is done the
 * next time. For an hourly task.
 */
export async function removeExports(
  { db, storage }: { db: Kysely<DB>; storage: Pick<Storage, 'remove'> },
  now: Date,
): Promise<void> {
  const over = await db
    .selectFrom('account_export')
    .where((where) =>
      where.or([
        where('account_id', 'is', null),
        where('ready_at', '<=', new Date(now.getTime() - EXPORT_LIFE)),
      ]),
    )
    .select(['id', 'key'])
    .execute()
  for (const { id, key } of over) {
    await storage.remove(exportKey(key))
    await db.deleteFrom('account_export').where('id', '=', id).execute()
  }
}

import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Reads the whole chain back: the number of the first entry that was changed or lacks the one before it, or null. */
export async function firstBreak(db: Kysely<DB>): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select entry.id, entry.hash, row_number() over chain as place,
        audit_entry_digest(entry, coalesce(lag(entry.hash) over chain, '')) as digest
      from audit_entry as entry window chain as (order by entry.id)
    ) as read where hash <> digest or id <> place order by id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

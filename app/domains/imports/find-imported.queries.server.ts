import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Which thread an imported topic became, or null. Says nothing about who may see it. */
export async function findImportedThread(db: Kysely<DB>, topicId: number): Promise<number | null> {
  return findImported(db, 'thread', String(topicId))
}

/** The handle of the member that somebody of an imported forum became, by the name they had there, or null. */
export async function findImportedMember(db: Kysely<DB>, name: string): Promise<string | null> {
  const id = await findImported(db, 'member', name.toLowerCase())
  if (id === null) return null
  const row = await db
    .selectFrom('member')
    .select('handle')
    .where('id', '=', id)
    .where('kind', '<>', 'erased')
    .executeTakeFirst()
  return row?.handle ?? null
}

async function findImported(
  db: Kysely<DB>,
  kind: 'thread' | 'member',
  externalId: string,
): Promise<number | null> {
  const { rows } = await sql<{ internal_id: number }>`
    select internal_id from import_map where kind = ${kind} and external_id = ${externalId}
    order by source_id limit 1`.execute(db)
  return rows[0]?.internal_id ?? null
}

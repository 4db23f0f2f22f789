import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/**
 * The id of the thread that a topic of an imported forum became, or null. Posts kept their numbers. Of several
 * imported forums the first one wins. Says nothing about who may see it.
 */
export async function findImportedThread(db: Kysely<DB>, externalTopicId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select t.id from import_map m join thread t on t.id = m.internal_id
    where m.kind = 'thread' and m.external_id = ${String(externalTopicId)} order by m.source_id limit 1`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

/** The id of the space that a category of an imported forum became, or null. Says nothing about who may see it. */
export async function findImportedSpace(db: Kysely<DB>, externalId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select internal_id as id from import_map
    where kind = 'space' and external_id = ${String(externalId)} order by source_id limit 1`.execute(db)
  return rows[0]?.id ?? null
}

/** The handle of the member that somebody of an imported forum became, by the name there (in any case), or null. */
export async function findImportedMember(db: Kysely<DB>, name: string): Promise<string | null> {
  const { rows } = await sql<{ handle: string }>`
    select member.handle from import_map m join member on member.id = m.internal_id
    where m.kind = 'member-name' and m.external_id = ${name.toLowerCase()} order by m.source_id limit 1`.execute(
    db,
  )
  return rows[0]?.handle ?? null
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** What import_map calls a thing, and the table whose sequence gives the ids. */
const TABLES = {
  member: 'member',
  space: 'space',
  thread: 'thread',
  post: 'post',
  event: 'thread_event',
} as const
export type MappedKind = keyof typeof TABLES

/**
 * Our id for every thing of the old forum: the one it has in import_map, or a new one, which is noted there. Ids are
 * known before the things are written, so every link can be resolved whichever comes first. New ids follow the order
 * of `externalIds`.
 */
export async function allocateIds(
  tx: Transaction<DB>,
  sourceId: number,
  kind: MappedKind,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  await sql`
    insert into import_map (source_id, kind, external_id, internal_id)
    select ${sourceId}, ${kind}, fresh.external_id, nextval(pg_get_serial_sequence(${TABLES[kind]}, 'id'))
    from (
      select wanted.external_id from unnest(${externalIds}::text[]) with ordinality as wanted(external_id, position)
      where not exists (
        select from import_map m
        where m.source_id = ${sourceId} and m.kind = ${kind} and m.external_id = wanted.external_id)
      order by wanted.position
    ) fresh`.execute(tx)
  return readIds(tx, sourceId, kind)
}

/** All ids of a kind that are noted for the source. */
export async function readIds(
  tx: Transaction<DB>,
  sourceId: number,
  kind: MappedKind,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ external_id: string; internal_id: number }>`
    select external_id, internal_id from import_map where source_id = ${sourceId} and kind = ${kind}`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.external_id, row.internal_id]))
}

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
 * Where new ids come from. A dry run, whose transaction is rolled back, must not take them from the sequences, which
 * never go back: it counts where no real id ever is.
 */
export type IdSource = 'sequence' | 'trial'
const TRIAL_BASE = 2_000_000_000

type Request = { sourceId: number; kind: MappedKind; externalIds: readonly string[]; ids: IdSource }

/**
 * Our id for every thing of the old forum: the one it has in import_map, or a new one, which is noted there. Ids are
 * known before the things are written, so every link can be resolved whichever comes first. New ids follow the order
 * of `externalIds`.
 */
export async function allocateIds(
  tx: Transaction<DB>,
  { sourceId, kind, externalIds, ids }: Request,
): Promise<Map<string, number>> {
  const next =
    ids === 'trial'
      ? sql`${TRIAL_BASE}::int + fresh.position::int`
      : sql`nextval(pg_get_serial_sequence(${TABLES[kind]}, 'id'))`
  await sql`
    insert into import_map (source_id, kind, external_id, internal_id)
    select ${sourceId}, ${kind}, fresh.external_id, ${next}
    from (
      select wanted.external_id, wanted.position
      from unnest(${externalIds}::text[]) with ordinality as wanted(external_id, position)
      where not exists (
        select from import_map m
        where m.source_id = ${sourceId} and m.kind = ${kind} and m.external_id = wanted.external_id)
      order by wanted.position
    ) fresh`.execute(tx)
  const { rows } = await sql<{ external_id: string; internal_id: number }>`
    select m.external_id, m.internal_id from import_map m
    where m.source_id = ${sourceId} and m.kind = ${kind} and m.external_id = any(${externalIds}::text[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.external_id, row.internal_id]))
}

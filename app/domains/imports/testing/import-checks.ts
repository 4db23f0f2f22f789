import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'

/** The small forum that is part of the project. */
export const KETTLE_FORUM = fileURLToPath(new URL('./kettle-forum', import.meta.url))

/** A hash of the content of every table, by its name: equal means that nothing was changed. */
export async function hashTables(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of rows) {
    const [schema = '', table = ''] = name.split('.')
    const content = await pool.query<{ row: string }>(
      `select t::text as row from "${schema}"."${table}" t order by 1`,
    )
    const hash = createHash('sha256')
    for (const { row } of content.rows) hash.update(row).update('\n')
    hashes[name] = hash.digest('hex')
  }
  return hashes
}

/** The last number of every sequence whose ids stand in addresses: a dry run takes none. */
export async function readSequences(pool: pg.Pool): Promise<unknown> {
  const { rows } = await pool.query(
    `select sequencename, last_value from pg_sequences
     where sequencename in ('member_id_seq', 'space_id_seq', 'thread_id_seq', 'post_id_seq', 'thread_event_id_seq')
     order by 1`,
  )
  return rows
}

/** What an import wrote, but for the times at which it did: whole, or killed and gone on with, it must be the same. */
export async function hashImported(pool: pg.Pool): Promise<Record<string, string>> {
  const told = await hashTables(pool)
  const compared =
    /^public\.(?:post|thread_event|thread_day|thread_tag|tag_count|space_count|member_count|import_map)$/
  return Object.fromEntries(Object.entries(told).filter(([name]) => compared.test(name)))
}

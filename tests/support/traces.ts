import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** The tables, of the community and of the job queue, that hold one of the words anywhere: read from the catalogue. */
export async function tablesWith(db: Kysely<DB>, words: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1, 2`.execute(
    db,
  )
  const found = []
  for (const { schema, name } of rows) {
    const table = sql.id(schema, name)
    const hits = await sql<{ word: string }>`
      select distinct sought.word from ${table} t, unnest(${words}::text[]) as sought(word)
      where position(lower(sought.word) in lower(t::text)) > 0`.execute(db)
    found.push(...hits.rows.map(({ word }) => `${schema}.${name}: ${word}`))
  }
  return found
}

/** The files below a folder whose name or content holds one of the words. */
export async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found = []
  for (const entry of entries.filter((one) => one.isFile())) {
    const content = await readFile(join(entry.parentPath, entry.name), 'latin1')
    const text = `${entry.name} ${content}`.toLowerCase()
    found.push(
      ...words.filter((word) => text.includes(word.toLowerCase())).map((word) => `${entry.name}: ${word}`),
    )
  }
  return found
}

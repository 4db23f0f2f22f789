import type { CopySession } from '#app/platform/copy/copy-session.ts'

/**
 * What a backup leaves out on purpose; every other table of the schema is in it, new ones too. The job queue has a schema
 * of its own and stays out with it: what was still to be handed on is queued anew by a restore.
 */
const LEFT_OUT: Record<string, string> = {
  _prisma_migrations: 'the manifest says what was applied; a restore applies it',
  search_post: 'made of the posts, and its `changed` are transactions of one server',
  search_gone: 'transactions of one server',
  search_word: 'counted from the posts',
  account_export: 'its files are no part of a backup; who wants one asks again',
  account_ticket: 'letters that were on their way open nothing in a restored community',
  session: 'whoever signed out since must not be signed in again',
}

/** A table as it is copied. */
export type Table = {
  name: string
  /** Quoted, with its schema. */
  sql: string
  /** Without generated ones. */
  columns: string[]
  /** Quoted, for `ORDER BY`: the same rows always come in the same order. */
  order: string
}

/** All tables that belong to a backup, by name. */
export async function readTables(session: CopySession): Promise<Table[]> {
  const rows = await session.query<{ schema: string; name: string; columns: string[]; key: string[] | null }>(
    `SELECT current_schema() AS schema, c.relname AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attnum) AS columns,
       -- Letters by their bytes: another server may sort them in its own way.
       (SELECT array_agg(quote_ident(a.attname) || CASE WHEN a.attcollation = 0 THEN '' ELSE ' COLLATE "C"' END
                         ORDER BY array_position(i.indkey::int2[], a.attnum))
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary) AS key
     FROM pg_class c
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.relname COLLATE "C"`,
  )
  return rows
    .filter(({ name }) => !(name in LEFT_OUT))
    .map(({ schema, name, columns, key }) => {
      const sql = `${session.quote(schema)}.${session.quote(name)}`
      return { name, sql, columns, order: key?.join(', ') ?? `${sql}::text COLLATE "C"` }
    })
}

/** The statement that reads a whole table. */
export function copyOutStatement(
  session: CopySession,
  table: Pick<Table, 'sql' | 'order' | 'columns'>,
): string {
  const columns = table.columns.map((column) => session.quote(column)).join(', ')
  return `COPY (SELECT ${columns} FROM ${table.sql} ORDER BY ${table.order}) TO STDOUT`
}

/** The sequences of the schema and where they are, never behind the rows of a snapshot that was taken before. */
export async function readSequences(
  session: CopySession,
): Promise<{ name: string; value: string; called: boolean }[]> {
  const sequences = await session.query<{ schema: string; name: string }>(
    `SELECT current_schema() AS schema, relname AS name FROM pg_class
     WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace ORDER BY relname COLLATE "C"`,
  )
  const found = []
  for (const { schema, name } of sequences) {
    const [state] = await session.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${session.quote(schema)}.${session.quote(name)}`,
    )
    if (state) found.push({ name, ...state })
  }
  return found
}

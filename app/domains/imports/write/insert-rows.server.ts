import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Column names with their PostgreSQL types, in the order in which they are written. */
export type Columns = Readonly<Record<string, string>>

/**
 * Inserts rows with one statement, whatever their number: they travel as one JSON parameter. `columns` are constants
 * of this room, never input.
 */
export async function insertRows(
  tx: Transaction<DB>,
  table: string,
  columns: Columns,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)))
  const types = sql.raw(
    Object.entries(columns)
      .map(([name, type]) => `"${name}" ${type}`)
      .join(', '),
  )
  await sql`
    insert into ${sql.table(table)} (${names})
    select ${names} from json_to_recordset(${JSON.stringify(rows)}::json) as rows(${types})`.execute(tx)
}

import { Kysely, PostgresDialect, type LogEvent } from 'kysely'
import type pg from 'pg'
import type { DB } from '#app/platform/db/database.ts'

type Node = {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: Node[]
}

/** Not what opens a transaction, sets it up, or asks for a plan. */
const READS = /^\s*(?:with|select(?! set_config))\b/i

/**
 * How many rows the statements of `work` read from tables and indexes, those that a filter throws away included: what they
 * cost, whatever the machine. Each statement is run a second time for it.
 */
export async function rowsRead(pool: pg.Pool, work: (db: Kysely<DB>) => Promise<unknown>): Promise<number> {
  const statements: LogEvent['query'][] = []
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      if (event.level === 'query' && READS.test(event.query.sql)) statements.push(event.query)
    },
  })
  await work(db)
  let rows = 0
  for (const { sql, parameters } of statements) {
    const explained = await pool.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
      `explain (analyze, format json) ${sql}`,
      [...parameters],
    )
    rows += readBy(explained.rows[0]!['QUERY PLAN'][0].Plan)
  }
  return rows
}

function readBy(node: Node): number {
  const below = (node.Plans ?? []).reduce((sum, child) => sum + readBy(child), 0)
  if (!/^(Seq|Index|Index Only|Bitmap Heap|Bitmap Index) Scan$/.test(node['Node Type'])) return below
  const each =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return below + each * node['Actual Loops']
}

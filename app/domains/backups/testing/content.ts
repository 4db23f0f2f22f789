import { createHash } from 'node:crypto'
import type { TestDatabase } from '#tests/support/database.ts'

/** Without numbers of transactions, which are each server's own, and without the order of a thread's tags, which is none. */
const SEARCHED = `to_jsonb(t) - 'changed' - 'words' ||
  (select jsonb_object_agg(lexeme, weights order by lexeme) from unnest(t.words))`

/** A hash of each table's content, told without the code that is tested; what is no content is left out. */
export async function contentOf({ pool }: Pick<TestDatabase, 'pool'>): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'
     and table_name not in ('_prisma_migrations', 'search_gone', 'search_word', 'session', 'outbox_event') order by 1`,
  )
  const hashes: Record<string, string> = {}
  for (const { name } of rows) {
    const whole = name === 'search_post' ? SEARCHED : 't'
    const content = await pool.query<{ row: string }>(
      `select (${whole})::text as row from "${name}" t order by 1`,
    )
    hashes[name] = createHash('sha256')
      .update(content.rows.map(({ row }) => row).join('\n'))
      .digest('hex')
  }
  return hashes
}

/** Everything that the schema has beside rows, as text: columns, keys, indexes, triggers, functions, and migrations. */
export async function schemaOf({ pool }: Pick<TestDatabase, 'pool'>): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as line
      from information_schema.columns where table_schema = 'public'
    union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select format('%s %s', tgenabled, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all select format('%s %s', migration_name, checksum) from _prisma_migrations
    union all select format('%s %s', sequencename, last_value) from pg_sequences
      where schemaname = 'public' and sequencename <> 'outbox_event_id_seq'
    order by 1`)
  return rows.map(({ line }) => line)
}

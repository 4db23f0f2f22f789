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

/**
 * The same without our ids, which an import that was killed while it took them takes anew: everything by its id or
 * name on the old forum. Slower to read, equal for equal content.
 */
export async function hashContent(pool: pg.Pool): Promise<Record<string, string>> {
  const of = (kind: string, id: string): string =>
    `(select external_id from import_map where kind = '${kind}' and internal_id = ${id} order by 1 limit 1)`
  const member = (id: string): string => `(select handle from member where id = ${id})`
  const number = (id: string): string => `(select number from post where id = ${id})`
  const queries = {
    posts: `select ${of('post', 'p.id')}, ${of('thread', 'p.thread_id')}, number, ${member('author_id')}, text, excerpt,
      like_count, reply_count, ${number('reply_to_id')}, state, state_at, edited_at, created_at from post p`,
    threads: `select ${of('thread', 't.id')}, ${of('space', 'space_id')}, ${member('author_id')}, title, slug, excerpt, state,
      unlisted, pin_scope, pinned_at, closed_at, archived_at, views, post_count, like_count, author_count, last_number,
      ${number('accepted_post_id')}, ${member('last_author_id')}, created_at, last_post_at, hot_score from thread t`,
    events: `select ${of('event', 'e.id')}, ${of('thread', 'thread_id')}, number, type, ${member('actor_id')}, created_at from thread_event e`,
    members: `select handle, kind, role, display_name, title, joined_at, last_seen_at from member`,
    days: `select ${of('thread', 'thread_id')}, day, posts from thread_day`,
    spaceCounts: `select ${of('space', 'space_id')}, rule_id, threads, posts, unanswered, last_post_at from space_count`,
    memberCounts: `select ${member('member_id')}, rule_id, threads, posts, likes_received, accepted from member_count`,
    map: `select kind, external_id from import_map`,
  }
  await pool.query('create index if not exists import_map_by_internal on import_map (kind, internal_id)')
  const hashes: Record<string, string> = {}
  for (const [name, query] of Object.entries(queries)) {
    const { rows } = await pool.query<{ hash: string }>(
      `select md5(string_agg(md5(r::text), '' order by md5(r::text))) as hash from (${query}) r`,
    )
    hashes[name] = rows[0]?.hash ?? ''
  }
  return hashes
}

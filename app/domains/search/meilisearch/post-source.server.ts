import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { PostDocument } from './post-index.ts'
import type { ChangePlace, PostSource } from './post-source.ts'

/** Days for which the database remembers what left the search. */
const REMEMBERED_DAYS = 14

/** The posts of `search_post`, which triggers keep, as the index wants them. */
export function createPostSource(db: Kysely<DB>): PostSource {
  const documents = async (which: RawBuilder<unknown>): Promise<PostDocument[]> => {
    const { rows } = await sql<Row>`
      select s.post_id as id, s.thread_id, s.rule_id, s.space_id, s.author_id, s.number, s.has_image, s.created_at,
        t.title, p.text, t.accepted_post_id is not null as solved, t.post_count <= 1 as unanswered,
        coalesce((select array_agg(tag_id order by tag_id) from thread_tag where thread_id = t.id), '{}') as tag_ids
      from search_post s join post p on p.id = s.post_id join thread t on t.id = s.thread_id
      where ${which}`.execute(db)
    return rows.map(toDocument)
  }
  return {
    async database() {
      const { rows } = await sql<{ name: string }>`
        select (select system_identifier from pg_control_system()) || '-' || oid as name
        from pg_database where datname = current_database()`.execute(db)
      return rows[0]?.name ?? ''
    },
    async horizon() {
      const { rows } = await sql<{ horizon: string }>`
        select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(db)
      return rows[0]?.horizon ?? '0'
    },
    async count() {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from search_post`.execute(
        db,
      )
      return rows[0]?.count ?? 0
    },
    copy: (after, limit) =>
      documents(sql`s.post_id in (
        select post_id from search_post where post_id > ${after}::int order by post_id limit ${limit}::int)
        order by s.post_id`),
    read: async (ids) => (ids.length === 0 ? [] : documents(sql`s.post_id = any(${[...ids]}::int[])`)),
    async listed(ids, ruleIds) {
      const { rows } = await sql<{ id: number }>`
        select post_id as id from search_post
        where post_id = any(${[...ids]}::int[]) and rule_id = any(${[...ruleIds]}::int[])`.execute(db)
      return new Set(rows.map(({ id }) => id))
    },
    async changes(place, limit) {
      const { rows } = await sql<ChangePlace>`
        select changed::text as changed, post_id as post from (${changesAfter(place)}) as change
        order by change.changed, post_id limit ${limit}::int`.execute(db)
      return rows
    },
    async behind(place, most) {
      const { rows } = await sql<{ behind: number }>`
        select count(*)::int as behind from (${changesAfter(place)} limit ${most}::int) as change`.execute(db)
      return rows[0]?.behind ?? 0
    },
  }
}

/**
 * What was changed by a transaction that is over. One that still runs may commit rows with a lower number than others that
 * are there already, so nothing is taken from its number on: it would be passed over for ever.
 */
function changesAfter({ changed, post }: ChangePlace): RawBuilder<unknown> {
  const settled = sql`changed >= ${changed}::bigint and (changed, post_id) > (${changed}::bigint, ${post}::int)
    and changed < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`
  return sql`
    select changed, post_id from search_post where ${settled}
    union all
    select changed, post_id from search_gone where ${settled}`
}

/** Forgets what left so long ago that every index knows it, or will be built anew: for a daily task. */
export async function forgetGone(db: Kysely<DB>): Promise<void> {
  await sql`delete from search_gone where gone_at < now() - make_interval(days => ${REMEMBERED_DAYS}::int)`.execute(
    db,
  )
}

/** Whether the database still remembers everything that changed since then (milliseconds since 1970). */
export function isRemembered(since: number, now: Date): boolean {
  return now.getTime() - since < (REMEMBERED_DAYS - 1) * 86_400_000
}

type Row = Omit<PostDocument, 'title' | 'topic' | 'text' | 'created_at'> & {
  number: number
  title: string
  text: string
  created_at: Date
}

/** Letters of a post that are sent: as many as PostgreSQL's own search reads. */
const MOST_LETTERS = 60_000

function toDocument({ number, title, text, created_at, ...row }: Row): PostDocument {
  return {
    ...row,
    ...(number === 1 ? { title } : { topic: title }),
    text: text.slice(0, MOST_LETTERS).toWellFormed(),
    created_at: created_at.getTime(),
  } as PostDocument
}

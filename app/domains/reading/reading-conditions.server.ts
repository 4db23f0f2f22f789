import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { NEW_DAYS, THREADS_REMEMBERED } from './reading-limits.ts'

/** The most that the member chose for the space and the tags of the thread `t`; null where they chose nothing. */
function inheritedLevel(memberId: number): RawBuilder<unknown> {
  return sql`greatest(
    (select level from space_reading where member_id = ${memberId}::int and space_id = t.space_id),
    (select max(level) from tag_reading join thread_tag using (tag_id)
     where member_id = ${memberId}::int and thread_tag.thread_id = t.id))`
}

/** Threads with unread posts that the member tracks, as `t`, among those that they were in last. */
export function unreadThreads(memberId: number): { from: RawBuilder<unknown>; where: RawBuilder<SqlBool> } {
  return {
    from: sql`(
      select thread_id, number, level from thread_reading where member_id = ${memberId}::int
      order by read_at desc limit ${sql.lit(THREADS_REMEMBERED)}
    ) r join thread t on t.id = r.thread_id`,
    where: sql<SqlBool>`t.last_number > r.number 
      and coalesce(r.level, ${inheritedLevel(memberId)}) in ('tracking', 'watching')`,
  }
}

/**
 * What makes the thread `t` new to a member: begun by somebody else, in the last days, since they joined and since they
 * marked everything as read; never opened; not muted.
 */
export function isUnseen({ now }: Pick<Reader, 'now'>, memberId: number): RawBuilder<SqlBool>[] {
  const since = new Date(now.getTime() - NEW_DAYS * 86_400_000)
  return [
    sql<SqlBool>`t.created_at > greatest(${since}::timestamptz,
      (select joined_at from member where id = ${memberId}::int),
      (select new_since from member_reading where member_id = ${memberId}::int))`,
    sql<SqlBool>`t.created_at > coalesce(
      (select new_since from space_reading where member_id = ${memberId}::int and space_id = t.space_id), '-infinity')`,
    sql<SqlBool>`t.author_id <> ${memberId}::int`,
    sql<SqlBool>`not exists (
      select from thread_reading where member_id = ${memberId}::int and thread_id = t.id
        and (number > 0 or level = 'muted'))`,
    sql<SqlBool>`${inheritedLevel(memberId)} is distinct from 'muted'`,
    ...notOfUnwanted(memberId),
  ]
}

/** Keeps threads `t` out that somebody began whom the member muted or ignores, or whose titles have words that they muted. */
function notOfUnwanted(memberId: number): RawBuilder<SqlBool>[] {
  return [
    sql<SqlBool>`t.author_id <> all(array(
      select other_id from member_relation where member_id = ${memberId}::int and kind in ('muted', 'ignored')))`,
    sql<SqlBool>`not exists (
      select from muted_word where member_id = ${memberId}::int and position(word in lower(t.title)) > 0)`,
  ]
}

/** Keeps what the reader muted (the thread `t`, its space, a tag, a word, who began it) out of lists of the whole community. */
export function notMuted({ access }: Pick<Reader, 'access'>): RawBuilder<SqlBool>[] {
  const memberId = memberIdOf(access.actor)
  if (memberId === null) return []
  return [
    ...notOfUnwanted(memberId),
    sql<SqlBool>`not exists (
      select from thread_reading where member_id = ${memberId}::int and thread_id = t.id and level = 'muted')`,
    sql<SqlBool>`t.space_id <> all(array(
      select space_id from space_reading where member_id = ${memberId}::int and level = 'muted'))`,
    sql<SqlBool>`not exists (
      select from thread_tag where thread_id = t.id and tag_id = any(array(
        select tag_id from tag_reading where member_id = ${memberId}::int and level = 'muted')))`,
  ]
}

/** A column with what the reader read of the thread `t`: null for visitors, and where they were never there. */
export function readingColumn({ access }: Pick<Reader, 'access'>): RawBuilder<unknown> {
  const memberId = memberIdOf(access.actor)
  if (memberId === null) return sql`null::jsonb as reading`
  return sql`(
    select jsonb_build_object('number', number, 'level', level) from thread_reading
    where thread_id = t.id and member_id = ${memberId}::int) as reading`
}

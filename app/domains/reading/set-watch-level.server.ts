import { sql } from 'kysely'
import { visibleRules, whereVisible } from '#app/domains/access/access.filter.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { WatchLevel } from './watch-level.ts'

/** What can be watched. */
export const watchables = ['thread', 'space', 'tag'] as const
export type Watchable = (typeof watchables)[number]

/**
 * Keeps how much a member wants to hear of a thread, a space or a tag that they see; null forgets what they chose. Answers
 * whether there is such a thing for them.
 */
export async function setWatchLevel(
  reader: Reader,
  memberId: number,
  { of, id, level }: { of: Watchable; id: number; level: WatchLevel | null },
): Promise<boolean> {
  const { rows } = await seen(reader, of, id).execute(reader.db)
  if (rows.length === 0) return false
  await write(reader, memberId, of, id, level).execute(reader.db)
  return true
}

function seen({ access }: Reader, of: Watchable, id: number) {
  if (of === 'thread')
    return sql`select from thread t where t.id = ${id}::int and ${whereVisible(access, 'thread', 't')}`
  if (of === 'space')
    return sql`select from space s where s.id = ${id}::int and ${whereVisible(access, 'space', 's')}`
  // A tag is seen by what it stands on.
  return sql`
    select from tag_count where tag_id = ${id}::int and threads > 0 and rule_id = any(${visibleRules(access)}::int[])`
}

function write({ now }: Reader, memberId: number, of: Watchable, id: number, level: WatchLevel | null) {
  if (of === 'thread')
    return sql`
      insert into thread_reading as r (member_id, thread_id, level, read_at)
      values (${memberId}::int, ${id}::int, ${level}::watch_level, ${now}::timestamptz)
      on conflict (member_id, thread_id) do update set level = excluded.level, read_at = excluded.read_at`
  if (of === 'space')
    return sql`
      insert into space_reading (member_id, space_id, level) values (${memberId}::int, ${id}::int, ${level}::watch_level)
      on conflict (member_id, space_id) do update set level = excluded.level`
  if (level === null)
    return sql`delete from tag_reading where member_id = ${memberId}::int and tag_id = ${id}::int`
  return sql`
    insert into tag_reading (member_id, tag_id, level) values (${memberId}::int, ${id}::int, ${level}::watch_level)
    on conflict (member_id, tag_id) do update set level = excluded.level`
}

/** What a member chose for a tag. */
export async function findTagLevel(
  { db }: Pick<Reader, 'db'>,
  memberId: number,
  tagId: number,
): Promise<WatchLevel | null> {
  const row = await db
    .selectFrom('tag_reading')
    .select('level')
    .where('member_id', '=', memberId)
    .where('tag_id', '=', tagId)
    .executeTakeFirst()
  return row?.level ?? null
}

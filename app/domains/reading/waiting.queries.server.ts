import { sql } from 'kysely'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { isUnseen, unreadThreads } from './reading-conditions.server.ts'
import { MOST_COUNTED } from './reading-limits.ts'
import type { WaitingView } from './watch-level.ts'

/**
 * How much waits for a member everywhere, or in a space with those that lie in it (`listed`), and what they chose for it;
 * null for visitors. One statement.
 */
export async function countWaiting(
  reader: Reader,
  space: { id: number; listed: readonly number[] } | null,
): Promise<WaitingView | null> {
  const memberId = memberIdOf(reader.access.actor)
  if (memberId === null) return null
  const unread = unreadThreads(memberId)
  const within = space ? sql`and t.space_id = any(${space.listed}::int[])` : sql``
  const listed = whereListed(reader.access, 'thread', 't')
  const most = sql.lit(MOST_COUNTED)
  const { rows } = await sql<WaitingView>`
    select
      (select count(*)::int from (
        select from ${unread.from} where ${unread.where} and ${listed} ${within} limit ${most}) u) as unread,
      (select count(*)::int from (
        select from unnest(${visibleRules(reader.access)}::int[]) as rule(id) cross join lateral (
          select from thread t where t.rule_id = rule.id and ${listed} ${within}
            and ${sql.join(isUnseen(reader, memberId), sql` and `)} limit ${most}) one
        limit ${most}) n) as unseen,
      (select level from space_reading where member_id = ${memberId}::int and space_id = ${space?.id ?? null}::int) as level`.execute(
    reader.db,
  )
  return rows[0] ?? null
}

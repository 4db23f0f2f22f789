import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { transaction } from '#app/platform/db/transaction.ts'

/**
 * Nothing is unread or new to a member any more, in some spaces or (null) everywhere. What they track stays tracked. Writes
 * rows of the member's own alone, however many threads there are.
 */
export async function markAllRead(
  { db, now }: Pick<Reader, 'db' | 'now'>,
  memberId: number,
  spaceIds: readonly number[] | null,
): Promise<void> {
  await transaction({ kysely: db }, async (tx) => {
    if (spaceIds === null) {
      await sql`
        insert into member_reading as m (member_id, new_since) values (${memberId}::int, ${now}::timestamptz)
        on conflict (member_id) do update set new_since = greatest(m.new_since, excluded.new_since)`.execute(
        tx,
      )
    } else {
      await sql`
        insert into space_reading as s (member_id, space_id, new_since)
        select ${memberId}::int, id, ${now}::timestamptz from unnest(${spaceIds}::int[]) as space(id) order by id
        on conflict (member_id, space_id) do update set new_since = greatest(s.new_since, excluded.new_since)`.execute(
        tx,
      )
    }
    await sql`
      update thread_reading r set number = t.last_number from thread t
      where r.member_id = ${memberId}::int and t.id = r.thread_id and t.last_number > r.number
        ${spaceIds ? sql`and t.space_id = any(${spaceIds}::int[])` : sql``}`.execute(tx)
  })
}

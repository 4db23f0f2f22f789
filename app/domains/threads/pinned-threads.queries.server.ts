import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { whereListed } from '#app/domains/access/access.filter.server.ts'

/** The pins of a list, newest pin first: those of the whole site, or those of a space (its own and the site's in it). */
export async function pinnedThreadIds(reader: Reader, spaceIds: number[] | null): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select t.id from thread t
    where t.pin_scope is not null and (t.pinned_until is null or t.pinned_until > ${reader.now}::timestamptz)
      and ${spaceIds ? sql`t.space_id = any(${spaceIds}::int[])` : sql`t.pin_scope = 'site'`}
      and ${whereListed(reader.access, 'thread', 't')}
    order by t.pinned_at desc nulls last, t.id desc limit 10`.execute(reader.db)
  return rows.map((row) => row.id)
}

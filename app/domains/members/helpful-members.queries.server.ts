import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'

/** Somebody whose answers were accepted, and how many the reader may see. */
export type HelpfulMemberView = { handle: string; name: string; accepted: number }

/** Those whose answers helped most, the first `limit`. */
export async function listHelpfulMembers(reader: Reader, limit: number): Promise<HelpfulMemberView[]> {
  const { rows } = await sql<HelpfulMemberView>`
    select m.handle, m.display_name as name, sum(c.accepted)::int as accepted
    from member_count c join member m on m.id = c.member_id
    where c.rule_id = any(${visibleRules(reader.access)}::int[]) and c.accepted > 0 and m.kind in ('member', 'imported')
    group by m.id order by accepted desc, m.handle limit ${limit}::int`.execute(reader.db)
  return rows
}

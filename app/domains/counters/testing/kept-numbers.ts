import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Every kept number of the community, row by row: to compare with what a recount makes of them. */
export async function keptNumbers(db: Kysely<DB>): Promise<Record<string, unknown[]>> {
  const of = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows
  return {
    posts: await of(sql`select id, reply_count, like_count, reaction_counts from post order by id`),
    threads: await of(
      sql`select id, post_count, like_count, author_count, last_number, last_post_at, last_author_id, excerpt, hot_score
        from thread order by id`,
    ),
    days: await of(sql`select * from thread_day order by thread_id, day`),
    spaces: await of(sql`select * from space_count order by space_id, rule_id`),
    members: await of(sql`select * from member_count order by member_id, rule_id`),
    tags: await of(sql`select * from tag_count order by tag_id, rule_id`),
  }
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Sign } from './count-post.server.ts'

/**
 * Moves the accepted answers of a post's author by one, where the post and its thread are listed: what `recount` would find.
 * The thread must be locked.
 */
export async function countAccepted(tx: Transaction<DB>, postId: number, sign: Sign): Promise<void> {
  await sql`
    update member_count kept set accepted = kept.accepted + ${sign}::int
    from post p join thread t on t.id = p.thread_id
    where p.id = ${postId}::int and p.state = 'published' and t.state = 'published' and not t.unlisted
      and kept.member_id = p.author_id and kept.rule_id = t.rule_id`.execute(tx)
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Sign } from './count-post.server.ts'

/**
 * Moves every kept number by one reaction that was given to a published post, or taken back: what `recount` would find. The
 * thread must be locked.
 */
export async function countReaction(
  tx: Transaction<DB>,
  postId: number,
  emoji: string,
  sign: Sign,
): Promise<void> {
  const { rows } = await sql<{ author_id: number; rule_id: number; listed: boolean }>`
    with counted as (
      update post p set like_count = p.like_count + ${sign}::int,
        reaction_counts = case when now_given.n > 0
          then p.reaction_counts || jsonb_build_object(${emoji}::text, now_given.n)
          else p.reaction_counts - ${emoji}::text end
      from (
        select id, coalesce((reaction_counts ->> ${emoji}::text)::int, 0) + ${sign}::int as n
        from post where id = ${postId}::int
      ) now_given
      where p.id = now_given.id
      returning p.thread_id, p.author_id
    )
    update thread t set like_count = t.like_count + ${sign}::int,
      hot_score = thread_hot_score(t.post_count, t.like_count + ${sign}::int, t.created_at)
    from counted where t.id = counted.thread_id
    returning counted.author_id, t.rule_id, t.state = 'published' and not t.unlisted as listed`.execute(tx)
  const [row] = rows
  if (!row) throw new Error(`Post ${postId} is not there to be counted.`)
  if (row.listed)
    await sql`
      update member_count set likes_received = likes_received + ${sign}::int
      where member_id = ${row.author_id}::int and rule_id = ${row.rule_id}::int`.execute(tx)
}

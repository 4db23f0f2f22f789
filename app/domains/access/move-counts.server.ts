import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

type Move = { threadIds: readonly number[]; spaceId: number; from: number; to: number }

/**
 * Moves what threads of one space contribute to the numbers that are kept by rule, after they were given another.
 * Counts what `recount` counts: listed threads and the published posts in them.
 */
export async function moveCounts(tx: Transaction<DB>, { threadIds, spaceId, from, to }: Move): Promise<void> {
  if (threadIds.length === 0) return
  await addCounts(tx, threadIds, to, 1)
  await addCounts(tx, threadIds, from, -1)
  await sql`delete from member_count where rule_id = ${from} and posts <= 0`.execute(tx)
  await sql`delete from tag_count where rule_id = ${from} and threads <= 0`.execute(tx)
  await sql`delete from space_count where space_id = ${spaceId} and rule_id = ${from} and threads <= 0`.execute(
    tx,
  )
  await sql`
    update space_count c set last_post_at = (
      select max(t.last_post_at) from thread t
      where t.space_id = c.space_id and t.rule_id = c.rule_id and t.state = 'published' and not t.unlisted)
    where c.space_id = ${spaceId} and c.rule_id = any(${[from, to]}::int[])`.execute(tx)
}

/** Adds (or takes, with -1) what the threads contribute to the numbers of a rule. Rows are locked in their order. */
async function addCounts(
  tx: Transaction<DB>,
  threadIds: readonly number[],
  ruleId: number,
  sign: 1 | -1,
): Promise<void> {
  const times = sql`${sql.lit(sign)}::int *`
  const listed = sql`t.id = any(${threadIds}::int[]) and t.state = 'published' and not t.unlisted`
  await sql`
    insert into member_count as kept (member_id, rule_id, threads, posts, likes_received, accepted)
    select p.author_id, ${ruleId}::int, ${times} count(*) filter (where p.number = 1), ${times} count(*),
      ${times} sum(p.like_count), ${times} count(*) filter (where t.accepted_post_id = p.id)
    from post p join thread t on t.id = p.thread_id
    where ${listed} and p.state = 'published'
    group by p.author_id order by p.author_id
    on conflict (member_id, rule_id) do update set threads = kept.threads + excluded.threads,
      posts = kept.posts + excluded.posts, likes_received = kept.likes_received + excluded.likes_received,
      accepted = kept.accepted + excluded.accepted`.execute(tx)
  await sql`
    insert into tag_count as kept (tag_id, rule_id, threads)
    select tt.tag_id, ${ruleId}::int, ${times} count(*)
    from thread_tag tt join thread t on t.id = tt.thread_id
    where ${listed}
    group by tt.tag_id order by tt.tag_id
    on conflict (tag_id, rule_id) do update set threads = kept.threads + excluded.threads`.execute(tx)
  await sql`
    insert into space_count as kept (space_id, rule_id, threads, posts, unanswered)
    select t.space_id, ${ruleId}::int, ${times} count(*), ${times} sum(t.post_count),
      ${times} count(*) filter (where t.post_count <= 1)
    from thread t
    where ${listed}
    group by t.space_id
    on conflict (space_id, rule_id) do update set threads = kept.threads + excluded.threads,
      posts = kept.posts + excluded.posts, unanswered = kept.unanswered + excluded.unanswered`.execute(tx)
}

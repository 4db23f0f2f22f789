import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** Threads of one space that were under `from` and are under `to`. */
export type Move = { spaceId: number; threadIds: readonly number[]; from: number; to: number }

/**
 * Moves what threads contribute to the numbers that are kept by rule, after they were given another. Counts what
 * `recount` counts: listed threads and the published posts in them. The threads must be locked already, all of them:
 * ordinary writes lock a thread, then its numbers of members, tags and space, and so does this.
 */
export async function moveCounts(tx: Transaction<DB>, moves: readonly Move[]): Promise<void> {
  const threads = moves.flatMap(({ threadIds, from, to }) => threadIds.map((id) => ({ id, from, to })))
  if (threads.length === 0) return
  const ids = threads.map(({ id }) => id)
  const sides = sql`(
    select thread_id, side.rule_id, side.sign
    from unnest(${ids}::int[], ${threads.map(({ from }) => from)}::int[], ${threads.map(({ to }) => to)}::int[])
      as moved (thread_id, from_rule, to_rule)
    cross join lateral (values (to_rule, 1), (from_rule, -1)) as side (rule_id, sign)
  ) as moved join thread t on t.id = moved.thread_id and t.state = 'published' and not t.unlisted`
  await sql`
    insert into member_count as kept (member_id, rule_id, threads, posts, likes_received, accepted)
    select p.author_id, moved.rule_id, sum(case when p.number = 1 then sign else 0 end), sum(sign),
      sum(sign * p.like_count), sum(case when t.accepted_post_id = p.id then sign else 0 end)
    from ${sides} join post p on p.thread_id = t.id and p.state = 'published'
    group by p.author_id, moved.rule_id order by p.author_id, moved.rule_id
    on conflict (member_id, rule_id) do update set threads = kept.threads + excluded.threads,
      posts = kept.posts + excluded.posts, likes_received = kept.likes_received + excluded.likes_received,
      accepted = kept.accepted + excluded.accepted`.execute(tx)
  await sql`
    insert into tag_count as kept (tag_id, rule_id, threads)
    select tt.tag_id, moved.rule_id, sum(sign)
    from ${sides} join thread_tag tt on tt.thread_id = t.id
    group by tt.tag_id, moved.rule_id order by tt.tag_id, moved.rule_id
    on conflict (tag_id, rule_id) do update set threads = kept.threads + excluded.threads`.execute(tx)
  const { rows: touched } = await sql<{ space_id: number; rule_id: number }>`
    insert into space_count as kept (space_id, rule_id, threads, posts, unanswered)
    select t.space_id, moved.rule_id, sum(sign), sum(sign * t.post_count),
      sum(case when t.post_count <= 1 then sign else 0 end)
    from ${sides}
    group by t.space_id, moved.rule_id order by t.space_id, moved.rule_id
    on conflict (space_id, rule_id) do update set threads = kept.threads + excluded.threads,
      posts = kept.posts + excluded.posts, unanswered = kept.unanswered + excluded.unanswered
    returning space_id, rule_id`.execute(tx)
  await tidy(tx, touched)
}

/**
 * Takes away the numbers that became zero, and finds the last post of those that did not: in statements of their own,
 * which see whatever was committed while the ones before waited for a lock.
 */
async function tidy(
  tx: Transaction<DB>,
  touched: readonly { space_id: number; rule_id: number }[],
): Promise<void> {
  const spaces = touched.map(({ space_id }) => space_id)
  const rules = touched.map(({ rule_id }) => rule_id)
  await sql`delete from member_count where rule_id = any(${rules}::int[]) and posts <= 0`.execute(tx)
  await sql`delete from tag_count where rule_id = any(${rules}::int[]) and threads <= 0`.execute(tx)
  const those = sql`(space_id, rule_id) in (select * from unnest(${spaces}::int[], ${rules}::int[]))`
  await sql`delete from space_count where ${those} and threads <= 0`.execute(tx)
  await sql`
    update space_count c set last_post_at = (
      select max(t.last_post_at) from thread t
      where t.space_id = c.space_id and t.rule_id = c.rule_id and t.state = 'published' and not t.unlisted)
    where ${those}`.execute(tx)
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** 1 for what begins to count, -1 for what no longer does. */
export type Sign = 1 | -1

type Counted = {
  thread_id: number
  space_id: number
  rule_id: number
  listed: boolean
  replies_before: number
  replies_after: number
  author_id: number
  number: number
  likes: number
  accepted: boolean
  created_at: Date
  reply_to_id: number | null
}

/**
 * Moves every kept number by one post that began or ceased to be published, in a time that does not grow with the thread:
 * what `recount` would find. The thread must be locked, and the post's row already be as it is from now on.
 */
export async function countPost(tx: Transaction<DB>, postId: number, sign: Sign): Promise<void> {
  const counted = await countInThread(tx, postId, sign)
  await countDay(tx, counted, sign)
  if (counted.reply_to_id !== null)
    await sql`update post set reply_count = reply_count + ${sign}::int where id = ${counted.reply_to_id}::int`.execute(
      tx,
    )
  if (!counted.listed) return
  await countForMember(tx, counted, sign)
  const unanswered = Number(counted.replies_after <= 1) - Number(counted.replies_before <= 1)
  await countInSpace(tx, counted, { threads: 0, posts: sign, unanswered })
}

/**
 * Moves the numbers of its space and its tags by one listed thread that has no published post: one that is new, before
 * its first post is counted, or one that goes, after its last. The thread must be locked.
 */
export async function countThread(tx: Transaction<DB>, threadId: number, sign: Sign): Promise<void> {
  await sql`
    insert into tag_count as kept (tag_id, rule_id, threads)
    select tag_id, rule_id, ${sign}::int from thread_tag where thread_id = ${threadId}::int order by tag_id
    on conflict (tag_id, rule_id) do update set threads = kept.threads + excluded.threads`.execute(tx)
  await sql`
    delete from tag_count where threads <= 0
      and (tag_id, rule_id) in (select tag_id, rule_id from thread_tag where thread_id = ${threadId}::int)`.execute(
    tx,
  )
  const place = await tx
    .selectFrom('thread')
    .select(['space_id', 'rule_id'])
    .where('id', '=', threadId)
    .executeTakeFirstOrThrow()
  await countInSpace(tx, place, { threads: sign, posts: 0, unanswered: sign })
}

async function countInThread(tx: Transaction<DB>, postId: number, sign: Sign): Promise<Counted> {
  const { rows } = await sql<Counted>`
    update thread t set
      post_count = t.post_count + ${sign}::int,
      like_count = t.like_count + ${sign}::int * p.like_count,
      author_count = t.author_count + case when exists (
        select from post o where o.thread_id = t.id and o.author_id = p.author_id and o.state = 'published' and o.id <> p.id
      ) then 0 else ${sign}::int end,
      last_number = greatest(t.last_number, p.number),
      last_post_at = coalesce((select o.created_at from post o where o.thread_id = t.id and o.state = 'published'
        order by o.created_at desc, o.number desc limit 1), t.created_at),
      last_author_id = (select o.author_id from post o where o.thread_id = t.id and o.state = 'published'
        order by o.number desc limit 1),
      excerpt = coalesce((select o.excerpt from post o where o.thread_id = t.id and o.state = 'published'
        order by o.number limit 1), ''),
      hot_score = thread_hot_score(t.post_count + ${sign}::int, t.like_count + ${sign}::int * p.like_count, t.created_at)
    from post p where p.id = ${postId}::int and t.id = p.thread_id
    returning t.id as thread_id, t.space_id, t.rule_id, t.state = 'published' and not t.unlisted as listed,
      t.post_count - ${sign}::int as replies_before, t.post_count as replies_after, p.author_id, p.number,
      p.like_count as likes, coalesce(t.accepted_post_id = p.id, false) as accepted, p.created_at, p.reply_to_id`.execute(
    tx,
  )
  if (!rows[0]) throw new Error(`Post ${postId} is not there to be counted.`)
  return rows[0]
}

async function countDay(tx: Transaction<DB>, post: Counted, sign: Sign): Promise<void> {
  const day = sql`(${post.created_at}::timestamptz at time zone 'UTC')::date`
  await sql`
    insert into thread_day as kept (thread_id, day, posts) values (${post.thread_id}::int, ${day}, ${sign}::int)
    on conflict (thread_id, day) do update set posts = kept.posts + excluded.posts`.execute(tx)
  if (sign < 0)
    await sql`delete from thread_day where thread_id = ${post.thread_id}::int and day = ${day} and posts <= 0`.execute(
      tx,
    )
}

async function countForMember(tx: Transaction<DB>, post: Counted, sign: Sign): Promise<void> {
  const { author_id: memberId, rule_id: ruleId } = post
  await sql`
    insert into member_count as kept (member_id, rule_id, threads, posts, likes_received, accepted)
    values (${memberId}::int, ${ruleId}::int, ${post.number === 1 ? sign : 0}::int, ${sign}::int,
      ${sign * post.likes}::int, ${post.accepted ? sign : 0}::int)
    on conflict (member_id, rule_id) do update set threads = kept.threads + excluded.threads,
      posts = kept.posts + excluded.posts, likes_received = kept.likes_received + excluded.likes_received,
      accepted = kept.accepted + excluded.accepted`.execute(tx)
  if (sign < 0)
    await sql`delete from member_count
      where member_id = ${memberId}::int and rule_id = ${ruleId}::int and posts <= 0`.execute(tx)
}

async function countInSpace(
  tx: Transaction<DB>,
  { space_id: spaceId, rule_id: ruleId }: { space_id: number; rule_id: number },
  by: { threads: number; posts: number; unanswered: number },
): Promise<void> {
  await sql`
    insert into space_count as kept (space_id, rule_id, threads, posts, unanswered)
    values (${spaceId}::int, ${ruleId}::int, ${by.threads}::int, ${by.posts}::int, ${by.unanswered}::int)
    on conflict (space_id, rule_id) do update set threads = kept.threads + excluded.threads,
      posts = kept.posts + excluded.posts, unanswered = kept.unanswered + excluded.unanswered`.execute(tx)
  // Statements of their own see whatever was committed while the one before waited for a lock.
  const one = sql`space_id = ${spaceId}::int and rule_id = ${ruleId}::int`
  if (by.threads < 0) await sql`delete from space_count where ${one} and threads <= 0`.execute(tx)
  await sql`
    update space_count set last_post_at = (
      select max(t.last_post_at) from thread t where t.space_id = ${spaceId}::int and t.rule_id = ${ruleId}::int
        and t.state = 'published' and not t.unlisted)
    where ${one}`.execute(tx)
}

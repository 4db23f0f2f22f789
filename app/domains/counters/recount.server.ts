import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/**
 * Rebuilds every kept number from the rows that it counts: reactions of posts, threads (posts, likes, authors, last post, hot score,
 * excerpt), the pulse, and the numbers of spaces, members and tags per access rule. Lists show listed threads, so
 * only those are counted. For imports, the demo and repairs; ordinary writes keep the numbers in their own
 * transaction. Writes only rows that change.
 */
export async function recount(tx: Transaction<DB>): Promise<void> {
  await recountPosts(tx)
  await recountReactions(tx)
  await recountThreads(tx)
  await recountDays(tx)
  await recountSpaces(tx)
  await recountMembers(tx)
  await recountTags(tx)
}

async function recountPosts(tx: Transaction<DB>): Promise<void> {
  await sql`
    update post set reply_count = coalesce(r.n, 0)
    from post p left join (
      select reply_to_id, count(*)::int as n from post where state = 'published' and reply_to_id is not null group by 1
    ) r on r.reply_to_id = p.id
    where post.id = p.id and post.reply_count <> coalesce(r.n, 0)`.execute(tx)
}

async function recountReactions(tx: Transaction<DB>): Promise<void> {
  await sql`
    with given as (select post_id, emoji, count(*)::int as n from reaction group by 1, 2),
      counted as (select post_id, jsonb_object_agg(emoji, n) as counts, sum(n)::int as n from given group by 1)
    update post set reaction_counts = coalesce(c.counts, '{}'), like_count = p.imported_likes + coalesce(c.n, 0)
    from post p left join counted c on c.post_id = p.id
    where post.id = p.id and (post.reaction_counts, post.like_count)
      is distinct from (coalesce(c.counts, '{}'), p.imported_likes + coalesce(c.n, 0))`.execute(tx)
}

async function recountThreads(tx: Transaction<DB>): Promise<void> {
  await sql`
    with counted as (
      select thread_id,
        count(*) filter (where state = 'published')::int as posts,
        coalesce(sum(like_count) filter (where state = 'published'), 0)::int as likes,
        count(distinct author_id) filter (where state = 'published')::int as authors,
        -- Also of deleted posts: a number is never given twice.
        max(number) as last_number,
        max(created_at) filter (where state = 'published') as last_at,
        (array_agg(author_id order by number desc) filter (where state = 'published'))[1] as last_author,
        (array_agg(excerpt order by number) filter (where state = 'published'))[1] as excerpt
      from post group by thread_id
    ), fresh as (
      select t.id, coalesce(c.posts, 0) as posts, coalesce(c.likes, 0) as likes, coalesce(c.authors, 0) as authors,
        greatest(t.last_number, coalesce(c.last_number, 0)) as last_number,
        coalesce(c.last_at, t.created_at) as last_at, c.last_author, coalesce(c.excerpt, '') as excerpt,
        thread_hot_score(coalesce(c.posts, 0), coalesce(c.likes, 0), t.created_at) as hot
      from thread t left join counted c on c.thread_id = t.id
    )
    update thread set post_count = f.posts, like_count = f.likes, author_count = f.authors, last_number = f.last_number,
      last_post_at = f.last_at, last_author_id = f.last_author, excerpt = f.excerpt, hot_score = f.hot
    from fresh f
    where thread.id = f.id and (thread.post_count, thread.like_count, thread.author_count, thread.last_number,
      thread.last_post_at, thread.last_author_id, thread.excerpt, thread.hot_score)
      is distinct from (f.posts, f.likes, f.authors, f.last_number, f.last_at, f.last_author, f.excerpt, f.hot)`.execute(
    tx,
  )
}

async function recountDays(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into thread_day (thread_id, day, posts)
    select thread_id, (created_at at time zone 'UTC')::date, count(*)::int from post where state = 'published' group by 1, 2
    on conflict (thread_id, day) do update set posts = excluded.posts where thread_day.posts <> excluded.posts`.execute(
    tx,
  )
  await sql`
    delete from thread_day d where not exists (
      select from post p where p.thread_id = d.thread_id and p.state = 'published'
        and p.created_at >= d.day::timestamp at time zone 'UTC' and p.created_at < (d.day + 1)::timestamp at time zone 'UTC')`.execute(
    tx,
  )
}

async function recountSpaces(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into space_count (space_id, rule_id, threads, posts, unanswered, last_post_at)
    select space_id, rule_id, count(*)::int, sum(post_count)::int, count(*) filter (where post_count <= 1)::int, max(last_post_at)
    from thread where state = 'published' and not unlisted group by 1, 2
    on conflict (space_id, rule_id) do update set threads = excluded.threads, posts = excluded.posts,
      unanswered = excluded.unanswered, last_post_at = excluded.last_post_at
    where (space_count.threads, space_count.posts, space_count.unanswered, space_count.last_post_at)
      is distinct from (excluded.threads, excluded.posts, excluded.unanswered, excluded.last_post_at)`.execute(
    tx,
  )
  await sql`
    delete from space_count c where not exists (
      select from thread t where t.space_id = c.space_id and t.rule_id = c.rule_id and t.state = 'published' and not t.unlisted)`.execute(
    tx,
  )
}

async function recountMembers(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into member_count (member_id, rule_id, threads, posts, likes_received, accepted)
    select p.author_id, t.rule_id, count(*) filter (where p.number = 1)::int, count(*)::int, sum(p.like_count)::int,
      count(*) filter (where t.accepted_post_id = p.id)::int
    from post p join thread t on t.id = p.thread_id
    where p.state = 'published' and t.state = 'published' and not t.unlisted group by 1, 2
    on conflict (member_id, rule_id) do update set threads = excluded.threads, posts = excluded.posts,
      likes_received = excluded.likes_received, accepted = excluded.accepted
    where (member_count.threads, member_count.posts, member_count.likes_received, member_count.accepted)
      is distinct from (excluded.threads, excluded.posts, excluded.likes_received, excluded.accepted)`.execute(
    tx,
  )
  await sql`
    delete from member_count c where not exists (
      select from post p join thread t on t.id = p.thread_id
      where p.author_id = c.member_id and t.rule_id = c.rule_id and p.state = 'published' and t.state = 'published' and not t.unlisted)`.execute(
    tx,
  )
}

async function recountTags(tx: Transaction<DB>): Promise<void> {
  await sql`
    insert into tag_count (tag_id, rule_id, threads)
    select tag_id, rule_id, count(*)::int from thread_tag where listed group by 1, 2
    on conflict (tag_id, rule_id) do update set threads = excluded.threads where tag_count.threads <> excluded.threads`.execute(
    tx,
  )
  await sql`
    delete from tag_count c where not exists (
      select from thread_tag tt where tt.tag_id = c.tag_id and tt.rule_id = c.rule_id and tt.listed)`.execute(
    tx,
  )
}

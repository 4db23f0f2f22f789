import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import {
  standardThresholds,
  thresholdsSchema,
  type Thresholds,
  type TrustFacts,
  type Written,
} from './thresholds.ts'

/** The thresholds that the admin chose, or the standard ones; what can't be read counts as not chosen. */
export async function readThresholds(db: Kysely<DB>): Promise<Thresholds> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', 'trust.thresholds')
    .executeTakeFirst()
  const read = thresholdsSchema.safeParse(row?.value ?? {})
  return read.success ? read.data : standardThresholds
}

/** How much was written in the last days, as far as it matters: beyond, the most that is ever asked for is asked for. */
export async function countWritten(db: Kysely<DB>, now: Date, thresholds: Thresholds): Promise<Written> {
  const { span, percent, mostThreads, mostPosts } = thresholds.lately
  const since = new Date(now.getTime() - span * 86_400_000)
  const enough = (most: number) => Math.ceil((most * 100) / Math.max(1, percent))
  const { rows } = await sql<Written>`
    select
      (select count(*)::int from (select from search_post
        where created_at > ${since}::timestamptz and number = 1 limit ${enough(mostThreads)}::int) t) as threads,
      (select count(*)::int from (select from search_post
        where created_at > ${since}::timestamptz limit ${enough(mostPosts)}::int) p) as posts`.execute(db)
  return rows[0] ?? { threads: 0, posts: 0 }
}

export type Weighed = TrustFacts & { id: number; level: number; heldFor: number | null }

/** What members did, in one statement that costs as much as they did. */
export async function readTrustFacts(
  db: Kysely<DB>,
  memberIds: readonly number[],
  now: Date,
  { lately: { span } }: Thresholds,
): Promise<Weighed[]> {
  const since = new Date(now.getTime() - span * 86_400_000)
  const { rows } = await sql<Weighed>`
    select m.id, m.trust_level as level,
      extract(day from ${now}::timestamptz - (
        select max(changed_at) from trust_change where member_id = m.id and after = m.trust_level))::int as "heldFor",
      coalesce(d.threads, 0)::int as threads, coalesce(d.posts, 0)::int as posts,
      (coalesce(d.seconds, 0) / 60)::int as minutes, coalesce(d.days, 0)::int as days,
      coalesce((select sum(likes_received) from member_count where member_id = m.id), 0)::int as "likesReceived",
      a.answered as "threadsAnswered",
      jsonb_build_object('days', coalesce(l.days, 0), 'threads', coalesce(l.threads, 0), 'posts', coalesce(l.posts, 0),
        'threadsAnswered', a.lately) as lately
    from member m
    left join lateral (
      select sum(threads) as threads, sum(posts) as posts, sum(seconds) as seconds, count(*) as days
      from member_day where member_id = m.id) d on true
    left join lateral (
      select sum(threads) as threads, sum(posts) as posts, count(*) as days
      from member_day where member_id = m.id and day > (${since}::timestamptz at time zone 'UTC')::date) l on true
    left join lateral (
      select count(distinct p.thread_id)::int as answered,
        (count(distinct p.thread_id) filter (where p.created_at > ${since}::timestamptz))::int as lately
      from post p join thread t on t.id = p.thread_id
      where p.author_id = m.id and p.state = 'published' and p.number > 1 and t.author_id <> m.id) a on true
    where m.id = any(${memberIds}::int[])
    order by m.id`.execute(db)
  return rows
}

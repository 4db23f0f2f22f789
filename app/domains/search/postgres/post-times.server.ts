import { sql, type Kysely } from 'kysely'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { keepFor } from '#app/platform/kept-value.ts'

/**
 * Times that cut the posts into parts of as many posts each, from the oldest to the newest; empty where PostgreSQL has not
 * looked at them yet.
 */
export type PostTimes = readonly Date[]

/** Milliseconds for which the times are good: a guess about them costs a little time, never a hit. */
const KEPT = 10 * 60_000

/** When this share of the posts (0 to 1), counted from the oldest, was written, about; null where nothing is known yet. */
export function timeAt(times: PostTimes, share: number): Date | null {
  const place = share * (times.length - 1)
  const [before, after] = [times[Math.floor(place)], times[Math.ceil(place)]]
  if (times.length < 2 || !before || !after) return null
  return new Date(before.getTime() + (place % 1) * (after.getTime() - before.getTime()))
}

/** The times of posts as the planner knows them, from its own statistics: nothing is counted for it. */
export function createPostTimes(deps: { db: Kysely<DB>; clock: Clock }): () => Promise<PostTimes> {
  return keepFor(deps.clock, KEPT, () => readTimes(deps.db))
}

async function readTimes(db: Kysely<DB>): Promise<PostTimes> {
  const { rows } = await sql<{ times: Date[] }>`
    select histogram_bounds::text::timestamptz[] as times from pg_stats
    where schemaname = current_schema() and tablename = 'search_post' and attname = 'created_at'
      and histogram_bounds is not null`.execute(db)
  return rows[0]?.times ?? []
}

import { sql, type Kysely, type Transaction } from 'kysely'
import { whereVisible } from '#app/domains/access/access.filter.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { MOST_POSTS, MOST_SECONDS, TRACKED_AFTER } from './reading-limits.ts'
import type { WatchLevel } from './watch-level.ts'

/** What a page reports: up to which number it was read, and for how many seconds since its last report. */
export type ReadReport = { threadId: number; number: number; seconds: number }

/**
 * Keeps how far a member read a thread. The number never goes back and never lies beyond the thread; where they may not see
 * the thread, nothing happens, and nothing tells. The time counts as far as it can have passed since the last report.
 */
export async function markRead(reader: Reader, memberId: number, report: ReadReport): Promise<void> {
  const { threadId } = report
  const { rows } = await sql<{ last: number }>`
    select t.last_number as last from thread t
    where t.id = ${threadId}::int and ${whereVisible(reader.access, 'thread', 't')}`.execute(reader.db)
  const last = rows[0]?.last
  if (last === undefined) return
  await transaction({ kysely: reader.db }, async (tx) => {
    const before = await lockReading(tx, memberId, threadId)
    const number = Math.max(before.number, Math.min(report.number, last))
    const passed = before.fresh ? MOST_SECONDS : (reader.now.getTime() - before.readAt.getTime()) / 1_000
    const seconds = Math.max(0, Math.floor(Math.min(report.seconds, passed, MOST_SECONDS)))
    const total = before.seconds + seconds
    await tx
      .updateTable('thread_reading')
      .set({
        number,
        seconds: total,
        read_at: reader.now,
        level: before.level ?? (total >= TRACKED_AFTER ? 'tracking' : null),
      })
      .where('member_id', '=', memberId)
      .where('thread_id', '=', threadId)
      .execute()
    await countDay(tx, reader.now, memberId, {
      seconds,
      posts: Math.min(number - before.number, MOST_POSTS),
      threads: before.number === 0 && number > 0 ? 1 : 0,
    })
  })
}

/** Who writes in a thread has read it so far, and tracks it (or watches what they began) unless they chose otherwise. */
export async function markWritten(
  { db, memberId, now }: { db: Kysely<DB>; memberId: number; now: Date },
  { threadId, number, level }: { threadId: number; number: number; level: 'tracking' | 'watching' },
): Promise<void> {
  await sql`
    insert into thread_reading as r (member_id, thread_id, number, level, read_at)
    values (${memberId}::int, ${threadId}::int, ${number}::int, ${level}::watch_level, ${now}::timestamptz)
    on conflict (member_id, thread_id) do update
    set number = greatest(r.number, excluded.number), level = coalesce(r.level, excluded.level), read_at = excluded.read_at`.execute(
    db,
  )
}

type Before = { number: number; level: WatchLevel | null; seconds: number; readAt: Date; fresh: boolean }

/** What was kept so far; it stays as it is until the transaction ends, whoever else reports. */
async function lockReading(tx: Transaction<DB>, memberId: number, threadId: number): Promise<Before> {
  const made = await sql`
    insert into thread_reading (member_id, thread_id) values (${memberId}::int, ${threadId}::int)
    on conflict do nothing returning member_id`.execute(tx)
  const { rows } = await sql<Omit<Before, 'fresh'>>`
    select number, level, seconds, read_at as "readAt" from thread_reading
    where member_id = ${memberId}::int and thread_id = ${threadId}::int for update`.execute(tx)
  const [row] = rows
  if (!row) throw new Error('A reading that was just made is gone')
  return { ...row, fresh: made.rows.length > 0 }
}

async function countDay(
  tx: Transaction<DB>,
  now: Date,
  memberId: number,
  { seconds, posts, threads }: { seconds: number; posts: number; threads: number },
): Promise<void> {
  await sql`
    insert into member_day as d (member_id, day, seconds, posts, threads)
    values (${memberId}::int, (${now}::timestamptz at time zone 'UTC')::date, ${seconds}::int, ${posts}::int, ${threads}::int)
    on conflict (member_id, day) do update
    set seconds = d.seconds + excluded.seconds, posts = d.posts + excluded.posts, threads = d.threads + excluded.threads`.execute(
    tx,
  )
}

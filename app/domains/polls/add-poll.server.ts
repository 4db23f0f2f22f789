import { sql } from 'kysely'
import type { Writer } from '#app/domains/posts/as-writer.server.ts'
import type { NewPoll } from './read-poll.ts'

const DAY = 86_400_000

/** Puts a poll into a post that was just written, in its transaction, and queues what its closing changes. */
export async function addPoll(
  { db: tx, now }: Pick<Writer, 'db' | 'now'>,
  postId: number,
  poll: NewPoll,
): Promise<void> {
  const { days, ...columns } = poll
  const closesAt = days === null ? null : new Date(now.getTime() + days * DAY)
  await tx
    .insertInto('poll')
    .values({ post_id: postId, ...columns, closes_at: closesAt })
    .execute()
  if (closesAt)
    await sql`
      select graphile_worker.add_job('poll-closed', json_build_object('postId', ${postId}::int),
        run_at := ${closesAt}::timestamptz)`.execute(tx)
}

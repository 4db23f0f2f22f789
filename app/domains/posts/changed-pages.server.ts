import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

/** The tags of every page that shows something of a thread, its posts' numbers or one of its members. */
export async function pagesWithThread(
  tx: Transaction<DB>,
  thread: { id: number; space_id: number },
  memberIds: readonly number[],
): Promise<string[]> {
  const { rows } = await sql<{ tag_id: number }>`
    select tag_id from thread_tag where thread_id = ${thread.id}::int`.execute(tx)
  return [
    'home',
    `thread:${thread.id}`,
    `space:${thread.space_id}`,
    ...rows.map(({ tag_id }) => `tag:${tag_id}`),
    ...memberIds.map((id) => `member:${id}`),
  ]
}

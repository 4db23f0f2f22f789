import { sql } from 'kysely'
import { findThread } from '#app/domains/threads/thread-page.queries.server.ts'
import type { ThreadRow } from '#app/domains/threads/thread-page.view.ts'
import type { Writer } from './as-writer.server.ts'
import { missing, refused } from './write-refusal.ts'

/**
 * Locks a thread that the writer may read, and answers it as it is from then on: numbers, counts and its rule change only
 * under this lock. Throws WriteRefusal: `missing` where they may not know of it, `forbidden` where they know it from outside.
 */
export async function lockThread(writer: Writer, threadId: number): Promise<ThreadRow> {
  await sql`select from thread where id = ${threadId}::int for no key update`.execute(writer.db)
  // A statement of its own: it sees what was committed while the lock was waited for, spaces included.
  const found = await findThread(writer, threadId)
  if (found.view === 'none') throw missing()
  if (found.view === 'teaser') throw refused('outside')
  return found.row
}

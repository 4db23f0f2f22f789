import type { Database } from '#app/platform/db/database.ts'

/**
 * Drops the pages that visitors are shown of a poll which has closed. The time alone closes it: a job that is late or runs
 * twice changes nothing for who votes.
 */
export async function showClosed(
  deps: { db: Database; pages: { purge(tags: string[]): Promise<void> } },
  postId: number,
): Promise<void> {
  const post = await deps.db.kysely
    .selectFrom('post')
    .select('thread_id')
    .where('id', '=', postId)
    .executeTakeFirst()
  if (post) await deps.pages.purge([`thread:${post.thread_id}`])
}

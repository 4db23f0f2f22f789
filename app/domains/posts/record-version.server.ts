import { sql } from 'kysely'
import type { Writer } from './as-writer.server.ts'
import type { WrittenPost } from './find-written-post.server.ts'

/** Changes of one editor within this time are one version: nobody reads a version per typing error. */
const ONE_SITTING_MS = 5 * 60_000

type Version = { title: string | null; source: string; reason: string }

/** Keeps what a post is to say as its next version, and what it said first; nothing of it while it is in its grace. */
export async function recordVersion(
  { db, memberId, now }: Writer,
  post: WrittenPost,
  next: Version,
  inGrace: boolean,
): Promise<void> {
  if (inGrace) return
  const last = await db
    .selectFrom('post_revision')
    .select(['number', 'editor_id', 'created_at'])
    .where('post_id', '=', post.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) {
    const title = post.number === 1 ? post.thread.title : null
    await insert(1, { title, source: post.source, reason: '' }, post.authorId, post.createdAt)
  }
  const sameSitting =
    last &&
    last.number > 1 &&
    last.editor_id === memberId &&
    now.getTime() - last.created_at.getTime() < ONE_SITTING_MS
  if (sameSitting) {
    await sql`
      update post_revision set title = ${next.title}, source = ${next.source},
        reason = case when ${next.reason} = '' then reason else ${next.reason} end
      where post_id = ${post.id}::int and number = ${last.number}::int`.execute(db)
  } else await insert((last?.number ?? 1) + 1, next, memberId, now)

  function insert(number: number, { title, source, reason }: Version, editorId: number, at: Date) {
    return db
      .insertInto('post_revision')
      .values({ post_id: post.id, number, title, source, reason, editor_id: editorId, created_at: at })
      .execute()
  }
}

import type { MemberActor } from '#app/domains/access/actor.ts'
import { countAccepted } from '#app/domains/counters/count-accepted.server.ts'
import type { PostPlace } from '#app/domains/threads/thread-page.queries.server.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import { asWriter, type From, type WriteDeps, type Writer } from './as-writer.server.ts'
import { pagesWithThread } from './changed-pages.server.ts'
import { lockPost, type WrittenPost } from './find-written-post.server.ts'
import './post.events.ts'
import { canAccept } from './post.policy.ts'
import { questionFacts } from './thread-facts.ts'
import { refused } from './write-refusal.ts'

/**
 * Makes a post the accepted answer of its thread, in place of the one before, or (`accept` false) no longer the accepted one.
 * The same twice is once. Under the lock of the thread: what is deleted at the same time is either refused here or not
 * accepted any more afterwards. Throws WriteRefusal.
 */
export async function acceptAnswer(
  deps: WriteDeps,
  member: MemberActor & From,
  postId: number,
  accept: boolean,
): Promise<PostPlace> {
  return asWriter(deps, member, async (writer) => {
    const { db: tx, memberId } = writer
    const post = await lockPost(writer, postId)
    const { thread } = post
    const place = { threadId: thread.id, slug: thread.slug, number: post.number }
    const allowed = canAccept(writer.actor, post, questionFacts(thread))
    if (!allowed.may) throw refused(allowed.because)
    if (post.accepted === accept) return place
    await writer.charge('change')
    const before = thread.accepted_post_id
    if (before !== null) await countAccepted(tx, before, -1)
    const now = accept ? postId : null
    await tx.updateTable('thread').set({ accepted_post_id: now }).where('id', '=', thread.id).execute()
    if (accept) await countAccepted(tx, postId, 1)
    await emit(tx, 'answer.accepted', { postId: now, threadId: thread.id, memberId })
    const authors = [post.authorId, ...(await authorOf(writer, before))]
    await deps.pages.purge(await pagesWithThread(tx, thread, authors), tx)
    await recordFor(writer, post, accept)
    return place
  })
}

/** It is the asker's to say: who says it in their place is written down, about an answer of their own above all. */
function recordFor(writer: Writer, post: WrittenPost, accept: boolean): Promise<void> {
  return writer.record(accept ? 'posts.accept' : 'posts.unaccept', {
    ...post,
    authorId: post.thread.author_id,
  })
}

async function authorOf({ db }: Writer, postId: number | null): Promise<number[]> {
  if (postId === null) return []
  const row = await db.selectFrom('post').select('author_id').where('id', '=', postId).executeTakeFirst()
  return row ? [row.author_id] : []
}

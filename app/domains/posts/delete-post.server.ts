import { z } from 'zod'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { countPost, countThread } from '#app/domains/counters/count-post.server.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import type { Written } from './add-post.server.ts'
import { asWriter, type From, type WriteDeps } from './as-writer.server.ts'
import { pagesWithThread } from './changed-pages.server.ts'
import { lockPost } from './find-written-post.server.ts'
import './post.events.ts'
import { canDelete, canRestore } from './post.policy.ts'
import { schedulePointers } from './rebake-posts.server.ts'
import { threadFacts } from './thread-facts.ts'
import { missing, refused } from './write-refusal.ts'

export const deleteSchema = z.object({ reason: z.string().trim().max(200, 'write.reason.long').default('') })

/**
 * Takes a post away: its number stays, its words are kept for who may bring it back. With the last of its posts goes a thread
 * whose first it is (`whole`). Throws WriteRefusal.
 */
export async function deletePost(
  deps: WriteDeps,
  member: MemberActor & From,
  postId: number,
  { reason }: z.infer<typeof deleteSchema>,
): Promise<Written & { whole: boolean }> {
  return asWriter(deps, member, async (writer) => {
    const { db: tx, memberId, now } = writer
    const post = await lockPost(writer, postId)
    const { thread } = post
    const replies = thread.post_count - 1
    const allowed = canDelete(writer.actor, post, { ...threadFacts(thread), replies })
    if (!allowed.may) throw refused(allowed.because)
    await writer.charge('change')
    const gone = { state: 'deleted', state_by_id: memberId, state_reason: reason, state_at: now } as const
    await tx.updateTable('post').set(gone).where('id', '=', postId).execute()
    await countPost(tx, postId, -1)
    // Counted while it was the answer. Who brings it back has it accepted anew: another one may be, by then.
    if (post.accepted) {
      await tx.updateTable('thread').set({ accepted_post_id: null }).where('id', '=', thread.id).execute()
      await emit(tx, 'answer.accepted', { postId: null, threadId: thread.id, memberId })
    }
    const whole = post.number === 1 && replies === 0 && thread.state === 'published'
    const pages = await pagesWithThread(tx, thread, [post.authorId])
    if (whole) {
      await tx.updateTable('thread').set(gone).where('id', '=', thread.id).execute()
      if (!thread.unlisted) await countThread(tx, thread.id, -1)
    }
    await schedulePointers(tx, thread.id)
    await emit(tx, 'post.deleted', { postId, threadId: thread.id, memberId })
    await deps.pages.purge(pages, tx)
    await writer.record('posts.delete', post, reason)
    return { postId, threadId: thread.id, slug: thread.slug, number: post.number, whole }
  })
}

/** Brings a deleted post back, and the thread that went with it. Throws WriteRefusal. */
export async function restorePost(
  deps: WriteDeps,
  member: MemberActor & From,
  postId: number,
): Promise<Written> {
  return asWriter(deps, member, async (writer) => {
    const { db: tx, memberId } = writer
    const post = await lockPost(writer, postId)
    const { thread } = post
    const place = { postId, threadId: thread.id, slug: thread.slug, number: post.number }
    if (post.state === 'published') return place
    // Its author was erased, and its words with them: there is nothing to bring back.
    if (post.source === '') throw missing()
    const allowed = canRestore(writer.actor, post, threadFacts(thread))
    if (!allowed.may) throw refused(allowed.because)
    await writer.charge('change')
    const back = { state: 'published', state_by_id: null, state_reason: '', state_at: null } as const
    if (post.number === 1 && thread.state === 'deleted') {
      await tx.updateTable('thread').set(back).where('id', '=', thread.id).execute()
      if (!thread.unlisted) await countThread(tx, thread.id, 1)
    }
    await tx.updateTable('post').set(back).where('id', '=', postId).execute()
    await countPost(tx, postId, 1)
    await schedulePointers(tx, thread.id)
    await emit(tx, 'post.restored', { postId, threadId: thread.id, memberId })
    await deps.pages.purge(await pagesWithThread(tx, thread, [post.authorId]), tx)
    await writer.record('posts.restore', post)
    return place
  })
}

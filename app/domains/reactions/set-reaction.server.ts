import type { MemberActor } from '#app/domains/access/actor.ts'
import { countReaction } from '#app/domains/counters/count-reaction.server.ts'
import { asWriter, type WriteDeps } from '#app/domains/posts/as-writer.server.ts'
import { lockPost } from '#app/domains/posts/find-written-post.server.ts'
import '#app/domains/posts/post.events.ts'
import { canReact } from '#app/domains/posts/post.policy.ts'
import { threadFacts } from '#app/domains/posts/thread-facts.ts'
import { refused } from '#app/domains/posts/write-refusal.ts'
import type { PostPlace } from '#app/domains/threads/thread-page.queries.server.ts'
import { emit } from '#app/platform/outbox/outbox.ts'

/**
 * Makes `emoji` what a member gives a post, in place of what they gave it before; null takes it back. The same twice is once.
 * Only the thread's own pages are dropped at once: a popular post would else cost every list that it is in, again and again;
 * lists show the number when they are next made. Throws WriteRefusal.
 */
export async function setReaction(
  deps: WriteDeps,
  member: MemberActor,
  postId: number,
  emoji: string | null,
): Promise<PostPlace> {
  return asWriter(deps, member, async (writer) => {
    const { db: tx, memberId, now } = writer
    const post = await lockPost(writer, postId)
    const { thread } = post
    const place = { threadId: thread.id, slug: thread.slug, number: post.number }
    const one = tx.selectFrom('reaction').where('post_id', '=', postId).where('member_id', '=', memberId)
    const before = (await one.select('emoji').executeTakeFirst())?.emoji ?? null
    if (before === emoji) return place
    const allowed = canReact(writer.actor, post, threadFacts(thread))
    if (!allowed.may) throw refused(allowed.because)
    if (before !== null) {
      await tx
        .deleteFrom('reaction')
        .where('post_id', '=', postId)
        .where('member_id', '=', memberId)
        .execute()
      await countReaction(tx, postId, before, -1)
    }
    if (emoji !== null) {
      // What is taken back is free: who may give may also change their mind.
      await writer.charge('react')
      await tx
        .insertInto('reaction')
        .values({ post_id: postId, member_id: memberId, emoji, created_at: now })
        .execute()
      await countReaction(tx, postId, emoji, 1)
    }
    await emit(tx, 'post.reacted', { postId, threadId: thread.id, memberId, emoji })
    await deps.pages.purge([`thread:${thread.id}`], tx)
    return place
  })
}

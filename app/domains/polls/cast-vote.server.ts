import type { MemberActor } from '#app/domains/access/actor.ts'
import { asWriter, type WriteDeps } from '#app/domains/posts/as-writer.server.ts'
import { lockPost } from '#app/domains/posts/find-written-post.server.ts'
import { threadFacts } from '#app/domains/posts/thread-facts.ts'
import { missing, refused } from '#app/domains/posts/write-refusal.ts'
import { canVote } from './poll.policy.ts'
import type { VoteFields } from './poll.schema.ts'
import { readBallot } from './read-ballot.ts'

/**
 * Keeps the vote of a member in the poll of a post, in place of their earlier one where that may change. Under the lock of
 * the thread: a post that is deleted and a thread that is closed meanwhile take no vote. The same vote again changes
 * nothing. Answers where the post stands. Throws WriteRefusal.
 */
export async function castVote(
  deps: WriteDeps,
  member: MemberActor,
  postId: number,
  fields: VoteFields,
): Promise<{ threadId: number; slug: string; number: number }> {
  return asWriter(deps, member, async (writer) => {
    const { db: tx, memberId, now } = writer
    const { thread, state, number } = await lockPost(writer, postId)
    const poll = await tx.selectFrom('poll').selectAll().where('post_id', '=', postId).executeTakeFirst()
    if (!poll || state !== 'published') throw missing()
    const before = await tx
      .selectFrom('poll_vote')
      .select('choices')
      .where('post_id', '=', postId)
      .where('member_id', '=', memberId)
      .executeTakeFirst()
    const choices = readBallot(poll, fields)
    const place = { threadId: thread.id, slug: thread.slug, number }
    if (before?.choices.join() === choices.join()) return place
    const facts = { closesAt: poll.closes_at, changeable: poll.changeable, voted: before !== undefined }
    const allowed = canVote(writer.actor, threadFacts(thread), facts, now)
    if (!allowed.may) throw refused(allowed.because)
    await writer.charge('change')
    const vote = { choices, voted_at: now }
    await tx
      .insertInto('poll_vote')
      .values({ post_id: postId, member_id: memberId, ...vote })
      .onConflict((conflict) => conflict.columns(['post_id', 'member_id']).doUpdateSet(vote))
      .execute()
    // Visitors see results of such a poll alone while it is open.
    if (poll.results === 'always') await deps.pages.purge([`thread:${thread.id}`], tx)
    return place
  })
}

import type { Actor } from '#app/domains/access/actor.ts'
import { canReply, type Decision, type ThreadFacts } from '#app/domains/posts/post.policy.ts'

/** What decides about voting; the poll is of a published post. */
export type PollFacts = { closesAt: Date | null; changeable: boolean; voted: boolean }

export const isClosed = ({ closesAt }: Pick<PollFacts, 'closesAt'>, now: Date) =>
  closesAt !== null && closesAt <= now

/** Whether somebody who sees a poll may vote: who may answer in its thread, until it closes, again where it lets them. */
export function canVote(actor: Actor, thread: ThreadFacts, poll: PollFacts, now: Date): Decision {
  const answers = canReply(actor, thread)
  if (!answers.may) return answers
  if (isClosed(poll, now)) return { may: false, because: 'pollClosed' }
  if (poll.voted && !poll.changeable) return { may: false, because: 'pollVoted' }
  return { may: true }
}

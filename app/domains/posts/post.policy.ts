import { can, type Actor } from '#app/domains/access/actor.ts'
import type { ContentState } from '#prisma/generated/kysely/enums.ts'
import type { Because } from './write-refusal.ts'

/** Whether somebody may do something that they can see; if not, why. */
export type Decision = { may: true } | { may: false; because: Because }

const yes: Decision = { may: true }
const no = (because: Because): Decision => ({ may: false, because })

/** What decides about writing in a thread. */
export type ThreadFacts = {
  state: ContentState
  closed: boolean
  archived: boolean
  spaceArchived: boolean
  spaceId: number
}

/** Whether somebody may write anything at all. */
export function canWrite(actor: Actor): Decision {
  if (actor.kind === 'visitor') return no('visitor')
  if (actor.kind === 'member' && actor.suspended) return no('suspended')
  return yes
}

/** Whether somebody who sees a thread may answer in it. Moderators have the last word in what is closed, too. */
export function canReply(actor: Actor, thread: ThreadFacts): Decision {
  const writes = canWrite(actor)
  if (!writes.may) return writes
  if (thread.spaceArchived) return no('spaceArchived')
  if (thread.archived) return no('archived')
  if (thread.state !== 'published') return no('notPublished')
  if (thread.closed && !can(actor, 'threads.answerClosed', thread.spaceId)) return no('closed')
  return yes
}

/** What decides about one post. */
export type PostFacts = {
  number: number
  authorId: number
  state: ContentState
  /** Who hid or deleted it. */
  stateById: number | null
  accepted: boolean
}

const isOwn = (actor: Actor, post: PostFacts) => actor.kind === 'member' && actor.memberId === post.authorId

/** Whether somebody may change what a post says: its author while anything may be added here, and moderators. */
export function canEdit(actor: Actor, post: PostFacts, thread: ThreadFacts): Decision {
  const writes = canWrite(actor)
  if (!writes.may) return writes
  if (post.state !== 'published') return no('notPublished')
  if (can(actor, 'posts.edit', thread.spaceId)) return yes
  if (!isOwn(actor, post)) return no('notYours')
  if (thread.spaceArchived) return no('spaceArchived')
  return thread.archived ? no('archived') : yes
}

/**
 * Whether somebody may take a post away. Its author takes back what nothing else stands on: not an accepted answer, and a
 * whole thread only while nobody has answered (`replies`).
 */
export function canDelete(
  actor: Actor,
  post: PostFacts,
  thread: ThreadFacts & { replies: number },
): Decision {
  const edits = canEdit(actor, post, thread)
  if (!edits.may || can(actor, 'posts.delete', thread.spaceId)) return edits
  if (post.accepted) return no('accepted')
  return post.number === 1 && thread.replies > 0 ? no('answered') : yes
}

/** Whether somebody may react to a post that they see, or take that back: not to their own, and not where all is kept as it was. */
export function canReact(actor: Actor, post: PostFacts, thread: ThreadFacts): Decision {
  const writes = canWrite(actor)
  if (!writes.may) return writes
  if (post.state !== 'published' || thread.state !== 'published') return no('notPublished')
  if (thread.spaceArchived) return no('spaceArchived')
  if (thread.archived) return no('archived')
  return isOwn(actor, post) ? no('ownPost') : yes
}

/** What decides about an accepted answer: who asked, and whether questions are asked here. */
export type QuestionFacts = ThreadFacts & { askerId: number; question: boolean }

/**
 * Whether somebody may say that a post answered the question of its thread, or that it did not: who asked, and staff. Their
 * own answer, too: who found the answer themselves helps the next one by saying so.
 */
export function canAccept(actor: Actor, post: PostFacts, thread: QuestionFacts): Decision {
  const writes = canWrite(actor)
  if (!writes.may) return writes
  if (!thread.question || post.number === 1) return no('noQuestion')
  if (post.state !== 'published' || thread.state !== 'published') return no('notPublished')
  if (can(actor, 'threads.accept', thread.spaceId)) return yes
  if (thread.spaceArchived) return no('spaceArchived')
  if (thread.archived) return no('archived')
  return actor.kind === 'member' && actor.memberId === thread.askerId ? yes : no('notYourQuestion')
}

/** Whether somebody may bring a deleted post back: moderators, and its author where the author took it away. */
export function canRestore(actor: Actor, post: PostFacts, thread: ThreadFacts): Decision {
  const writes = canWrite(actor)
  if (!writes.may) return writes
  if (post.state !== 'deleted') return no('notPublished')
  if (can(actor, 'posts.restore', thread.spaceId)) return yes
  if (!isOwn(actor, post)) return no('notYours')
  if (thread.archived || thread.spaceArchived) return no('archived')
  return post.stateById === post.authorId ? yes : no('byModerator')
}

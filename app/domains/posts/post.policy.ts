import { actsAs, type Actor } from '#app/domains/access/actor.ts'
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
  if (thread.closed && !actsAs(actor, 'moderator')) return no('closed')
  return yes
}

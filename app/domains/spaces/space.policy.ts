import { can, type Actor } from '#app/domains/access/actor.ts'
import { canWrite, type Decision } from '#app/domains/posts/post.policy.ts'

/** What decides about starting a thread in a space. */
type SpaceFacts = { id: number; kind: string; archived: boolean; locked: boolean }

/** Whether somebody who sees a space may start a thread in it. Announcements are the team's; so is what is locked. */
export function canStart(actor: Actor, space: SpaceFacts): Decision {
  const writes = canWrite(actor)
  if (!writes.may) return writes
  if (space.archived) return { may: false, because: 'spaceArchived' }
  if (can(actor, 'spaces.writeLocked', space.id)) return { may: true }
  if (space.locked) return { may: false, because: 'spaceLocked' }
  if (space.kind === 'announcements') return { may: false, because: 'announcements' }
  return { may: true }
}

import { actsAs } from './actor.ts'
import type { Actor } from './actor.ts'

/** Which rules an actor satisfies. */
export type Standing = {
  satisfied: ReadonlySet<number>
  /** Rules that the actor doesn't satisfy, but may know of. */
  teasers: ReadonlySet<number>
  /** The first instant at which this may be another; null where it holds until something is changed. */
  expiresAt: Date | null
}

/** Who asks, and which rules they satisfy: what every question about sight is answered from. */
export type Access = Standing & { actor: Actor }

/** Whether the actor may see held, hidden and deleted things, in the areas that they see at all. */
export function seesAllStates(access: Access): boolean {
  return actsAs(access.actor, 'moderator')
}

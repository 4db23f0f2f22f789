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

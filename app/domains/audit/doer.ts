import type { Actor } from '#app/domains/access/actor.ts'

/** Who acts, as the log keeps it: a member and the network that they came from, the console, or a job of the community. */
export type Doer = { memberId: number; network: string | null } | { console: string } | { job: string }

/** The doer that an actor is. Visitors have no rights: an act of theirs is a fault of ours, and throws. */
export function doerOf(actor: Actor, network: string | null): Doer {
  if (actor.kind === 'visitor') throw new Error('A visitor can do nothing that is written down.')
  return actor.kind === 'member' ? { memberId: actor.memberId, network } : { job: actor.job }
}

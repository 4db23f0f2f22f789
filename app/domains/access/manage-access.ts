import { can } from './actor.ts'
import { Refusal } from './refusal.ts'
import type { Kysely } from 'kysely'
import { doerOf } from '#app/domains/audit/doer.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Actor } from './actor.ts'

/** What the commands of this room work with: who asks, and where. */
export type AccessCommand = {
  db: Kysely<DB>
  bus: Pick<Bus, 'publish' | 'caughtUp'>
  actor: Actor
  clock: Clock
  /** Where the actor came from: for the log. */
  network?: string | null
}

/** Who acts, for the log. */
export const doerOfCommand = ({ actor, network = null }: AccessCommand) => doerOf(actor, network)

/** Whether the actor may write rules, put things under them and give grants. */
export function canManageAccess(actor: Actor): boolean {
  return can(actor, 'access.manage')
}

/** Throws the Refusal of one who may not. */
export function authorizeAccess(actor: Actor): void {
  if (!canManageAccess(actor)) throw new Refusal('forbidden', 'Managers look after who may see what.')
}

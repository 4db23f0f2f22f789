import { actsAs } from './actor.ts'
import { Refusal } from './refusal.ts'
import type { Kysely } from 'kysely'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Actor } from './actor.ts'

/** What the commands of this room work with: who asks, and where. */
export type AccessCommand = {
  db: Kysely<DB>
  bus: Pick<Bus, 'publish' | 'caughtUp'>
  actor: Actor
}

/** Whether the actor may write rules, put things under them and give grants. */
export function canManageAccess(actor: Actor): boolean {
  return actsAs(actor, 'manager')
}

/** Throws the Refusal of one who may not. */
export function authorizeAccess(actor: Actor): void {
  if (!canManageAccess(actor)) throw new Refusal('forbidden', 'Managers look after who may see what.')
}

import { can, type Actor } from '#app/domains/access/actor.ts'

export const groupKinds = ['public', 'closed', 'secret'] as const
export type GroupKind = (typeof groupKinds)[number]

/** What a group is to who asks. `domain`: their proven address lets them in. */
export type GroupStanding = {
  kind: GroupKind
  in: 'owner' | 'member' | 'asked' | 'invited' | null
  domain: boolean
}

const belongs = ({ in: within }: GroupStanding) => within === 'owner' || within === 'member'

/** Whether somebody may know that there is such a group: of secret ones only who is in, invited or let in by their address. */
export function knowsGroup(actor: Actor, group: GroupStanding): boolean {
  if (group.kind !== 'secret' || can(actor, 'access.manage')) return true
  return belongs(group) || group.in === 'invited' || group.domain
}

/** Whether somebody may know who is in it. */
export function seesMembers(actor: Actor, group: GroupStanding): boolean {
  return group.kind === 'public' || belongs(group) || can(actor, 'access.manage')
}

/** Whether somebody looks after it: its owners, and managers every one. */
export function looksAfter(actor: Actor, group: GroupStanding): boolean {
  return writes(actor) && (group.in === 'owner' || can(actor, 'access.manage'))
}

/** Whether somebody may go in as they are: they may know of it, and it is open to all, or to them. */
export function mayJoin(actor: Actor, group: GroupStanding): boolean {
  if (!writes(actor) || belongs(group)) return false
  return group.kind === 'public' || group.in === 'invited' || group.domain
}

/** Whether somebody may ask to be let in. */
export function mayAsk(actor: Actor, group: GroupStanding): boolean {
  return writes(actor) && group.kind === 'closed' && group.in === null && !group.domain
}

const writes = (actor: Actor) => actor.kind === 'member' && !actor.suspended

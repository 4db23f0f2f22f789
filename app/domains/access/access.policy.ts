import { can, memberIdOf } from './actor.ts'
import type { ContentState } from '#prisma/generated/kysely/enums.ts'
import type { Access } from './access.ts'
import type { Actor } from './actor.ts'

/** What the gate has to know of a space, a thread, a post: exactly this, so that nothing passes for want of it. */
export type SpaceThing = { noun: 'space'; ruleId: number; within: ParentThing | null }
export type ParentThing = { noun: 'parent'; ruleId: number }
export type ThreadThing = {
  noun: 'thread'
  ruleId: number
  state: ContentState
  authorId: number
  unlisted: boolean
  spaceId: number
  within: SpaceThing
}
export type PostThing = { noun: 'post'; state: ContentState; authorId: number; within: ThreadThing }
export type Thing = SpaceThing | ParentThing | ThreadThing | PostThing
export type Noun = Thing['noun']

/**
 * - `full`: it may be read.
 * - `teaser`: that it exists may be told, and how to get in.
 * - `none`: nothing may be told, which is 404.
 */
export type Sight = 'full' | 'teaser' | 'none'

export type Field = 'ruleId' | 'state' | 'authorId' | 'unlisted' | 'spaceId'

/** A question about a row, as data: `matches` asks it of a thing, `access.filter.server.ts` of the database. */
export type Condition =
  | { is: 'in'; field: Field; values: readonly (string | number | boolean)[] }
  | { is: 'any' | 'all'; of: readonly Condition[] }
  | { is: 'within'; noun: Noun; of: Condition }

type Kind = { fields: readonly Field[]; within: Noun | null }

/** What each noun is guarded by, and what it lies in: a thing is seen only where all that it lies in is seen. */
export const nouns: Record<Noun, Kind> = {
  parent: { fields: ['ruleId'], within: null },
  space: { fields: ['ruleId'], within: 'parent' },
  thread: { fields: ['ruleId', 'state', 'unlisted'], within: 'space' },
  post: { fields: ['state'], within: 'thread' },
}

type View = { rules: ReadonlySet<number>; guards(noun: Noun): Partial<Record<Field, Condition>> }

/** THE definition: every guard of the noun, and the same of what it lies in. */
function seen(noun: Noun, view: View): Condition {
  const { fields, within } = nouns[noun]
  const rule: Condition = { is: 'in', field: 'ruleId', values: [...view.rules] }
  const guards = { ruleId: rule, ...view.guards(noun) }
  const own = fields.flatMap((field) => guards[field] ?? [])
  const around: Condition[] = within === null ? [] : [{ is: 'within', noun: within, of: seen(within, view) }]
  return { is: 'all', of: [...own, ...around] }
}

const published: Condition = { is: 'in', field: 'state', values: ['published'] }
const listedOnly: Condition = { is: 'in', field: 'unlisted', values: [false] }

/** What the actor may read. */
export function visible(access: Access, noun: Noun): Condition {
  return seen(noun, { rules: access.satisfied, guards: (one) => stateGuard(access, one) })
}

/** What the actor may read or at least know of. */
export function known(access: Access, noun: Noun): Condition {
  const rules = new Set([...access.satisfied, ...access.teasers])
  return {
    is: 'any',
    of: [visible(access, noun), seen(noun, { rules, guards: () => ({ state: published }) })],
  }
}

/** What stands in the actor's lists: readable, published, not unlisted. Counters count exactly this per rule. */
export function listed(access: Access, noun: Noun): Condition {
  return seen(noun, { rules: access.satisfied, guards: () => ({ state: published, unlisted: listedOnly }) })
}

/** Held and hidden things are seen by who looks after the space and by those who wrote them; deleted ones by the former alone. */
function stateGuard({ actor }: Access, noun: Noun): Partial<Record<Field, Condition>> {
  if (can(actor, 'posts.seeAll')) return {}
  const memberId = memberIdOf(actor)
  if (memberId === null) return { state: published }
  const own: Condition = { is: 'in', field: 'authorId', values: [memberId] }
  const waiting: Condition = { is: 'in', field: 'state', values: ['held', 'hidden'] }
  return {
    state: { is: 'any', of: [published, { is: 'all', of: [own, waiting] }, ...lookedAfter(actor, noun)] },
  }
}

/** What lies in the spaces that the actor looks after. */
function lookedAfter(actor: Actor, noun: Noun): Condition[] {
  const spaces = actor.kind === 'member' ? actor.moderates.filter((id) => can(actor, 'posts.seeAll', id)) : []
  if (spaces.length === 0) return []
  const there: Condition = { is: 'in', field: 'spaceId', values: spaces }
  return [noun === 'post' ? { is: 'within', noun: 'thread', of: there } : there]
}

/** Whether a condition holds for a thing. What the thing lacks never matches. */
export function matches(condition: Condition, thing: Thing): boolean {
  switch (condition.is) {
    case 'all':
      return condition.of.every((part) => matches(part, thing))
    case 'any':
      return condition.of.some((part) => matches(part, thing))
    case 'within':
      return isWithin(condition, thing)
    case 'in':
      return condition.values.some(
        (value) => value === (thing as Partial<Record<Field, unknown>>)[condition.field],
      )
  }
}

function isWithin({ noun, of }: { noun: Noun; of: Condition }, thing: Thing): boolean {
  if (!('within' in thing)) return false
  if (thing.within === null) return noun === 'parent'
  return thing.within?.noun === noun && matches(of, thing.within)
}

/** What the actor may see of a thing. Its list filter is `whereVisible`, made of the same definition. */
export function canView(access: Access, thing: Thing): Sight {
  if (matches(visible(access, thing.noun), thing)) return 'full'
  return matches(known(access, thing.noun), thing) ? 'teaser' : 'none'
}

/** Whether the thing stands in the actor's lists. Its list filter is `whereListed`. */
export function isListed(access: Access, thing: Thing): boolean {
  return matches(listed(access, thing.noun), thing)
}

/** The rules that a thing and all that it lies in carry: what a teaser explains. */
export function rulesOf(thing: Thing): number[] {
  const around = 'within' in thing && thing.within !== null ? rulesOf(thing.within) : []
  return 'ruleId' in thing ? [...new Set([thing.ruleId, ...around])] : around
}

import { canView, rulesOf } from './access.policy.ts'
import { ACCESS_CHANNEL, readAccessChanged } from './access.events.ts'
import { loadFacts, loadRules } from './gate.queries.server.ts'
import { factsAt, visitorFacts } from './facts.ts'
import { createKept } from './kept.ts'
import { partsOf } from './rules.ts'
import { standing, systemStanding } from './standing.ts'
import { coreTerms } from './terms.ts'
import { waysIn } from './ways-in.ts'
import type { Kysely } from 'kysely'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Access, Standing } from './access.ts'
import type { Thing } from './access.policy.ts'
import type { Actor, MemberActor } from './actor.ts'
import type { Facts } from './facts.ts'
import type { Rule } from './rules.ts'
import type { Terms } from './terms.ts'
import type { Way } from './ways-in.ts'

export type Gate = {
  /** Who the actor is to the rules. No query while what is kept holds; one for a member who is new to it. */
  accessOf(actor: Actor): Promise<Access>
  /**
   * The same for a write, as its transaction sees it: past all that is kept, so that what was taken from the actor a moment
   * ago counts already. Two queries.
   */
  accessWithin(tx: Kysely<DB>, actor: MemberActor): Promise<Access & { actor: MemberActor }>
  /** For a thing that is a teaser to the actor: how to get in, the nearest way first. Nothing for any other. */
  waysIn(access: Access, thing: Thing): Promise<Way[]>
  /** Drops what is kept of a member, or everything. With a bus, commands do it by their message. */
  forget(whose: number | 'all'): void
  /** Stops listening to the bus. */
  close(): void
}

type Options = {
  db: Kysely<DB>
  clock: Clock
  bus?: Pick<Bus, 'subscribe' | 'onReset'>
  /** The conditions that exist; plugins add theirs. */
  terms?: Terms
  /** Members whose standing is kept. */
  capacity?: number
}

type KeptStanding = Standing & { facts: Facts; since: Date }

/** The one gate of a process: which rules does who asks satisfy? */
export function createGate({ db, clock, bus, terms = coreTerms, capacity = 10_000 }: Options): Gate {
  const keptRules = createKept<'rules', Rule[]>(1)
  const standings = createKept<number | null, KeptStanding>(capacity)

  const rules = () =>
    keptRules.get(
      'rules',
      () => true,
      () => loadRules(db, terms),
    )

  async function compute(memberId: number | null): Promise<KeptStanding> {
    const all = await rules()
    const facts = memberId === null ? visitorFacts : await loadFacts(db, memberId)
    const since = clock.now()
    return { ...standing(all, facts, since), facts, since }
  }

  function standingOf(actor: Exclude<Actor, { kind: 'system' }>): Promise<KeptStanding> {
    const memberId = actor.kind === 'member' ? actor.memberId : null
    const now = clock.now()
    return standings.get(
      memberId,
      (kept) => stillHolds(kept, actor, now),
      () => compute(memberId),
    )
  }

  function forget(whose: number | 'all') {
    if (whose !== 'all') return standings.drop(whose)
    keptRules.clear()
    standings.clear()
  }

  const unsubscribe = bus && [
    bus.subscribe(ACCESS_CHANNEL, (message) => forget(readAccessChanged(message))),
    bus.onReset(() => forget('all')),
  ]

  return {
    async accessOf(actor) {
      if (actor.kind === 'system') return { actor, ...systemStanding(await rules()) }
      const { satisfied, teasers, expiresAt, facts } = await standingOf(actor)
      return { actor: asOf(facts, actor, clock.now()), satisfied, teasers, expiresAt }
    },
    async accessWithin(tx, actor) {
      const all = await loadRules(tx, terms)
      const facts = await loadFacts(tx, actor.memberId)
      const now = clock.now()
      return { actor: asOf(facts, actor, now), ...standing(all, facts, now) }
    },
    async waysIn(access, thing) {
      if (access.actor.kind === 'system' || canView(access, thing) !== 'teaser') return []
      const { facts } = await standingOf(access.actor)
      const all = await rules()
      const of = rulesOf(thing).flatMap((id) => partsOf(all, id).map(({ bound }) => bound))
      return waysIn({ kind: 'all', of, from: null, until: null }, facts, clock.now())
    },
    forget,
    close: () => unsubscribe?.forEach((stop) => stop()),
  }
}

/** The actor with role, trust, spaces and suspension as the gate read them: an actor kept by a stream may be older. */
function asOf<A extends Actor>(facts: Facts, actor: A, now: Date): A {
  if (actor.kind !== 'member') return actor
  const { role, trustLevel, moderates } = facts
  return { ...actor, role, trustLevel, moderates, suspended: factsAt(facts, now) !== facts }
}

/**
 * Whether a kept standing may still be used. The session reads role, trust, spaces and suspension with every request, so
 * a loss of those acts at once, even where no message came; grants and rules rely on `forget`.
 */
function stillHolds({ facts, since, expiresAt }: KeptStanding, actor: Actor, now: Date): boolean {
  // A clock that was set back makes what was computed in its future unknown.
  if (now < since || (expiresAt !== null && now >= expiresAt)) return false
  if (actor.kind !== 'member') return true
  const { role, trustLevel, moderates } = actor
  const suspended = factsAt(facts, now) !== facts
  if (suspended !== actor.suspended || !isSame(moderates, facts.moderates)) return false
  return role === facts.role && trustLevel === facts.trustLevel
}

const isSame = (some: readonly number[], others: readonly number[]) =>
  some.length === others.length && some.every((one, at) => one === others[at])

import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Act, TargetKind } from './acts.ts'
import type { Doer } from './doer.ts'
import { shortenedNetwork } from './shortened-network.ts'

type Plain = string | number | boolean | null
/** What was so, by the name of the field. */
export type Facts = Record<string, Plain | readonly Plain[]>

export type ActRecord = {
  act: Act
  /** `name` for things that may be gone one day; people and posts have none here. */
  target: { kind: TargetKind; id?: number; name?: string }
  before?: Facts
  after?: Facts
  reason?: string
  now: Date
}

/** Names of fields whose values have no place in a log. */
const SECRETIVE = /password|secret|token|hash|cookie|e-?mail|address|code|body|source/i

/**
 * Writes an act into the log, in its transaction. Entries wait for each other until the commit, so it comes last. Throws for a
 * field that is called like a secret.
 */
export async function recordAct(tx: Transaction<DB>, doer: Doer, record: ActRecord): Promise<void> {
  const { act, target, before, after, reason = '', now } = record
  for (const name of Object.keys({ ...before, ...after }))
    if (SECRETIVE.test(name)) throw new Error(`“${name}” has no place in the log: leave it out of ${act}.`)
  await tx
    .insertInto('audit_entry')
    .values({
      at: now,
      ...columnsOf(doer),
      act,
      target_kind: target.kind,
      target_id: target.id ?? null,
      target_name: target.name ?? '',
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
      reason,
    })
    .execute()
}

function columnsOf(doer: Doer) {
  if ('memberId' in doer)
    return {
      actor_kind: 'member' as const,
      actor_id: doer.memberId,
      network: shortenedNetwork(doer.network),
    }
  return 'console' in doer
    ? { actor_kind: 'console' as const, actor_name: doer.console }
    : { actor_kind: 'system' as const, actor_name: doer.job }
}

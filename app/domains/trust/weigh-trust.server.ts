import { sql, type Kysely } from 'kysely'
import { announceAccess } from '#app/domains/access/access.events.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { weigh } from './thresholds.ts'
import { countWritten, readThresholds, readTrustFacts } from './trust-facts.queries.server.ts'

const BATCH = 500

/**
 * Gives members the trust level that they earned, and takes the third from whom it is not earned by any more: of those who
 * were here since yesterday and those who have the third, not of those whom the team gave a level. Every change is recorded.
 * May run twice, and beside itself. Answers how many levels changed.
 */
export async function weighTrust(deps: {
  db: Kysely<DB>
  bus: Pick<Bus, 'publish'>
  clock: Clock
}): Promise<number> {
  const { db, clock } = deps
  const now = clock.now()
  const thresholds = await readThresholds(db)
  const written = await countWritten(db, now, thresholds)
  let changed = 0
  for (
    let ids = await candidates(db, now, 0);
    ids.length > 0;
    ids = await candidates(db, now, ids.at(-1) ?? 0)
  ) {
    for (const { id, level, heldFor, ...facts } of await readTrustFacts(db, ids, now, thresholds)) {
      const after = weigh(level, heldFor, facts, written, thresholds)
      if (after !== level && (await change(deps, { id, level, after, now }))) changed += 1
    }
  }
  return changed
}

async function candidates(db: Kysely<DB>, now: Date, beyond: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select m.id from member m
    where m.id > ${beyond}::int and m.kind = 'member' and m.trust_level < 4
      and not exists (select from trust_lock where member_id = m.id)
      and (m.trust_level = 3 or m.id in (
        select member_id from member_day where day >= (${now}::timestamptz at time zone 'UTC')::date - 1))
    order by m.id limit ${BATCH}`.execute(db)
  return rows.map(({ id }) => id)
}

/** One level, unless somebody else changed or locked it meanwhile. */
async function change(
  { db, bus }: { db: Kysely<DB>; bus: Pick<Bus, 'publish'> },
  { id, level, after, now }: { id: number; level: number; after: number; now: Date },
): Promise<boolean> {
  return transaction({ kysely: db }, async (tx) => {
    const { rows } = await sql`
      update member set trust_level = ${after}::int
      where id = ${id}::int and trust_level = ${level}::int and not exists (select from trust_lock where member_id = ${id}::int)
      returning id`.execute(tx)
    if (rows.length === 0) return false
    await tx
      .insertInto('trust_change')
      .values({ member_id: id, before: level, after, changed_at: now })
      .execute()
    await announceAccess(bus, tx, { memberId: id })
    return true
  })
}

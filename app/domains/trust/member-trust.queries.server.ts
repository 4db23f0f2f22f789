import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { needsOf, type Need } from './thresholds.ts'
import { countWritten, readThresholds, readTrustFacts } from './trust-facts.queries.server.ts'

/** Where a member stands: for themselves, and for managers. */
export type MemberTrustView = {
  level: number
  /** The team gave it: nothing is earned or lost until it lets go. */
  locked: boolean
  /** What the next level needs; null where none is earned from here. */
  next: Need[] | null
  changes: { before: number; after: number; at: string; by: string | null; reason: string }[]
}

/** Reads it; the caller has asked whether the reader may know. */
export async function readMemberTrust(
  { db, now }: Pick<Reader, 'db' | 'now'>,
  memberId: number,
): Promise<MemberTrustView> {
  const thresholds = await readThresholds(db)
  const [written, [facts], changes, lock] = await Promise.all([
    countWritten(db, now, thresholds),
    readTrustFacts(db, [memberId], now, thresholds),
    sql<{ before: number; after: number; at: Date; by: string | null; reason: string }>`
      select c.before, c.after, c.changed_at as at, m.handle as by, c.reason
      from trust_change c left join member m on m.id = c.by_id
      where c.member_id = ${memberId}::int order by c.changed_at desc, c.id desc limit 50`.execute(db),
    db.selectFrom('trust_lock').select('level').where('member_id', '=', memberId).executeTakeFirst(),
  ])
  const level = facts?.level ?? 0
  const next = level < 3 && !lock ? ((level + 1) as 1 | 2 | 3) : null
  return {
    level,
    locked: lock !== undefined,
    next: facts && next ? needsOf(next, facts, written, thresholds) : null,
    changes: changes.rows.map(({ at, ...change }) => ({ ...change, at: at.toISOString() })),
  }
}

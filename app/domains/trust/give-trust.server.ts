import { sql, type Transaction } from 'kysely'
import { asStaff, type Staff, type StaffDeps } from '#app/domains/members/staff/as-staff.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import { HIGHEST_LEVEL } from './abilities.ts'

/**
 * Gives somebody a level that stays; null lets go of it, and the level goes by what is earned again. Recorded with who did it
 * and why. Throws StaffRefusal.
 */
export async function giveTrust(
  deps: StaffDeps,
  staff: Staff,
  { memberId, level, reason }: { memberId: number; level: number | null; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.trust' }, async (tx, target, now) => {
    await lockLevel(tx, memberId, level, now)
    const before = target.trustLevel
    // A level that is only ever given goes with the lock.
    const after = level ?? Math.min(before, HIGHEST_LEVEL - 1)
    await tx.updateTable('member').set({ trust_level: after }).where('id', '=', memberId).execute()
    const by = staff.actor.kind === 'member' ? staff.actor.memberId : null
    await tx
      .insertInto('trust_change')
      .values({ member_id: memberId, before, after, by_id: by, reason, changed_at: now })
      .execute()
    return {
      act: 'members.trust',
      before: { level: before },
      after: { level: after, stays: level !== null },
      reason,
    }
  })
}

async function lockLevel(
  tx: Transaction<DB>,
  memberId: number,
  level: number | null,
  now: Date,
): Promise<void> {
  if (level === null) await tx.deleteFrom('trust_lock').where('member_id', '=', memberId).execute()
  else
    await sql`
      insert into trust_lock (member_id, level, locked_at) values (${memberId}::int, ${level}::int, ${now}::timestamptz)
      on conflict (member_id) do update set level = excluded.level, locked_at = excluded.locked_at`.execute(
      tx,
    )
}

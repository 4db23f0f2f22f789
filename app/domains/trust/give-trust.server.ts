import { sql, type Kysely } from 'kysely'
import { z } from 'zod'
import { announceAccess } from '#app/domains/access/access.events.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { HIGHEST_LEVEL } from './abilities.ts'

export const trustForm = z.object({
  /** Empty: the team lets go, and the level goes by what is earned again. */
  level: z
    .literal('')
    .transform(() => null)
    .or(
      z
        .string()
        .regex(/^\d$/)
        .transform(Number)
        .refine((level) => level <= HIGHEST_LEVEL),
    ),
  reason: z.string().trim().min(3, 'trust.reason.short').max(200, 'trust.reason.long'),
})

/** Gives somebody a level that stays (or lets go of it), and records who did, and why. The caller has asked whether they may. */
export async function giveTrust(
  { db, bus, now }: { db: Kysely<DB>; bus: Pick<Bus, 'publish' | 'caughtUp'>; now: Date },
  byId: number,
  { memberId, level, reason }: { memberId: number; level: number | null; reason: string },
): Promise<void> {
  await transaction({ kysely: db }, async (tx) => {
    const { rows } = await sql<{ before: number }>`
      select trust_level as before from member where id = ${memberId}::int for no key update`.execute(tx)
    const [row] = rows
    if (!row) return
    // A level that is only ever given goes with the lock.
    const after = level ?? Math.min(row.before, HIGHEST_LEVEL - 1)
    if (level === null) await tx.deleteFrom('trust_lock').where('member_id', '=', memberId).execute()
    else
      await sql`
        insert into trust_lock (member_id, level, locked_at) values (${memberId}::int, ${level}::int, ${now}::timestamptz)
        on conflict (member_id) do update set level = excluded.level, locked_at = excluded.locked_at`.execute(
        tx,
      )
    await tx.updateTable('member').set({ trust_level: after }).where('id', '=', memberId).execute()
    await tx
      .insertInto('trust_change')
      .values({ member_id: memberId, before: row.before, after, by_id: byId, reason, changed_at: now })
      .execute()
    await announceAccess(bus, tx, { memberId })
  })
  await bus.caughtUp()
}

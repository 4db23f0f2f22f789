import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { asStaff, type Staff, type StaffDeps } from './as-staff.server.ts'
import { StaffRefusal } from './staff-refusal.ts'

const FOREIGN_KEY_VIOLATION = '23503'

/** Makes a member look after a space, or (`keeps` false) no longer. Throws StaffRefusal. */
export async function keepSpace(
  deps: StaffDeps,
  staff: Staff,
  { memberId, spaceId, keeps, reason }: { memberId: number; spaceId: number; keeps: boolean; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.keepSpaces' }, async (tx) => {
    const changed = keeps ? await add(tx, memberId, spaceId) : await remove(tx, memberId, spaceId)
    if (!changed) return null
    return { act: keeps ? 'members.keepSpace' : 'members.leaveSpace', after: { space: spaceId }, reason }
  }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== FOREIGN_KEY_VIOLATION) throw error
    throw new StaffRefusal('missing')
  })
}

async function add(tx: Transaction<DB>, memberId: number, spaceId: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('space_moderator')
    .values({ member_id: memberId, space_id: spaceId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows > 0n
}

async function remove(tx: Transaction<DB>, memberId: number, spaceId: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('space_moderator')
    .where('member_id', '=', memberId)
    .where('space_id', '=', spaceId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

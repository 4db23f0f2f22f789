import type { Role } from '#prisma/generated/kysely/enums.ts'
import { asStaff, endSessions, keepAnAdmin, type Staff, type StaffDeps } from './as-staff.server.ts'

/**
 * Gives a member another role; they come in anew with it. There is always an admin left, however many take the role from each
 * other at once. Throws StaffRefusal.
 */
export async function changeRole(
  deps: StaffDeps,
  staff: Staff,
  { memberId, role, reason }: { memberId: number; role: Role; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.setRole' }, async (tx, target, now) => {
    if (target.role === role) return null
    if (target.role === 'admin') await keepAnAdmin(tx, memberId, now)
    await tx.updateTable('member').set({ role }).where('id', '=', memberId).execute()
    await endSessions(tx, target)
    return { act: 'members.role', before: { role: target.role }, after: { role }, reason }
  })
}

import { asStaff, endSessions, keepAnAdmin, type Staff, type StaffDeps } from './as-staff.server.ts'

/** A suspension without an end. */
export const FOR_GOOD = new Date('9999-12-31T00:00:00Z')

/**
 * Suspends a member until then: they are out at once, and read as a plain member when they come in again. Throws
 * StaffRefusal.
 */
export async function suspendMember(
  deps: StaffDeps,
  staff: Staff,
  { memberId, until, reason }: { memberId: number; until: Date; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.suspend' }, async (tx, target, now) => {
    if (target.role === 'admin') await keepAnAdmin(tx, memberId, now)
    await tx
      .updateTable('member')
      .set({ suspended_until: until, suspended_for: reason })
      .where('id', '=', memberId)
      .execute()
    await endSessions(tx, target)
    return {
      act: 'members.suspend',
      before: { until: target.suspendedUntil?.toISOString() ?? null },
      after: { until: until.toISOString() },
      reason,
    }
  })
}

/** Ends a suspension before its time. Throws StaffRefusal. */
export async function unsuspendMember(
  deps: StaffDeps,
  staff: Staff,
  { memberId, reason }: { memberId: number; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.suspend' }, async (tx, target, now) => {
    if (target.suspendedUntil === null || target.suspendedUntil <= now) return null
    await tx
      .updateTable('member')
      .set({ suspended_until: null, suspended_for: '' })
      .where('id', '=', memberId)
      .execute()
    return {
      act: 'members.unsuspend',
      before: { until: target.suspendedUntil.toISOString() },
      after: { until: null },
      reason,
    }
  })
}

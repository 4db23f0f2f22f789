import type { EmailAddress } from '#app/domains/accounts/email-address.ts'
import { asStaff, endSessions, type Staff, type StaffDeps } from './as-staff.server.ts'
import { StaffRefusal } from './staff-refusal.ts'

const UNIQUE_VIOLATION = '23505'

/** Signs a member out everywhere. Throws StaffRefusal. */
export async function signOutMember(
  deps: StaffDeps,
  staff: Staff,
  { memberId, reason }: { memberId: number; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.signOut' }, async (tx, target) => ({
    act: 'members.signOut',
    after: { sessions: await endSessions(tx, target) },
    reason,
  }))
}

/**
 * Says for a member which address is theirs, because they can't prove it by a letter. Whoever was in with the account is out.
 * The address is not in the log. Throws StaffRefusal, `taken` where it belongs to another account.
 */
export async function confirmAddress(
  deps: StaffDeps,
  staff: Staff,
  { memberId, email, reason }: { memberId: number; email: EmailAddress; reason: string },
): Promise<void> {
  await asStaff(deps, staff, { memberId, permission: 'members.confirmAddress' }, async (tx, target) => {
    if (target.accountId === null) throw new StaffRefusal('noAccount')
    await tx
      .updateTable('account')
      .set({ email: email.address, email_key: email.key })
      .where('id', '=', target.accountId)
      .execute()
    await endSessions(tx, target)
    return { act: 'members.address', reason }
  }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error
    throw new StaffRefusal('taken')
  })
}

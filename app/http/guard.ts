import type { Permission } from '#app/domains/access/permissions.ts'

/**
 * Who may call a loader or action at all; what they may see of it is decided by the gate in the domain. `can`: who has the
 * permission, be it in one space; to everybody else there is no such page.
 */
export type Guard = 'everyone' | 'members' | { can: Permission }

/** Marks what went through a wrapper. Registered, because the built routes carry a copy of this module. */
export const GUARD = Symbol.for('guildhall.guard')

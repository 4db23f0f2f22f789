import type { Role } from '#prisma/generated/kysely/enums.ts'

/** Who may call a loader or action at all; what they may see of it is decided by the gate in the domain. */
export type Guard = 'everyone' | 'members' | { role: Role }

/** Marks what went through a wrapper. Registered, because the built routes carry a copy of this module. */
export const GUARD = Symbol.for('guildhall.guard')

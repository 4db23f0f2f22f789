import type { Role } from '#app/domains/access/actor.ts'

/** Who may call a loader or action at all; what they may see of it is decided by the gate in the domain. */
export type Guard = 'everyone' | 'members' | { role: Role }

/** Marks what went through a wrapper. Registered, because the built routes carry a copy of this module. */
export const GUARD = Symbol.for('guildhall.guard')

import { z } from 'zod'
import type { Kysely } from 'kysely'
import type { DB } from '#prisma/generated/kysely/types.ts'

/** The channel on which every process hears that what it keeps about access may be outdated. */
export const ACCESS_CHANNEL = 'access'

/** Whose access changed: one member's (a grant, a role), or everybody's (a rule, or which thing carries which). */
export type AccessChanged = { memberId: number } | { everybody: true }

const changedSchema = z.strictObject({ memberId: z.int() })

/** Reads a message of the channel; what can't be read means everybody, which is always safe. */
export function readAccessChanged(message: unknown): number | 'all' {
  const read = changedSchema.safeParse(message)
  return read.success ? read.data.memberId : 'all'
}

/** What access needs of the bus between processes. A message published with `tx` is sent when that commits. */
export type AccessBus = {
  publish(channel: string, message: unknown, tx?: Kysely<DB>): Promise<void>
  subscribe(channel: string, listener: (message: unknown) => void): () => void
  /** Messages may have been missed: drop everything. */
  onReset(listener: () => void): () => void
}

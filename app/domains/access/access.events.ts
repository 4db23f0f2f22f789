import { z } from 'zod'
import type { Bus } from '#app/platform/bus/bus.ts'

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

/** Tells every process, when the transaction commits, whose access changed. */
export function announceAccess(
  bus: Pick<Bus, 'publish'>,
  tx: Parameters<Bus['publish']>[2],
  changed: AccessChanged,
) {
  return bus.publish(ACCESS_CHANNEL, changed, tx)
}

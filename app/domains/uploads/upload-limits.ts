import type { Role } from '#prisma/generated/kysely/enums.ts'

const MB = 1_000_000

/** Bytes of one upload, as it is sent. */
export const MOST_BYTES = { picture: 12 * MB, avatar: 12 * MB, file: 25 * MB } as const
/** The largest of them: what the server reads at most before it looks. */
export const LARGEST = Math.max(...Object.values(MOST_BYTES))
/** Characters of the words that stand for a picture. */
export const LONGEST_ALT = 500

/** What an account may upload in 24 hours, and have lying here altogether. */
export type Quota = { perDay: number; bytesPerDay: number; bytes: number }

const BY_TRUST: readonly Quota[] = [
  { perDay: 10, bytesPerDay: 40 * MB, bytes: 100 * MB },
  { perDay: 40, bytesPerDay: 150 * MB, bytes: 500 * MB },
  { perDay: 100, bytesPerDay: 400 * MB, bytes: 2_000 * MB },
  { perDay: 200, bytesPerDay: 800 * MB, bytes: 5_000 * MB },
  { perDay: 400, bytesPerDay: 1_600 * MB, bytes: 10_000 * MB },
]
const STAFF: Quota = { perDay: 2_000, bytesPerDay: 10_000 * MB, bytes: 100_000 * MB }

/** The quota of somebody: more for who is known longer, most for those who look after the place. */
export function quotaOf({ role, trustLevel }: { role: Role; trustLevel: number }): Quota {
  if (role !== 'member') return STAFF
  return BY_TRUST[Math.max(0, Math.min(trustLevel, BY_TRUST.length - 1))]!
}

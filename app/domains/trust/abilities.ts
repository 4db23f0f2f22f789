import type { Role } from '#prisma/generated/kysely/enums.ts'
import type { Allowance } from '#app/platform/limits/allowance.ts'

const DAY = 24 * 60 * 60
const MB = 1_000_000
const perDay = (burst: number): Allowance => ({ burst, perSecond: burst / DAY })
const pause = (burst: number, seconds: number): Allowance => ({ burst, perSecond: 1 / seconds })

/** What an account may upload in 24 hours, and have lying here altogether. */
export type Quota = { perDay: number; bytesPerDay: number; bytes: number }

/** What somebody may do, and how much of it. */
export type Abilities = {
  /** How quickly and how much in a day: replies, and conversations that one begins. */
  reply: readonly Allowance[]
  start: readonly Allowance[]
  /** Reactions; taking one back is free. */
  react: readonly Allowance[]
  /** People that one post speaks to. */
  mentions: number
  /** Links to other sites in one post; null for as many as one likes. */
  links: number | null
  /** Whether a tag that is not there yet may be made. */
  makesTags: boolean
  upload: Quota
}

const KNOWN: Abilities = {
  reply: [pause(5, 10), perDay(100)],
  start: [pause(3, 30), perDay(10)],
  react: [perDay(60)],
  mentions: 10,
  links: null,
  makesTags: true,
  upload: { perDay: 40, bytesPerDay: 150 * MB, bytes: 500 * MB },
}
const TRUSTED: Abilities = {
  ...KNOWN,
  reply: [pause(10, 5), perDay(400)],
  start: [pause(5, 15), perDay(30)],
  react: [perDay(150)],
  upload: { perDay: 100, bytesPerDay: 400 * MB, bytes: 2_000 * MB },
}

/** THE table: what comes with each trust level, from who is new (and read before they flood) to who is a pillar of the place. */
const BY_LEVEL = [
  {
    reply: [pause(3, 30), perDay(20)],
    start: [pause(2, 60), perDay(3)],
    react: [perDay(30)],
    mentions: 2,
    links: 2,
    makesTags: false,
    upload: { perDay: 10, bytesPerDay: 40 * MB, bytes: 100 * MB },
  },
  KNOWN,
  TRUSTED,
  { ...TRUSTED, upload: { perDay: 200, bytesPerDay: 800 * MB, bytes: 5_000 * MB } },
  { ...TRUSTED, upload: { perDay: 400, bytesPerDay: 1_600 * MB, bytes: 10_000 * MB } },
] as const satisfies readonly Abilities[]

/** Who looks after the place. */
const STAFF: Abilities = {
  ...TRUSTED,
  reply: [pause(60, 1)],
  start: [pause(30, 2)],
  react: [perDay(500)],
  upload: { perDay: 2_000, bytesPerDay: 10_000 * MB, bytes: 100_000 * MB },
}

/** The highest level there is; it is only given, never earned. */
export const HIGHEST_LEVEL = BY_LEVEL.length - 1

/** What somebody may do, by their role and trust level. */
export function abilitiesOf({ role, trustLevel }: { role: Role; trustLevel: number }): Abilities {
  if (role !== 'member') return STAFF
  return BY_LEVEL[Math.max(0, Math.min(trustLevel, HIGHEST_LEVEL))] ?? BY_LEVEL[0]
}

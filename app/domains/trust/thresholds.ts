import { z } from 'zod'

const count = (standard: number) => z.int().min(0).max(1_000_000).default(standard)

/** What has to be reached for a level, in all the time that somebody is here. */
const once = z.object({
  threads: count(0),
  posts: count(0),
  minutes: count(0),
  days: count(0),
  likesReceived: count(0),
  threadsAnswered: count(0),
})

/** What an admin may choose; the defaults are those of communities that have done it for long. */
export const thresholdsSchema = z.object({
  /** For the first level. */
  first: once.default(once.parse({ threads: 5, posts: 30, minutes: 10 })),
  second: once.default(
    once.parse({ threads: 20, posts: 100, minutes: 60, days: 15, likesReceived: 1, threadsAnswered: 3 }),
  ),
  third: once.default(once.parse({ threads: 200, posts: 500, likesReceived: 20 })),
  /** For the third as well, and to keep it: in the last days. */
  lately: z
    .object({
      /** How many days are looked at, and for how many a level that was earned is kept in any case. */
      span: z.int().min(7).max(365).default(100),
      days: count(50),
      threadsAnswered: count(10),
      /** Of what was written meanwhile: percent, and as much as suffices in any case. */
      percent: z.int().min(0).max(100).default(25),
      mostThreads: count(250),
      mostPosts: count(2_000),
    })
    .prefault({}),
})
export type Thresholds = z.output<typeof thresholdsSchema>
export const standardThresholds: Thresholds = thresholdsSchema.parse({})

/** What a member did, in all and lately. */
export type TrustFacts = z.output<typeof once> & {
  lately: { days: number; threadsAnswered: number; threads: number; posts: number }
}

/** What was written lately, by anybody. */
export type Written = { threads: number; posts: number }

/** One thing that is needed for a level. */
export type Need = { what: string; have: number; need: number }

/** All that is needed for a level from 1 to 3, with how far somebody is. Things that are not asked for are left out. */
export function needsOf(
  level: 1 | 2 | 3,
  facts: TrustFacts,
  written: Written,
  thresholds: Thresholds,
): Need[] {
  const wanted = { 1: thresholds.first, 2: thresholds.second, 3: thresholds.third }[level]
  const keys = ['threads', 'posts', 'minutes', 'days', 'likesReceived', 'threadsAnswered'] as const
  const needs: Need[] = keys.map((what) => ({ what: what, have: facts[what], need: wanted[what] }))
  if (level === 3) {
    const { days, threadsAnswered, percent, mostThreads, mostPosts } = thresholds.lately
    const part = (of: number, most: number) => Math.min(most, Math.ceil((of * percent) / 100))
    needs.push(
      { what: 'lately.days', have: facts.lately.days, need: days },
      { what: 'lately.threadsAnswered', have: facts.lately.threadsAnswered, need: threadsAnswered },
      { what: 'lately.threads', have: facts.lately.threads, need: part(written.threads, mostThreads) },
      { what: 'lately.posts', have: facts.lately.posts, need: part(written.posts, mostPosts) },
    )
  }
  return needs.filter(({ need }) => need > 0)
}

/**
 * The level that somebody should have now. The first three are earned one after the other; the third is lost where what it
 * needs is not met any more and it was kept for the span; the fourth is given by the team and stays.
 */
export function weigh(
  level: number,
  /** Days since it was reached; null where nobody knows. */
  heldFor: number | null,
  facts: TrustFacts,
  written: Written,
  thresholds: Thresholds,
): number {
  if (level > 3) return level
  const meets = (one: 1 | 2 | 3) =>
    needsOf(one, facts, written, thresholds).every(({ have, need }) => have >= need)
  const earned = ([1, 2, 3] as const).findIndex((one) => !meets(one))
  const reached = earned === -1 ? 3 : earned
  if (reached > level) return reached
  const loses = level === 3 && reached < 3 && (heldFor === null || heldFor >= thresholds.lately.span)
  return loses ? 2 : level
}

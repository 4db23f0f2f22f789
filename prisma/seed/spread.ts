import { chance } from './chance.ts'

/** How the posts of a thread lie between its first and its last: soon after the question, evenly, or mostly of late. */
export type Pace = 'early' | 'even' | 'late'

const BEND: Record<Pace, number> = { early: 2.2, even: 1, late: 0.55 }

/**
 * Gives every post its age in milliseconds, oldest first. Known ages (the first and the last always are) stay; those
 * between are laid out by the pace, each a little off. Throws where the known ones don't get younger.
 */
export function spread(known: readonly (number | null)[], pace: Pace, name: string): number[] {
  const ages: number[] = []
  let from = 0
  for (const [to, age] of known.entries()) {
    if (age === null) continue
    const start = ages[from] ?? age
    if (to > 0 && age >= start) throw new Error(`post ${to + 1} is not younger than the ones before it`)
    for (let at = from + 1; at < to; at++) {
      const jitter = 0.8 * (chance(`${name} ${at}`) - 0.5)
      ages.push(start - (start - age) * ((at - from + jitter) / (to - from)) ** BEND[pace])
    }
    ages.push(age)
    from = to
  }
  return ages
}

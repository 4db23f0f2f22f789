const DAY = 86_400_000

/** The longest runs of days first, as `search_days` (migration `search_by_time`) numbers them. */
const RUNS = [
  { days: 4_096, mark: 3_000_000 },
  { days: 256, mark: 2_000_000 },
  { days: 16, mark: 1_000_000 },
  { days: 1, mark: 0 },
] as const

/** No post is from before 1970 or after 2149: the days between are 16 of the longest runs. */
const FIRST = 0
const LAST = 16 * 4_096 - 1

/** Numbers that one of the days from this moment's on has in common with `search_days` of a post written then: all those days (UTC), and no other. */
export const daysFrom = (at: Date): number[] => cover(dayOf(at), LAST)

/** As `daysFrom`, for the days up to this moment's. */
export const daysUntil = (at: Date): number[] => cover(FIRST, dayOf(at))

const dayOf = (at: Date): number => Math.min(LAST, Math.max(FIRST, Math.floor(at.getTime() / DAY)))

/** The fewest runs that together are the days from first to last. */
function cover(first: number, last: number): number[] {
  const numbers: number[] = []
  for (let day = first; day <= last;) {
    const run = RUNS.find(({ days }) => day % days === 0 && day + days - 1 <= last) ?? RUNS[3]
    numbers.push(run.mark + day / run.days)
    day += run.days
  }
  return numbers
}

const BAR = 4
const STEP = 6
const HEIGHT = 18
/** Weeks with less than this on their best day keep low bars: two replies are no storm. */
const QUIET = 6

/** Seven days of replies as seven bars, today last and in the accent. Decoration: the numbers stand beside it. */
export function Pulse({ days }: { days: readonly number[] }) {
  const week = days.slice(-7)
  const highest = Math.max(QUIET, ...week)
  const bars = week.map((value, i) => bar(i, Math.max(2, Math.round((value / highest) * HEIGHT))))
  return (
    <svg className="pulse" viewBox={`0 0 ${STEP * 7 - (STEP - BAR)} ${HEIGHT}`} aria-hidden="true">
      <path d={bars.slice(0, -1).join('')} />
      <path className="now" d={bars.at(-1)} />
    </svg>
  )
}

const bar = (i: number, height: number) => `M${i * STEP} ${HEIGHT}v-${height}h${BAR}v${height}z`

/** What a field for date and time gives: `2027-03-28T09:30`. */
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?$/

/**
 * The moment at which clocks in a time zone show this; null for what is no date. Where clocks are put forward over it, it is
 * as much later; where they show it twice, it is the first time.
 */
export function momentIn(timeZone: string, local: string): Date | null {
  const [, year, month, day, hour, minute] = (LOCAL.exec(local) ?? []).map(Number)
  if (year === undefined) return null
  const asUtc = Date.UTC(year, month! - 1, day, hour, minute)
  if (new Date(asUtc).toISOString().slice(0, 16) !== local.slice(0, 16)) return null
  const [before, after] = [-DAY, DAY].map((apart) => asUtc - offsetAt(timeZone, asUtc + apart))
  const fits = [before!, after!].filter((at) => at + offsetAt(timeZone, at) === asUtc)
  return new Date(fits.length > 0 ? Math.min(...fits) : before!)
}

/** What clocks in a time zone show at a moment, as a field for date and time takes it. */
export function localIn(timeZone: string, moment: Date): string {
  return new Date(moment.getTime() + offsetAt(timeZone, moment.getTime())).toISOString().slice(0, 16)
}

const DAY = 24 * 60 * 60 * 1_000

/** Milliseconds by which clocks there are ahead of UTC. */
function offsetAt(timeZone: string, at: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const shown = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'])
  return shown - Math.floor(at / 60_000) * 60_000
}

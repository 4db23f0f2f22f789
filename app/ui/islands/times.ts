const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "12 min", "3 h", "yesterday", "Tue", "9 Nov", "9 Nov 2023": the shortest words that are still clear at `now`. */
export function relativeWords(date: Date, now: Date, locale: string): string {
  const age = now.getTime() - date.getTime()
  const days = Math.round((midnight(now) - midnight(date)) / DAY)
  if (age < MINUTE) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
  if (age < HOUR) return unit(Math.floor(age / MINUTE), 'minute', 'short', locale)
  if (age < 12 * HOUR || days === 0) return unit(Math.floor(age / HOUR), 'hour', 'narrow', locale)
  if (days === 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-1, 'day')
  if (days < 7) return date.toLocaleDateString(locale, { weekday: 'short' })
  const year = date.getFullYear() === now.getFullYear() ? undefined : 'numeric'
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year })
}

const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())

/** "2 h" rather than "2h": number and unit never touch. */
function unit(value: number, name: string, display: 'short' | 'narrow', locale: string): string {
  return new Intl.NumberFormat(locale === 'en-GB' ? 'en' : locale, {
    style: 'unit',
    unit: name,
    unitDisplay: display,
  })
    .formatToParts(value)
    .map((part) => part.value.trim())
    .filter(Boolean)
    .join('\u00a0')
}

/** Rewrites every moment of the page, now and each minute; the full local time goes into its title and onto paper. */
export function relativeTimes(): void {
  const lang = document.documentElement.lang
  const locale = lang === 'en' ? 'en-GB' : lang
  const write = (words: (date: Date) => string) => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-rel]')) {
      const date = new Date(time.dateTime)
      if (Number.isNaN(date.getTime())) continue
      time.textContent = words(date)
      time.title ||= date.toLocaleString(locale, { dateStyle: 'full', timeStyle: 'short' })
    }
  }
  const refresh = () => write((date) => relativeWords(date, new Date(), locale))
  refresh()
  setInterval(refresh, MINUTE)
  addEventListener('beforeprint', () =>
    write((date) => date.toLocaleDateString(locale, { dateStyle: 'medium' })),
  )
  addEventListener('afterprint', refresh)
}

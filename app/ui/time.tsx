import type { Translate } from '#app/locales/translate.ts'
import { useT } from './words.tsx'

/**
 * A moment. The server writes an absolute short date (UTC), because pages are cached and a cached "12 min" would
 * lie; the client turns it into the reader's own words and zone. `relative={false}` keeps the date.
 */
export function Time({ iso, relative = true }: { iso: string; relative?: boolean }) {
  const t = useT()
  return (
    <time dateTime={iso} data-rel={relative ? '' : undefined}>
      {shortDate(iso, t)}
    </time>
  )
}

/** `9 Nov 2024`, in UTC. A broken date is shown as it came rather than breaking the page. */
export function shortDate(iso: string, t: Translate): string {
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? iso : formatter(t.formatLocale).format(date)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string): Intl.DateTimeFormat {
  let found = formatters.get(locale)
  if (!found) {
    found = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    })
    formatters.set(locale, found)
  }
  return found
}

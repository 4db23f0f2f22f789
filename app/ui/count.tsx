import type { Translate } from '#app/locales/translate.ts'
import { useT } from './words.tsx'

/** A number as pages show it: exact below 10,000, then `12.4k` with the full value as its title. */
export function Count({ value }: { value: number }) {
  const t = useT()
  const shown = formatCount(value, t)
  return value < 10_000 ? (
    <>{shown}</>
  ) : (
    <span title={formatter(t.formatLocale, false).format(value)}>{shown}</span>
  )
}

/** The same number for use inside a sentence. */
export function formatCount(value: number, t: Translate): string {
  if (value < 10_000) return formatter(t.formatLocale, false).format(value)
  return formatter(t.locale, true)
    .formatToParts(value)
    .map((part) => (part.type === 'compact' && part.value === 'K' ? 'k' : part.value))
    .join('')
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, compact: boolean): Intl.NumberFormat {
  const key = `${locale} ${compact}`
  let found = formatters.get(key)
  if (!found) {
    const options = compact ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : {}
    formatters.set(key, (found = new Intl.NumberFormat(locale, options)))
  }
  return found
}

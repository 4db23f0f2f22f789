const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/

/** A year, a month or a day, as its first moment and the first moment after it, in UTC; null for anything else. */
export function parsePeriod(text: string): { start: Date; end: Date } | null {
  const [, year, month, day] = DATE.exec(text) ?? []
  if (!year) return null
  const [y, m, d] = [Number(year), Number(month ?? 1), Number(day ?? 1)]
  const start = new Date(Date.UTC(y, m - 1, d))
  if (y < 1970 || start.getUTCMonth() !== m - 1 || start.getUTCDate() !== d) return null
  const end = day ? Date.UTC(y, m - 1, d + 1) : month ? Date.UTC(y, m, 1) : Date.UTC(y + 1, 0, 1)
  return { start, end: new Date(end) }
}

/** Which part of a file of `size` bytes is asked for: both ends are in it. */
export type AskedRange = { start: number; end: number } | 'whole' | 'beyond'

/**
 * Reads a Range header (RFC 9110, 14.2). Several ranges at once are answered with the whole file, as the standard allows:
 * they serve nobody here but those who want to make work. What can't be understood counts as not there.
 */
export function askedRange(header: string | null, size: number): AskedRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.replace(/\s+/g, '') ?? '')
  if (!match) return 'whole'
  const [from, to] = [match[1] ?? '', match[2] ?? '']
  if (from === '' && to === '') return 'whole'
  if (from === '')
    return Number(to) === 0 || size === 0
      ? 'beyond'
      : { start: Math.max(0, size - Number(to)), end: size - 1 }
  const start = Number(from)
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < start) return 'whole'
  return start >= size ? 'beyond' : { start, end }
}

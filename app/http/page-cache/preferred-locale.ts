const REMEMBERED = 256
const LONGEST_HEADER = 200

/**
 * Chooses among `locales` by Accept-Language (RFC 4647 lookup): exactly, then without regions (`de-AT` → `de`), then a
 * locale of the same language (`pt` → `pt-BR`); the first of the list where nothing fits.
 */
export function preferredLocale(locales: readonly [string, ...string[]]) {
  const known = new Map<string, string>()
  return (header: string | undefined): string => {
    if (header === undefined || header.length > LONGEST_HEADER || locales.length === 1) return locales[0]
    const before = known.get(header)
    if (before !== undefined) return before
    const chosen = choose(header, locales)
    if (known.size >= REMEMBERED) known.clear()
    known.set(header, chosen)
    return chosen
  }
}

function choose(header: string, locales: readonly [string, ...string[]]): string {
  const wanted = header
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const q = parameters.find((parameter) => parameter.startsWith('q='))
      return { range, q: q === undefined ? 1 : Number(q.slice(2)) }
    })
    .filter(({ range, q }) => range !== '' && q > 0)
    .sort((a, b) => b.q - a.q)
  for (const { range } of wanted) {
    if (range === '*') return locales[0]
    for (let part = range; part !== ''; part = part.slice(0, Math.max(part.lastIndexOf('-'), 0))) {
      const found =
        locales.find((locale) => locale.toLowerCase() === part) ??
        locales.find((locale) => locale.toLowerCase().startsWith(`${part}-`))
      if (found !== undefined) return found
    }
  }
  return locales[0]
}

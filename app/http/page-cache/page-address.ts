/** Parameters by which mails and other sites count their clicks. No page depends on them. */
const tracking =
  /^(?:utm_[a-z_]{1,20}|fbclid|gclid|gbraid|wbraid|msclkid|dclid|yclid|twclid|igshid|mc_[ce]id|_hs(?:enc|mi))$/

const LONGEST_ADDRESS = 1_024
const pathCharacters = /^\/[\w\-.~!$&'()*+,;=:@%/]*$/
const escapes = /(?:%[\dA-Fa-f]{2})+/g
const separators = /[\p{Cc}/\\]/u

export interface PageAddress {
  path: string
  search: string
}

/**
 * The one spelling of an address that may be cached, or null where there is any doubt: another spelling of the path
 * (`//`, dot segments, needless escapes, a trailing slash), a parameter that is unknown, repeated or malformed, a data
 * request. Those go past the cache. Tracking parameters are left out, for the renderer as well.
 */
export function pageAddress(url: string, parameters: ReadonlySet<string>): PageAddress | null {
  if (url.length > LONGEST_ADDRESS) return null
  const { path, search } = splitAddress(url)
  if (!isCanonicalPath(path)) return null
  const canonical = canonicalSearch(search.slice(1), parameters)
  return canonical === null ? null : { path, search: canonical }
}

/** Path and query of an address as it came. */
export function splitAddress(url: string): PageAddress {
  const mark = url.indexOf('?')
  return mark < 0 ? { path: url, search: '' } : { path: url.slice(0, mark), search: url.slice(mark) }
}

function isCanonicalPath(path: string): boolean {
  if (path === '/') return true
  if (!pathCharacters.test(path) || path.endsWith('/') || path.endsWith('.data')) return false
  const [, ...segments] = path.split('/')
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return false
  return path.replace(escapes, (run) => (isNeededEscape(run) ? '' : '%')).indexOf('%') < 0
}

function isNeededEscape(run: string): boolean {
  const character = decode(run)
  return character !== null && !separators.test(character) && encodeURIComponent(character) === run
}

function canonicalSearch(query: string, parameters: ReadonlySet<string>): string | null {
  const values = new Map<string, string>()
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    if (name === null) return null
    if (tracking.test(name)) continue
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1))
    if (value === null || !parameters.has(name) || values.has(name)) return null
    values.set(name, value)
  }
  if (values.size === 0) return ''
  const pairs = [...values].sort(([a], [b]) => (a < b ? -1 : 1))
  return `?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

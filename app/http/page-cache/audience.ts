import type { IncomingHttpHeaders } from 'node:http'
import type { Audience } from './page.ts'
import { preferredLocale } from './preferred-locale.ts'

export interface AudienceOptions {
  /** What the names of all our cookies start with, after `__Host-` or `__Secure-`. */
  cookiePrefix: string
  /** The cookies among them that choose a version and identify nobody; the first of each list is the default. */
  localeCookie: string
  locales: readonly [string, ...string[]]
  themeCookie: string
  themes: readonly [string, ...string[]]
}

export type AudienceOf = (headers: IncomingHttpHeaders) => Audience | null

/**
 * Tells which shared pages a request may get: null for any that carries credentials, which are an Authorization header
 * and every cookie of ours but the two harmless ones. Cookies of others (analytics) don't matter: nobody reads them.
 */
export function createAudienceOf(options: AudienceOptions): AudienceOf {
  const { cookiePrefix, localeCookie, locales, themeCookie, themes } = options
  const negotiate = preferredLocale(locales)

  return (headers) => {
    if (headers.authorization !== undefined) return null
    const cookies = ownCookies(headers.cookie, cookiePrefix)
    if (!cookies) return { locale: negotiate(headers['accept-language']), theme: themes[0] }
    let locale: string | undefined
    let theme: string | undefined
    for (const { name, value } of cookies) {
      if (name === localeCookie && locale === undefined) locale = value
      else if (name === themeCookie && theme === undefined) theme = value
      else return null
    }
    return {
      locale:
        locale !== undefined && locales.includes(locale) ? locale : negotiate(headers['accept-language']),
      theme: theme !== undefined && themes.includes(theme) ? theme : themes[0],
    }
  }
}

function ownCookies(header: string | undefined, prefix: string): { name: string; value: string }[] | null {
  if (header === undefined || !header.includes(prefix)) return null
  return header
    .split(';')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name: name.trim(), value: value.join('=').trim() }
    })
    .filter(({ name }) => name.replace(/^__(?:Host|Secure)-/i, '').startsWith(prefix))
}

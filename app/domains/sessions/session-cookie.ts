import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes in base64url: what the cookie holds, and nothing else does. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database holds of a token: a copy of the table signs nobody in. */
export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** On https the name makes browsers refuse the cookie from any other host, path or scheme. */
export function cookieName(https: boolean): string {
  return https ? '__Host-guildhall-sid' : 'guildhall-sid'
}

/**
 * The token in a Cookie header, or null. Names are compared as they came: a decoder would take `%5F_Host-sid`, which
 * any sibling host may plant, for ours. Two different tokens mean that one was planted: then neither counts.
 */
export function readToken(header: string, name: string): string | null {
  const values = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  const [token, ...others] = new Set(values)
  return token !== undefined && others.length === 0 && /^[\w-]{43}$/.test(token) ? token : null
}

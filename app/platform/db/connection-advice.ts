import { isDatabaseAway } from './errors.ts'

/**
 * The error as the person at the console can use it, when a database of their own can't be reached or refuses us; any
 * other as it is. Never repeats the address whole, because a password may stand in it.
 */
export function withConnectionAdvice(error: unknown, databaseUrl: string): unknown {
  const { code } = error as { code?: string }
  const { host, pathname } = new URL(databaseUrl)
  const sentence = sentenceFor(error, code, host || 'the address', decodeURIComponent(pathname.slice(1)))
  return sentence ? Object.assign(new Error(sentence), { hint: code ?? 'database' }) : error
}

function sentenceFor(error: unknown, code: string | undefined, host: string, name: string): string | null {
  if (code === '28P01' || code === '28000')
    return `PostgreSQL at ${host} refuses the user or the password of DATABASE_URL.`
  if (code === '3D000')
    return `PostgreSQL at ${host} has no database “${name}”. Make it, or correct DATABASE_URL.`
  if (!isDatabaseAway(error)) return null
  return (
    `No PostgreSQL answers at ${host} (${code ?? 'no answer'}). Start it, or correct DATABASE_URL; ` +
    'without DATABASE_URL Guildhall brings its own.'
  )
}

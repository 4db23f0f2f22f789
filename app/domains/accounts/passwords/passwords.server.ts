import { readFileSync } from 'node:fs'
import { hash, verify } from '@node-rs/argon2'
import { createTurnstile } from '#app/platform/limits/turnstile.ts'
import { faultOf, LONGEST_PASSWORD, normalized, type PasswordFault } from './password-rules.ts'

/** OWASP's least for Argon2id, the library's default: 19 MiB, two passes. A hash takes some 70 ms of a core and that memory. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** More than two at once would take the cores and the memory from everybody else. */
const AT_ONCE = { most: 2, mostPerKey: 2, waiting: 40, patienceMs: 5_000 }

/** Too many passwords are being looked at; worth another try in a moment. */
export class PasswordsBusyError extends Error {
  override name = 'PasswordsBusyError'
}

/** Hashes and compares passwords, a few at a time. Throws PasswordsBusyError where too many wait. */
export type Passwords = {
  hash(password: string): Promise<string>
  /** Whether a password is the one of the hash. Without a hash it takes as long and is false: nobody learns that there is none. */
  matches(password: string, hash: string | null): Promise<boolean>
  /** What is wrong with a new password; `about` is what others know of its owner. */
  faultOf(password: string, about: readonly string[]): PasswordFault | null
}

/** The one keeper of passwords of a process. */
export function createPasswords(): Passwords {
  const turnstile = createTurnstile(AT_ONCE)
  const common = commonPasswords()
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const passed = await turnstile.pass(null, work)
    if ('done' in passed) return passed.done
    throw new PasswordsBusyError('Too many passwords are being looked at.')
  }
  return {
    hash: (password) => inTurn(() => hash(normalized(password), COST)),
    async matches(password, stored) {
      // What is longer than any password would only cost time.
      const given = password.length > 4 * LONGEST_PASSWORD ? '' : normalized(password)
      if (stored !== null) return inTurn(() => verify(stored, given))
      await inTurn(() => hash(given, COST))
      return false
    },
    faultOf: (password, about) => faultOf(password, { common, about }),
  }
}

function commonPasswords(): ReadonlySet<string> {
  const lines = readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8').split('\n')
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))
}

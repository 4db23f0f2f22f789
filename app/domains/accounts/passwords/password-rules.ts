/** Characters (code points after NFKC) that a password has at least, and at most: enough for any sentence. */
export const SHORTEST_PASSWORD = 10
export const LONGEST_PASSWORD = 256

/** What is wrong with a password, as the end of a message's key. */
export type PasswordFault = 'short' | 'long' | 'common' | 'yours'

/** One form for what different keyboards send for the same letters (NIST SP 800-63B, 5.1.1.2). */
export const normalized = (password: string) => password.normalize('NFKC')

/**
 * What is wrong with a new password; null where nothing is. `common` has the lower-cased passwords that everybody tries;
 * `about` what others know of its owner: a password that is made of little else is none.
 */
export function faultOf(
  password: string,
  { common, about }: { common: ReadonlySet<string>; about: readonly string[] },
): PasswordFault | null {
  const text = normalized(password)
  const length = [...text].length
  if (length < SHORTEST_PASSWORD) return 'short'
  if (length > LONGEST_PASSWORD) return 'long'
  const plain = text.toLowerCase()
  if (common.has(plain) || common.has(withoutTail(plain)) || new Set(plain).size < 4 || isRun(plain))
    return 'common'
  return about.some((known) => isMostly(plain, known)) ? 'yours' : null
}

/** `dragon1234!` is `dragon` to whoever guesses. */
const withoutTail = (text: string) => text.replace(/[\d!?.*#$@_-]+$/, '')

/** `abcdefghij`, `9876543210`: each character next to the last. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, at) => code - (codes[at] ?? 0))
  return steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

function isMostly(text: string, known: string): boolean {
  const name = normalized(known).toLowerCase()
  return name.length >= 4 && text.includes(name) && text.length - name.length < 6
}

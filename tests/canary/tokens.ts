import { randomBytes } from 'node:crypto'

/** A random word that stands in exactly one field of the world: where it turns up, that field was shown. */
export type Token = {
  word: string
  /** The thing that has the field. */
  thing: string
  field: string
}

/** What every token looks like, so that one pass over an answer finds them all. */
export const TOKENS = /cnry[a-z2-7]{12}/g

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

export type Tokens = ReturnType<typeof createTokens>

/** Makes tokens and remembers them. They are lower-case letters and digits, so nothing on their way respells them. */
export function createTokens() {
  const byWord = new Map<string, Token>()
  const byField = new Map<string, string>()
  return {
    /** The word of a field of a thing: the same at every call. */
    of(thing: string, field: string): string {
      const key = `${thing}: ${field}`
      const known = byField.get(key)
      if (known) return known
      const word = `cnry${[...randomBytes(12)].map((byte) => LETTERS[byte % 32]).join('')}`
      byField.set(key, word)
      byWord.set(word, { word, thing, field })
      return word
    },
    all: () => [...byWord.values()],
    /** Every token in a text, each once. */
    within(text: string): Token[] {
      const words = new Set(text.match(TOKENS))
      return [...words].flatMap((word) => byWord.get(word) ?? [])
    },
  }
}

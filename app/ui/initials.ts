const STACKED = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const CASED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u

/**
 * The letters of an avatar: two words give two initials (`moss.and.flint` → MA), one word its first two letters,
 * CJK and every script without capitals the first character. A handle without letters gives its first sign.
 */
export function initials(handle: string): string {
  const words = handle.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const first = words[0]
  if (!first) return [...handle][0] ?? '?'
  if (STACKED.test(first) || !CASED.test(first)) return [...first][0]!
  const second = words[1]
  const letters = second && CASED.test(second) ? [[...first][0], [...second][0]] : [...first].slice(0, 2)
  return letters.join('').toUpperCase()
}

const MARKS = /\p{M}/gu
/** A run of letters and digits, or one character of a script without spaces. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{N}]+?(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{L}\p{N}]|$)/gu

/** The words of a text, folded: small letters without accents. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKD').replace(MARKS, '').toLowerCase().match(WORD) ?? []
}

/** Whether two words differ by at most `most` letters that are added, missing, changed or swapped. */
export function isWithin(one: string, other: string, most: number): number | null {
  if (Math.abs(one.length - other.length) > most) return null
  let previous: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      let best = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, previous[j - 2]! + 1)
      next.push(best)
      least = Math.min(least, best)
    }
    if (least > most) return null
    previous = row
    row = next
  }
  const distance = row[other.length]!
  return distance <= most ? distance : null
}

import type { Highlighted } from '../search.view.ts'

/** Characters of a snippet, about. */
const SNIPPET = 220
const WORD = /[\p{L}\p{M}\p{N}]+/gu
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u

/** What is marked: folded words, and runs of scripts that write without spaces. */
export type Marks = { words: readonly string[]; runs: readonly string[] }

/** As `search_fold` of the database folds, near enough for eyes: no accents, no case. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** What to mark for a question's words and phrases. */
export function marksOf(terms: readonly string[]): Marks {
  const words = new Set<string>()
  const runs = new Set<string>()
  for (const term of terms) {
    for (const [word] of term.matchAll(WORD)) {
      if (UNSPACED.test(word)) runs.add(word.toLowerCase())
      else words.add(fold(word))
    }
  }
  return { words: [...words], runs: [...runs] }
}

/** The text in pieces, every second of them matched; whole, in order, and never within a character. */
export function highlight(text: string, marks: Marks): Highlighted {
  const pieces: string[] = []
  let end = 0
  for (const [from, to] of matches(text, marks)) {
    if (from < end) continue
    pieces.push(text.slice(end, from), text.slice(from, to))
    end = to
  }
  pieces.push(text.slice(end))
  return pieces
}

/** The part of the text where most of the words stand close together, marked; the beginning where there are none. */
export function snippet(text: string, marks: Marks): Highlighted {
  if (text.length <= SNIPPET) return highlight(text, marks)
  const found = [...matches(text, marks)]
  const best = densest(found)
  const start = best === null ? 0 : wordStart(text, Math.max(0, best - 60))
  const end = start + SNIPPET >= text.length ? text.length : wordStart(text, start + SNIPPET)
  const cut = text.slice(start, end).trimEnd()
  return highlight(`${start > 0 ? '…' : ''}${cut}${end < text.length ? '…' : ''}`, marks)
}

function* matches(text: string, { words, runs }: Marks): Generator<[number, number]> {
  const lower = runs.length > 0 ? text.toLowerCase() : ''
  const found: [number, number][] = []
  // Lower-casing may change lengths (İ): then the places would not be those of the text.
  if (lower.length === text.length) {
    for (const run of runs)
      for (let at = lower.indexOf(run); at >= 0; at = lower.indexOf(run, at + run.length))
        found.push([at, at + run.length])
  }
  for (const match of text.matchAll(WORD)) {
    if (isMarked(fold(match[0]), words)) found.push([match.index, match.index + match[0].length])
  }
  yield* found.sort((a, b) => a[0] - b[0] || b[1] - a[1])
}

/** The word itself, one that it begins, or one of the same stem: they part near their ends. */
function isMarked(word: string, words: readonly string[]): boolean {
  return words.some((asked) => {
    if (word === asked) return true
    if (asked.length < 3 || word.length < 3) return false
    if (word.startsWith(asked)) return word.length - asked.length <= 4
    const common = commonBeginning(word, asked)
    return (
      common >= 4 &&
      word.length - common <= 3 &&
      asked.length - common <= 3 &&
      /^(?:e?[sdrn]|ing|es|ed|er|y|ies|en|e|)$/.test(word.slice(common))
    )
  })
}

function commonBeginning(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** Where the stretch of a snippet's length begins that has most matches. */
function densest(found: readonly [number, number][]): number | null {
  let best: { at: number; many: number } | null = null
  let last = 0
  for (const [index, [from]] of found.entries()) {
    while (last < found.length && (found[last]?.[1] ?? 0) <= from + SNIPPET - 60) last++
    if (best === null || last - index > best.many) best = { at: from, many: last - index }
  }
  return best?.at ?? null
}

/** The beginning of a word at or a little after the index: text is never cut within a word or a character. */
function wordStart(text: string, index: number): number {
  if (index === 0) return 0
  const space = text.indexOf(' ', index)
  if (space >= 0 && space - index < 40) return space + 1
  let at = index
  while (at < text.length && /[\p{M}\p{Cs}\u200d\ufe0f]/u.test(text.charAt(at))) at++
  return at
}

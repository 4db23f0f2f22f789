import type { Direction } from './directions.ts'
import { setLine, type SetLine } from './set-line.ts'
import type { TextStyle } from './fonts.ts'

type Fit = {
  style: TextStyle
  direction: Direction
  /** Pixels: how wide a line and how high the block may be, and the sizes to try, the largest first. */
  width: number
  height: number
  sizes: readonly number[]
  /** From one line to the next, in sizes. */
  leading: number
  /** The most lines, whatever the size. */
  lines: number
  tracking: number
}

/** Text in lines at the size that was found for it. */
export type Block = { lines: SetLine[]; size: number }

const words = new Intl.Segmenter('en', { granularity: 'word' })
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Written without spaces: a line may end between any two words, as the dictionary of the segmenter knows them. */
const SPACELESS = /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}ー々ゝゞ]/u
const OPENING = /[\p{Ps}\p{Pi}]$/u

/** A part of the text between two places where a line may end; lengths in ems. */
type Piece = { text: string; width: number; space: number }
/** Lines, and whether a word had to be broken to make them. */
type Wrapped = { lines: string[]; broken: boolean }

/**
 * Sets clean text at the largest size at which it fits with whole words; then at the largest at which it fits at all; at
 * the smallest it is cut, and says so with “…”.
 */
export function breakLines(text: string, fit: Fit): Block {
  const measure = measureFor(fit)
  const pieces = piecesOf(text).map((piece) => pieceOf(piece, measure))
  const found = fitting(pieces, fit, measure, false) ?? fitting(pieces, fit, measure, true)
  if (found) return block(found.lines, found.size, fit)
  const size = fit.sizes.at(-1) ?? 16
  const { lines } = wrap(pieces, fit.width / size, fit.lines, measure)
  const last = shorten(lines.slice(fit.lines - 1).join(''), fit.width / size, measure)
  return block([...lines.slice(0, fit.lines - 1), last], size, fit)
}

const block = (lines: string[], size: number, { style, direction, tracking }: Fit): Block => ({
  lines: lines.map((line) => setLine(line.trim(), style, direction, tracking)),
  size,
})

type Measure = (text: string) => number

/** Widths in ems. Each word, and each sign that a word is broken at, is set once, whatever the number of attempts. */
function measureFor({ style, direction, tracking }: Fit): Measure {
  const known = new Map<string, number>()
  return (text) => {
    const width = known.get(text) ?? setLine(text, style, direction, tracking).width
    known.set(text, width)
    return width
  }
}

function pieceOf(text: string, measure: Measure): Piece {
  const word = text.trimEnd()
  return { text, width: measure(word), space: word === text ? 0 : measure(' ') }
}

function fitting(pieces: readonly Piece[], fit: Fit, measure: Measure, brokenWords: boolean) {
  for (const size of fit.sizes) {
    const { lines, broken } = wrap(pieces, fit.width / size, fit.lines, measure)
    const high = (lines.length - 1) * size * fit.leading + size
    if (lines.length > fit.lines || high > fit.height || (broken && !brokenWords)) continue
    return { lines: broken ? lines : balance(lines, pieces, fit.width / size, measure), size }
  }
  return null
}

/** The parts between which a line may end; spaces stay at the end of theirs. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1)
    if (last !== undefined && !mayBreak(last, segment)) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}

function mayBreak(before: string, after: string): boolean {
  if (/^\s/u.test(after)) return false
  if (/\s$/u.test(before)) return true
  if (CLOSING.test(after) || OPENING.test(before)) return false
  if (/\p{L}[-–—/]$/u.test(before) && /^\p{L}/u.test(after)) return true
  return SPACELESS.test(before.at(-1) ?? '') || SPACELESS.test(after)
}

/** As much as fits into each line; a piece that is wider than a line is broken wherever it must be. */
function wrap(pieces: readonly Piece[], width: number, most: number, measure: Measure): Wrapped {
  const lines: string[] = []
  let line = ''
  let used = 0
  let broken = false
  for (const piece of pieces) {
    // More lines than wanted tell enough.
    if (lines.length > most) break
    if (used + piece.width > width && line !== '') {
      lines.push(line)
      line = ''
      used = 0
    }
    if (piece.width > width) {
      const parts = breakWord(piece.text, width, measure)
      lines.push(...parts.slice(0, -1))
      line = parts.at(-1) ?? ''
      used = measure(line.trimEnd()) + piece.space
      broken = true
    } else {
      line += piece.text
      used += piece.width + piece.space
    }
  }
  return { lines: line === '' ? lines : [...lines, line], broken }
}

/** A word in parts that fit, of one sign at least. */
function breakWord(word: string, width: number, measure: Measure): string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const { segment } of signs.segment(word)) {
    const sign = measure(segment)
    if (part !== '' && used + sign > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += sign
  }
  return [...parts, part]
}

/** Lines of like length instead of a full one and a lonely word. */
function balance(lines: string[], pieces: readonly Piece[], width: number, measure: Measure): string[] {
  let best = lines
  for (let share = 0.96; share > 0.55 && lines.length > 1; share -= 0.04) {
    const narrower = wrap(pieces, width * share, lines.length, measure)
    if (narrower.lines.length !== lines.length || narrower.broken) break
    best = narrower.lines
  }
  return best
}

/** The start of a text and “…”, in one line: between words if that leaves most of it. */
function shorten(text: string, width: number, measure: Measure): string {
  const [start = ''] = breakWord(text, width - measure('…'), measure)
  const atWord = /^(.*[^\s\p{P}])[\s\p{P}]+\S*$/u.exec(start)?.[1] ?? ''
  const kept = atWord.length > start.length * 0.6 ? atWord : start
  return `${kept.replace(/[\s\p{P}]+$/u, '')}…`
}

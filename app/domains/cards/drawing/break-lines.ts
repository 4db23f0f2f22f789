import type { Direction } from './directions.ts'
import { setLine, type SetLine } from './set-line.ts'
import type { TextStyle } from './fonts.ts'

type Fit = {
  style: TextStyle
  direction: Direction
  /** Pixels: how wide a line may be, and the sizes to try, the largest first. */
  width: number
  sizes: readonly number[]
  /** The most lines, whatever the size. */
  lines: number
  tracking: number
}

/** Text in lines at the size that was found for it. */
export type Block = { lines: SetLine[]; size: number; cut: boolean }

const words = new Intl.Segmenter('en', { granularity: 'word' })
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Written without spaces: a line may end between any two words, as the dictionary of the segmenter knows them. */
const SPACELESS = /[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]/u
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}ー々ゝゞ]/u
const OPENING = /[\p{Ps}\p{Pi}]$/u

/** Sets clean text at the largest size at which it fits; at the smallest it is cut, and says so with “…”. */
export function breakLines(text: string, fit: Fit): Block {
  const pieces = piecesOf(text)
  for (const size of fit.sizes) {
    const lines = wrap(pieces, size, fit)
    if (lines.length <= fit.lines) return block(balance(lines, pieces, size, fit), size, false, fit)
  }
  const size = fit.sizes.at(-1) ?? 16
  const lines = wrap(pieces, size, fit)
  const last = shorten(lines.slice(fit.lines - 1).join(''), size, fit)
  return block([...lines.slice(0, fit.lines - 1), last], size, true, fit)
}

function block(lines: string[], size: number, cut: boolean, fit: Fit): Block {
  return { lines: lines.map((line) => set(line.trim(), fit)), size, cut }
}

const set = (text: string, { style, direction, tracking }: Fit) => setLine(text, style, direction, tracking)
const widthOf = (text: string, size: number, fit: Fit) => set(text.trimEnd(), fit).width * size

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
function wrap(pieces: readonly string[], size: number, fit: Fit, width = fit.width): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces) {
    if (widthOf(line + piece, size, fit) <= width) {
      line += piece
      continue
    }
    if (line !== '') lines.push(line)
    line = piece
    while (widthOf(line, size, fit) > width) {
      const head = longestStart(line, size, fit, width)
      lines.push(head)
      line = line.slice(head.length)
    }
    // Many more lines than wanted tell enough.
    if (lines.length > fit.lines) return [...lines, line]
  }
  return line === '' ? lines : [...lines, line]
}

/** Lines of like length instead of a full one and a lonely word. */
function balance(lines: string[], pieces: readonly string[], size: number, fit: Fit): string[] {
  if (lines.length < 2) return lines
  let best = lines
  for (let width = fit.width * 0.96; width > fit.width * 0.55; width -= fit.width * 0.04) {
    const narrower = wrap(pieces, size, fit, width)
    if (narrower.length !== lines.length || narrower.some((line) => widthOf(line, size, fit) > width)) break
    best = narrower
  }
  return best
}

/** At least one sign, at most what fits. */
function longestStart(text: string, size: number, fit: Fit, width: number): string {
  const all = [...signs.segment(text)].map(({ segment }) => segment)
  let fits = 1
  for (let step = 1 << 8; step >= 1; step >>= 1) {
    const more = all.slice(0, fits + step)
    if (more.length === fits + step && widthOf(more.join(''), size, fit) <= width) fits += step
  }
  return all.slice(0, fits).join('')
}

/** The start of a text and “…”, in one line: between words if that leaves most of it. */
function shorten(text: string, size: number, fit: Fit): string {
  const room = fit.width - widthOf('…', size, fit)
  const start = longestStart(text, size, fit, room).trimEnd()
  const atWord = /^(.*[^\s\p{P}])[\s\p{P}]+\S*$/u.exec(start)?.[1] ?? ''
  const kept = atWord.length > start.length * 0.6 ? atWord : start
  return `${kept.replace(/[\s\p{P}]+$/u, '')}…`
}

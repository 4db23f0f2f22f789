import { fontFor, type TextStyle } from './fonts.ts'

/** More is never drawn; a title has 200 characters at most, but imported ones may have more. */
const MOST_SIGNS = 260
/** Letters of real languages carry two or three marks; a heap of them is a prank. */
const MOST_MARKS = 3

/**
 * What is never drawn: control characters, overrides of direction (the order of what is drawn follows from the letters
 * alone), and invisible characters except the two that Persian, Indic scripts and emoji need to join or part letters.
 */
const UNWANTED =
  /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Text as it can be drawn in a style: in one line, of signs that some font has; the others are left out. */
export function cleanText(text: string, style: TextStyle): string {
  const calm = text
    .slice(0, 4_000)
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[^\S\ufeff]+/gu, ' ')
    .replace(UNWANTED, '')
    .trim()
  const kept: string[] = []
  for (const { segment } of signs.segment(calm)) {
    const sign = drawable(fewMarks(segment), style, calm)
    if (sign !== '') kept.push(sign)
    if (kept.length === MOST_SIGNS) break
  }
  // Where something was left out, two spaces may meet.
  return kept.join('').replaceAll(/ {2,}/g, ' ').trim()
}

function fewMarks(sign: string): string {
  let marks = 0
  return [...sign].filter((one) => !/^\p{Mn}|^\p{Me}/u.test(one) || (marks += 1) <= MOST_MARKS).join('')
}

/** The sign, or what is left of it without marks that no font has, or nothing. */
function drawable(sign: string, style: TextStyle, whole: string): string {
  if (sign.startsWith(' ')) return ' '
  if (/^\p{M}|^\p{Default_Ignorable_Code_Point}+$/u.test(sign)) return ''
  if (fontFor(style, sign, whole)) return sign
  const bare = [...sign.normalize('NFD')][0] ?? ''
  return fontFor(style, bare, whole) ? bare : ''
}

import { readFileSync } from 'node:fs'
import { Blob, Face, Font } from 'harfbuzzjs'
import { unpackWoff } from './woff.ts'

/** How text is set: titles and names in the theme's display font, all else in its text font, lighter or heavier. */
export type TextStyle = 'display' | 'text' | 'strong'

/** A font that is open. */
export type OpenFont = {
  font: Font
  unitsPerEm: number
  has(codePoint: number): boolean
  /** The outline of a glyph in font units, upwards; the text of an SVG path. */
  outline(glyph: number): string
}

/** The theme's fonts know Latin letters alone; what follows them is near in colour and weight. */
const OWN: Record<TextStyle, string[]> = {
  display: ['newsreader-latin', 'newsreader-latin-ext', 'newsreader-vietnamese'],
  text: ['instrument-sans-latin-500', 'instrument-sans-latin-ext-500', 'newsreader-vietnamese'],
  strong: ['instrument-sans-latin-600', 'instrument-sans-latin-ext-600', 'newsreader-vietnamese'],
}

/** Which signs are worth a look into which file: those of CJK are large. */
const OTHERS: [file: string, signs: RegExp][] = [
  ['noto-serif-cyrillic', /\p{scx=Cyrl}|№/u],
  ['noto-serif-cyrillic-ext', /\p{scx=Cyrl}/u],
  ['noto-serif-greek', /\p{scx=Grek}/u],
  ['noto-serif-greek-ext', /\p{scx=Grek}/u],
  ['noto-naskh-arabic', /\p{scx=Arab}/u],
  ['noto-serif-hebrew', /\p{scx=Hebr}/u],
  ['noto-serif-devanagari', /\p{scx=Deva}/u],
  ['noto-sans-thai', /\p{scx=Thai}/u],
  ['noto-sans-math', /\p{Script=Zyyy}/u],
]
const EMOJI = /\p{Emoji}|\p{Regional_Indicator}/u
const CJK = /\p{scx=Hani}|\p{scx=Hira}|\p{scx=Kana}|\p{scx=Hang}|\p{scx=Bopo}|\p{Script=Zyyy}/u

/**
 * The files to look for a sign in, in order. `whole` is the text that it stands in: Han characters look different in
 * Japanese, Korean and Chinese, and what stands around them tells which is meant.
 */
function filesFor(style: TextStyle, sign: string, whole: string): string[] {
  const others = OTHERS.filter(([, signs]) => signs.test(sign)).map(([file]) => file)
  const cjk = CJK.test(sign) ? cjkOrder(whole) : []
  const emoji = EMOJI.test(sign) ? ['noto-emoji'] : []
  const asEmoji = /\p{Emoji_Presentation}|\ufe0f/u.test(sign)
  return asEmoji ? [...emoji, ...OWN[style]] : [...OWN[style], ...others, ...cjk, ...emoji]
}

function cjkOrder(whole: string): string[] {
  if (/\p{scx=Hang}/u.test(whole) && /\p{Script=Hang}/u.test(whole))
    return ['noto-sans-kr', 'noto-sans-jp', 'noto-sans-sc']
  const japanese = /\p{Script=Hira}|\p{Script=Kana}/u.test(whole)
  return japanese
    ? ['noto-sans-jp', 'noto-sans-sc', 'noto-sans-kr']
    : ['noto-sans-sc', 'noto-sans-jp', 'noto-sans-kr']
}

const open = new Map<string, OpenFont>()

function openFont(file: string): OpenFont {
  const known = open.get(file)
  if (known) return known
  const woff = readFileSync(new URL(`../fonts/${file}.woff`, import.meta.url))
  const face = new Face(new Blob(unpackWoff(woff)))
  const font = new Font(face)
  const signs = new Set(face.collectUnicodes())
  const outlines = new Map<number, string>()
  const opened: OpenFont = {
    font,
    unitsPerEm: face.upem,
    has: (codePoint) => signs.has(codePoint),
    outline(glyph) {
      const outline = outlines.get(glyph) ?? font.glyphToPath(glyph)
      outlines.set(glyph, outline)
      return outline
    },
  }
  open.set(file, opened)
  return opened
}

/** Marks that choose between forms or join signs: no font needs to have them. */
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}]$/u

/** The font that has all of a sign (a letter with its marks), or null: nothing here can draw it. */
export function fontFor(style: TextStyle, sign: string, whole: string): OpenFont | null {
  const needed = [...sign].filter((one) => !INVISIBLE.test(one)).map((one) => one.codePointAt(0) ?? 0)
  for (const file of filesFor(style, sign, whole)) {
    const font = openFont(file)
    if (needed.every((codePoint) => font.has(codePoint))) return font
  }
  return null
}

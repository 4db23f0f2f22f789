import { Buffer as GlyphBuffer, Direction as Writing, shape } from 'harfbuzzjs'
import { levelsOf, visualOrder, type Direction } from './directions.ts'
import { fontFor, type OpenFont, type TextStyle } from './fonts.ts'

/** A line of text whose glyphs are known and placed; lengths are in ems. */
export type SetLine = {
  width: number
  /** Signs that became an empty box; none should. */
  missing: number
  /** The line as SVG, with its left end at `x` and its foot at `y`; `size` is in pixels. */
  draw(x: number, y: number, size: number): string
}

type Run = { text: string; font: OpenFont; level: number }
type Placed = { outline: string; x: number; y: number; scale: number }

const signs = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Sets one line of clean text (see `clean-text.ts`); `tracking` is added after each glyph of scripts that don't join. */
export function setLine(text: string, style: TextStyle, direction: Direction, tracking = 0): SetLine {
  const glyphs: Placed[] = []
  let width = 0
  let missing = 0
  for (const run of visualOrder(runsOf(text, style, direction))) {
    const buffer = new GlyphBuffer()
    buffer.addText(run.text)
    buffer.guessSegmentProperties()
    buffer.setDirection((run.level & 1) === 1 ? Writing.RTL : Writing.LTR)
    shape(run.font.font, buffer)
    const scale = 1 / run.font.unitsPerEm
    const positions = buffer.getGlyphPositions()
    const between = JOINS.test(run.text) ? 0 : tracking
    for (const [n, { codepoint: glyph }] of buffer.getGlyphInfos().entries()) {
      const at = positions[n]
      if (!at) continue
      if (glyph === 0) missing += 1
      glyphs.push({
        outline: run.font.outline(glyph),
        x: width + at.xOffset * scale,
        y: at.yOffset * scale,
        scale,
      })
      width += at.xAdvance * scale + between
    }
  }
  return {
    width,
    missing,
    draw: (x, y, size) =>
      glyphs
        .filter(({ outline }) => outline !== '')
        .map(
          (glyph) =>
            `<path transform="translate(${round(x + glyph.x * size)} ${round(y - glyph.y * size)}) scale(${(glyph.scale * size).toFixed(5)} ${(-glyph.scale * size).toFixed(5)})" stroke-width="${(haloAt(size) / (glyph.scale * size)).toFixed(0)}" d="${glyph.outline}"/>`,
        )
        .join(''),
  }
}

/** How wide a stroke would be, in pixels: whoever draws decides whether there is one. It closes gaps between lines. */
const haloAt = (size: number) => 10 + size * 0.4

/** Scripts whose letters hang together, or that lose by gaps. */
const JOINS =
  /[\p{scx=Arab}\p{scx=Deva}\p{scx=Hani}\p{scx=Kana}\p{scx=Hira}\p{scx=Hang}\p{scx=Hebr}\p{scx=Thai}]/u

const round = (value: number) => Math.round(value * 100) / 100

/** Stretches of one font and one direction, in the order of reading. */
function runsOf(text: string, style: TextStyle, direction: Direction): Run[] {
  const levels = levelsOf(text, direction)
  const runs: Run[] = []
  for (const { segment, index } of signs.segment(text)) {
    const level = levels[index] ?? 0
    const last = runs.at(-1)
    const font = fontFor(style, segment, text)
    if (!font) continue
    if (last?.level === level && last.font === font) last.text += segment
    else runs.push({ text: segment, font, level })
  }
  return runs
}

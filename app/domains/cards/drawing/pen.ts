import { CARD_WIDTH } from '../card.view.ts'
import { breakLines, type Block } from './break-lines.ts'
import { cleanText } from './clean-text.ts'
import { directionOf, type Direction } from './directions.ts'
import type { TextStyle } from './fonts.ts'

/** Text and the room that it has; lengths in pixels. The first of the sizes at which it fits is taken. */
export type Text = {
  style: TextStyle
  width: number
  height?: number
  sizes: readonly number[]
  lines: number
}

/** Display type is set a little closer, as on pages. */
const TRACKING: Record<TextStyle, number> = { display: -0.014, text: 0, strong: 0 }
/** From one line to the next, in sizes: these scripts reach higher and lower than Latin, or fill their square. */
const TALL =
  /[\p{scx=Arab}\p{scx=Hebr}\p{scx=Deva}\p{scx=Thai}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u
const LEADING: Record<TextStyle, number> = { display: 1.12, text: 1.36, strong: 1.36 }
const TALL_LEADING = 1.36

/** Text of which nothing can be drawn. */
export const NOTHING: SetText = { lines: [], size: 0, leading: 0, width: 0, height: 0 }

/** Text that is set; `height` is from the foot of the first line to the foot of the last. */
export type SetText = Pick<Block, 'lines' | 'size'> & { leading: number; width: number; height: number }

/** Sets any text, however hostile. What can't be drawn is left out; nothing that can gives no lines. */
export function setText(text: string, { height = Infinity, ...room }: Text): SetText {
  const clean = cleanText(text, room.style)
  if (clean === '') return NOTHING
  const leading = TALL.test(clean) ? TALL_LEADING : LEADING[room.style]
  const direction = directionOf(clean)
  const { lines, size } = breakLines(clean, {
    ...room,
    height,
    leading,
    direction,
    tracking: TRACKING[room.style],
  })
  const width = Math.max(...lines.map((line) => line.width * size))
  return { lines, size, leading, width, height: (lines.length - 1) * size * leading }
}

/** A single line of one size, cut where it is too long. */
export const setLabel = (text: string, style: TextStyle, size: number, width: number) =>
  setText(text, { style, width, sizes: [size], lines: 1 })

/** Draws from the edge at which a card's headline begins: `x` counts from there, `y` from the top. */
export type Pen = {
  /** Lines whose last one stands at `foot`. */
  text(text: SetText, x: number, foot: number, color: string): string
  /** Room around the same lines, in the colour of the ground: what lies below keeps away from the letters, as on maps. */
  halo(text: SetText, x: number, foot: number, color: string): string
  /** A shape of a width, `x` and `y` being its corner. */
  shape(shape: { width: number; svg: string }, x: number, y: number, color: string): string
  /** What fills the card, turned round where the headline runs from right to left. */
  mirrored(svg: string): string
}

export function penFor(headline: string): Pen {
  const direction: Direction = directionOf(cleanText(headline, 'display'))
  const fromLeft = (x: number, width: number) => (direction === 'rtl' ? CARD_WIDTH - x - width : x)
  const outlines = ({ lines, size, leading }: SetText, x: number, foot: number) =>
    lines
      .map((line, n) => {
        const y = foot - (lines.length - 1 - n) * size * leading
        return line.draw(fromLeft(x, line.width * size), y, size)
      })
      .join('')
  return {
    text: (text, x, foot, color) => `<g fill="${color}">${outlines(text, x, foot)}</g>`,
    halo: (text, x, foot, color) =>
      `<g fill="none" stroke="${color}" stroke-linejoin="round">${outlines(text, x, foot)}</g>`,
    shape: ({ width, svg }, x, y, color) =>
      `<g fill="${color}" transform="translate(${fromLeft(x, width)} ${y})">${svg}</g>`,
    mirrored: (svg) =>
      direction === 'rtl' ? `<g transform="translate(${CARD_WIDTH} 0) scale(-1 1)">${svg}</g>` : svg,
  }
}

import { CARD_HEIGHT, CARD_WIDTH } from '../card.view.ts'
import type { CardLook, CardWords } from './card-look.ts'
import { setLabel, setText, type Pen, type SetText } from './pen.ts'

/** The margin at both sides, and where the ground ends and the bar begins; pixels. */
export const EDGE = 72
const BAR = 116
export const FLOOR = CARD_HEIGHT - BAR
export const WIDE = CARD_WIDTH - 2 * EDGE
/** The line in the middle of the bar. */
const MIDDLE = FLOOR + BAR / 2

/** The flat ground with its map, which is faint where the text begins. */
export function ground(look: CardLook, height: number, pen: Pen): string {
  const whole = `M0 0h${CARD_WIDTH}v${height}H0z`
  return pen.mirrored(
    [
      '<defs><linearGradient id="fade"><stop offset=".1" stop-color="#000"/><stop offset=".9" stop-color="#fff"/></linearGradient>',
      `<mask id="calm"><path d="${whole}" fill="url(#fade)"/></mask></defs>`,
      `<path d="${whole}" fill="${look.ground}"/>`,
      `<g mask="url(#calm)" opacity=".75"><svg width="${CARD_WIDTH}" height="${height}">${look.map}</svg></g>`,
    ].join(''),
  )
}

/** Text on the map: where it begins, and where its last line stands. */
type Placed = { text: SetText; foot: number; x?: number }

/** Texts that lie on the ground. All of their halos come first: none may cut into another's letters. */
export function onGround(placed: Placed[], look: CardLook, pen: Pen): string {
  return [
    ...placed.map(({ text, foot, x = EDGE }) => pen.halo(text, x, foot, look.ground)),
    ...placed.map(({ text, foot, x = EDGE }) => pen.text(text, x, foot, look.onGround)),
  ].join('')
}

const MARK = { width: 22, svg: '<rect width="22" height="22" rx="4"/>' }

/** The space above a title, with the mark that spaces have in the rail. */
export const eyebrow = (space: string): Placed => ({
  text: setLabel(space, 'strong', 31, WIDE - 60),
  foot: 102,
  x: EDGE + 38,
})
export const spaceMark = (look: CardLook, pen: Pen) => pen.shape(MARK, EDGE, 80, look.onGround)

/** Whose community it is: the sign and the name, on a quiet ground. */
export function bar(name: string, look: CardLook, pen: Pen): string {
  const title = setText(name, { style: 'display', width: 440, sizes: [38, 34, 30], lines: 1 })
  return [
    `<path d="M0 ${FLOOR}h${CARD_WIDTH}v${BAR}H0z" fill="${look.bar}"/>`,
    pen.shape(ridge(52), EDGE - 3, MIDDLE - 27, look.brand),
    pen.text(title, EDGE + 64, MIDDLE + 12, look.ink),
  ].join('')
}

/** Who began it and how many answered, at the far end of the bar. People are round; the brand is its sign on a square. */
export function author(words: CardWords, official: boolean, look: CardLook, pen: Pen): string {
  const count = setLabel(words.replies, 'text', 27, 240)
  const name = setLabel(words.author, 'strong', 27, 300)
  const letters = setLabel(words.initials, 'strong', 22, 50)
  const countAt = CARD_WIDTH - EDGE - count.width
  const nameAt = countAt - (count.width > 0 ? 26 : 0) - name.width
  const faceAt = nameAt - 18 - 54
  const face = official
    ? pen.shape(
        { width: 54, svg: '<rect width="54" height="54" rx="6"/>' },
        faceAt,
        MIDDLE - 27,
        look.brand,
      ) + pen.shape(ridge(32), faceAt + 11, MIDDLE - 17, look.onBrand)
    : pen.shape(
        { width: 54, svg: '<circle cx="27" cy="27" r="27"/>' },
        faceAt,
        MIDDLE - 27,
        look.avatar.ground,
      ) + pen.text(letters, faceAt + 27 - letters.width / 2, MIDDLE + 8, look.avatar.ink)
  return [
    pen.text(count, countAt, MIDDLE + 9, look.ink2),
    pen.text(name, nameAt, MIDDLE + 9, look.ink),
    face,
  ].join('')
}

/** The sign of a community that has not brought its own, in a square of a size: a ridge over water. */
export const ridge = (size: number) => ({
  width: size,
  svg: `<g transform="scale(${size / 32})"><path d="M2 20 11 6l5.5 8.5L19 11l11 9z"/><path d="M5 23h22v2.2H5zM9.5 27.5h13v2h-13z" opacity=".62"/></g>`,
})

import { CARD_HEIGHT, CARD_WIDTH, type Card } from '../card.view.ts'
import { author, bar, EDGE, eyebrow, FLOOR, ground, onGround, ridge, spaceMark, WIDE } from './card-parts.ts'
import type { CardLook, CardWords } from './card-look.ts'
import { NOTHING, penFor, setText, type SetText, type Text } from './pen.ts'

/** What a card is drawn from. */
export type Drawing = { card: Card; words: CardWords; look: CardLook }

/** The card as an SVG document of paths, of CARD_WIDTH and CARD_HEIGHT. The same drawing always gives the same text. */
export function drawCard(drawing: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${CARD_HEIGHT}">${bodyOf(drawing)}</svg>`
}

function bodyOf({ card, words, look }: Drawing): string {
  if (card.kind === 'thread') return drawThread(card, words, look)
  return card.kind === 'space' ? drawSpace(card, look) : drawSite(card, look)
}

type Of<Kind extends Card['kind']> = Extract<Card, { kind: Kind }>

/** Sizes step down in even steps, so that titles of like length look alike. */
const TITLE = { sizes: [128, 112, 100, 92, 84, 76, 68, 62, 56, 50, 46], lines: 3, height: 312 }
const NAME = { sizes: [148, 132, 116, 104, 92, 80, 68, 56, 48], lines: 2, height: 236 }

/** The first of the texts of which anything can be drawn, in the largest letters that it fits in. */
function headline(texts: string[], room: Omit<Text, 'style' | 'width'>): SetText {
  const sets = texts.map((text) => setText(text, { style: 'display', width: WIDE, ...room }))
  return sets.find((one) => one.lines.length > 0) ?? NOTHING
}

function drawThread(card: Of<'thread'>, words: CardWords, look: CardLook): string {
  const pen = penFor(card.title)
  const title = headline([card.title, card.space, card.site.name], TITLE)
  return [
    ground(look, FLOOR, pen),
    onGround([eyebrow(card.space), { text: title, foot: FLOOR - 60 }], look, pen),
    spaceMark(look, pen),
    bar(card.site.name, look, pen),
    author(words, card.author.kind === 'brand', look, pen),
  ].join('')
}

function drawSpace(card: Of<'space'>, look: CardLook): string {
  const pen = penFor(card.name)
  const name = headline([card.name, card.site.name], NAME)
  const about = setText(card.description, { style: 'text', width: 860, sizes: [34], lines: 2 })
  const foot = FLOOR - 60
  return [
    ground(look, FLOOR, pen),
    onGround(
      [
        { text: name, foot: foot - above(about) },
        { text: about, foot },
      ],
      look,
      pen,
    ),
    bar(card.site.name, look, pen),
  ].join('')
}

function drawSite({ site }: Of<'site'>, look: CardLook): string {
  const pen = penFor(site.name)
  const name = headline([site.name], NAME)
  const tagline = setText(site.tagline, { style: 'text', width: 860, sizes: [38, 34], lines: 3 })
  const foot = CARD_HEIGHT - 78
  const stripe = 14
  return [
    ground(look, CARD_HEIGHT, pen),
    onGround(
      [
        { text: name, foot: foot - above(tagline) },
        { text: tagline, foot },
      ],
      look,
      pen,
    ),
    pen.shape(ridge(104), EDGE - 7, 70, look.onGround),
    `<path d="M0 ${CARD_HEIGHT - stripe}h${CARD_WIDTH}v${stripe}H0z" fill="${look.accent}"/>`,
  ].join('')
}

/** How far a name stands above the foot of the text under it. */
const above = ({ lines, height, size }: SetText) => (lines.length === 0 ? 0 : height + size * 2.4)

import type { Card, CardSite } from './card.view.ts'

/** Raise it when the drawing changes (a test notices): every picture then gets another address, and is drawn anew. */
const DRAWING = 1

type Author = Extract<Card, { kind: 'thread' }>['author']

/** What has a share picture of its own: a thread's head, a space, or the site. Rows and views fit as they are. */
export type CardOf =
  | {
      thread: {
        id: number
        title: string
        space: { name: string; hue: number }
        author: Author
        replies: number
      }
    }
  | { space: { id: number; slug: string; name: string; description: string; hue: number } }
  | { site: true }

/**
 * The path of the share picture of something that a visitor may read. It ends in a fingerprint of what the picture
 * shows, so whatever lies there may be kept for ever. Pure and the same everywhere: for `meta` functions, too.
 */
export function cardHref(site: CardSite, of: CardOf): string {
  const file = `${fingerprint(cardOf(site, of))}.png`
  if ('thread' in of) return `/card/thread/${of.thread.id}/${file}`
  if ('space' in of) return `/card/space/${encodeURIComponent(of.space.slug)}/${file}`
  return `/card/site/${file}`
}

/** What the picture of it shows. */
export function cardOf({ name, tagline, locale, theme }: CardSite, of: CardOf): Card {
  const site = { name, locale, theme }
  if ('thread' in of) {
    const { id, title, space, author, replies } = of.thread
    return {
      kind: 'thread',
      title,
      space: space.name,
      author: { handle: author.handle, name: author.name, kind: author.kind },
      replies,
      hue: space.hue,
      seed: id,
      site,
    }
  }
  if ('space' in of) {
    const { id, description, hue } = of.space
    return { kind: 'space', name: of.space.name, description, hue, seed: id, site }
  }
  return { kind: 'site', site: { ...site, tagline } }
}

/** All that decides how a card looks, as text: equal texts are equal pictures. */
export const whatIsShown = (card: Card) => JSON.stringify([DRAWING, card])

/** FNV-1a, 64 bits, as 16 hexadecimal digits. It tells versions of one thing apart; it protects nothing. */
function fingerprint(card: Card): string {
  let value = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(whatIsShown(card)))
    value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n)
  return value.toString(16).padStart(16, '0')
}

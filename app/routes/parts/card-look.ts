import type { Card } from '#app/domains/cards/card.view.ts'
import type { CardLook, CardWords } from '#app/domains/cards/drawing/card-look.ts'
import type { Translate } from '#app/locales/translate.ts'
import { drawContour } from '#app/ui/art/contour.ts'
import { cardColors } from '#app/ui/card-colors.ts'
import { formatCount } from '#app/ui/count.tsx'
import { initials } from '#app/ui/initials.ts'
import { DRAWINGS } from './covers.ts'

/** The map of the site's own card: of all the drawings, one with its summit well to the side. */
const SITE_MAP = 12

/** The colours of a card, and the same map that the thing's cover has on pages. */
export function lookOf(card: Card): CardLook {
  const handle = card.kind === 'thread' ? card.author.handle : ''
  const map = card.kind === 'site' ? SITE_MAP : card.seed % DRAWINGS
  return {
    ...cardColors({ hue: card.kind === 'site' ? null : card.hue, handle }),
    map: drawContour(map, { summit: false }),
  }
}

/** The words of a card in the language of the site. */
export function wordsOf(card: Card, t: Translate): CardWords {
  if (card.kind !== 'thread') return { author: '', initials: '', replies: '' }
  const { author, replies } = card
  const name = author.kind === 'erased' ? t('post.erased') : author.name || `@${author.handle}`
  return {
    author: name,
    initials: author.kind === 'erased' ? '–' : initials(author.handle),
    // Nobody is drawn to a talk that nobody joined.
    replies:
      replies === 0 ? '' : t('thread.repliesPlain', { count: replies, shown: formatCount(replies, t) }),
  }
}

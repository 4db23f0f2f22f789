import type { Drawing } from '../draw-card.ts'

const look = {
  ground: '#114433',
  onGround: '#ffffff',
  bar: '#eeeeee',
  ink: '#000000',
  ink2: '#444444',
  brand: '#116633',
  onBrand: '#ffffff',
  accent: '#ee5511',
  avatar: { ground: '#ddddff', ink: '#222266' },
  // Nothing but words is drawn in the colour of words.
  map: '<svg xmlns="http://www.w3.org/2000/svg"/>',
}
const site = { name: 'Tarnmoor', locale: 'en', theme: 'guildhall' }

/** A thread's card with this title. */
export function threadDrawing(title: string, more: { space?: string; author?: string } = {}): Drawing {
  const { space = 'Trail talk', author = 'Ann' } = more
  return {
    card: {
      kind: 'thread',
      title,
      space,
      author: { handle: 'ann', name: author, kind: 'member' },
      replies: 3,
      hue: 45,
      seed: 1,
      site,
    },
    words: { author, initials: 'AN', replies: '3 replies' },
    look,
  }
}

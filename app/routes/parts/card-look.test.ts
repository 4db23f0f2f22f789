import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { cardOf, whatIsShown, type CardOf } from '#app/domains/cards/card-address.ts'
import { drawCard } from '#app/domains/cards/drawing/draw-card.ts'
import { translator } from '#app/locales/translate.ts'
import { contrast, fromHex } from '#app/ui/oklch.ts'
import { lookOf, wordsOf } from './card-look.ts'

const site = { name: 'Tarnmoor', tagline: 'On foot', locale: 'en', theme: 'guildhall' }
const thread = {
  id: 12,
  title: 'Eleven nights on the ridge (كيف؟)',
  space: { name: 'Trip reports', hue: 285 },
  author: { handle: 'slow-miles', name: 'Ember', kind: 'member' as const },
  replies: 12_345,
}
const space = { id: 4, slug: 'gear', name: 'Gear', description: 'What to carry', hue: 195 }

const t = translator('en')
const draw = (of: CardOf) => {
  const card = cardOf(site, of)
  return drawCard({ card, words: wordsOf(card, t), look: lookOf(card) })
}

test('a drawing that changes has another version', () => {
  const drawings = [{ thread }, { space }, { site: true as const }].map(draw)
  const version = (JSON.parse(whatIsShown(cardOf(site, { site: true }))) as unknown[])[0]
  const digest = createHash('sha256').update(drawings.join('')).digest('hex').slice(0, 16)
  expect(
    { version, digest },
    'Cards look different now. Raise DRAWING in app/domains/cards/card-address.ts, so that all are drawn anew, and renew this.',
  ).toEqual({ version: 1, digest: 'd066d00b2c341681' })
})

test('the author is called what pages call them', () => {
  const words = (author: Partial<typeof thread.author> | { kind: 'erased' }, replies = 1) =>
    wordsOf(cardOf(site, { thread: { ...thread, author: { ...thread.author, ...author }, replies } }), t)
  expect(words({})).toEqual({ author: 'Ember', initials: 'SM', replies: '1 reply' })
  expect(words({ name: '' }).author).toBe('@slow-miles')
  expect(words({ kind: 'erased' })).toMatchObject({ author: 'Someone who left', initials: '–' })
  expect(words({}, 0).replies).toBe('')
  expect(words({}, 12_345).replies).toBe('12.3k replies')
})

test('words can be read on the ground of every hue', () => {
  for (let hue = 0; hue < 360; hue += 5) {
    const look = lookOf(cardOf(site, { space: { ...space, hue } }))
    expect(contrast(fromHex(look.ground), fromHex(look.onGround)), `hue ${hue}`).toBeGreaterThan(4.5)
    expect(contrast(fromHex(look.avatar.ground), fromHex(look.avatar.ink))).toBeGreaterThan(4.5)
  }
})

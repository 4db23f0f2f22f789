import { expect, test } from 'vitest'
import { cardHref, type CardOf } from './card-address.ts'

const site = { name: 'Tarnmoor', tagline: 'On foot', locale: 'en', theme: 'guildhall' }
const thread = {
  id: 12,
  title: 'A walk',
  space: { name: 'Walks', hue: 45 },
  author: { handle: 'ann', name: 'Ann', kind: 'member' as const },
  replies: 3,
}
const space = { id: 4, slug: 'walks', name: 'Walks', description: 'On foot', hue: 45 }

test('the address says what it is of, and ends in sixteen digits', () => {
  expect(cardHref(site, { thread })).toMatch(/^\/card\/thread\/12\/[0-9a-f]{16}\.png$/)
  expect(cardHref(site, { space })).toMatch(/^\/card\/space\/walks\/[0-9a-f]{16}\.png$/)
  expect(cardHref(site, { site: true })).toMatch(/^\/card\/site\/[0-9a-f]{16}\.png$/)
  expect(cardHref(site, { space: { ...space, slug: 'wälder/ü' } })).toMatch(
    /^\/card\/space\/w%C3%A4lder%2F%C3%BC\//,
  )
})

test('everything that a picture shows changes its address', () => {
  const threads: CardOf[] = [
    { thread },
    { thread: { ...thread, title: 'A talk' } },
    { thread: { ...thread, space: { name: 'Talks', hue: 45 } } },
    { thread: { ...thread, space: { name: 'Walks', hue: 60 } } },
    { thread: { ...thread, author: { ...thread.author, name: 'Anna' } } },
    { thread: { ...thread, author: { ...thread.author, handle: 'anna' } } },
    { thread: { ...thread, author: { ...thread.author, kind: 'erased' } } },
    { thread: { ...thread, replies: 4 } },
  ]
  const spaces: CardOf[] = [
    { space },
    { space: { ...space, name: 'Talks' } },
    { space: { ...space, description: '' } },
    { space: { ...space, hue: 60 } },
  ]
  const sites = [
    { ...site, name: 'Moor' },
    { ...site, locale: 'ar' },
    { ...site, theme: 'brick' },
  ]
  const hrefs = [
    ...[...threads, ...spaces, { site: true as const }].map((of) => cardHref(site, of)),
    ...sites.flatMap((other) =>
      [{ thread }, { space }, { site: true as const }].map((of) => cardHref(other, of)),
    ),
    cardHref({ ...site, tagline: 'By boat' }, { site: true }),
  ]
  expect(new Set(hrefs).size).toBe(hrefs.length)
})

test('nothing that it does not show does', () => {
  const more = { ...thread, views: 9, space: { hue: 45, name: 'Walks', slug: 'walks' } }
  expect(cardHref(site, { thread: more })).toBe(cardHref(site, { thread }))
  expect(cardHref({ ...site, tagline: 'By boat' }, { thread })).toBe(cardHref(site, { thread }))
})

import { expect, it } from 'vitest'
import { hueOf, tint } from './hue.ts'

it.each([
  [0, 'tint hue-0'],
  [38, 'tint hue-45'],
  [205, 'tint hue-210'],
  [359, 'tint hue-0'],
  [360, 'tint hue-0'],
  [-10, 'tint hue-345'],
])('brings the hue %d onto the wheel of 24', (hue, classes) => {
  expect(tint(hue)).toBe(classes)
})

it('gives a handle one hue, whatever its capitals', () => {
  expect(hueOf('Moss.And.Flint')).toBe(hueOf('moss.and.flint'))
})

it('spreads people over all twelve hues', () => {
  const hues = new Set(Array.from({ length: 300 }, (_, i) => hueOf(`member-${i}`)))
  expect(hues.size).toBe(12)
})

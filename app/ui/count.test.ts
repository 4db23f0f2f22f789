import { expect, it } from 'vitest'
import { translator } from '#app/locales/translate.ts'
import { formatCount } from './count.tsx'

it.each([
  [0, '0'],
  [9_999, '9,999'],
  [10_000, '10k'],
  [12_431, '12.4k'],
  [1_250_000, '1.3M'],
])('writes %d as %s', (value, shown) => {
  expect(formatCount(value, translator('en'))).toBe(shown)
})

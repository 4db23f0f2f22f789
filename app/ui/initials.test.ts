import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['moss.and.flint', 'MA'],
  ['slow-miles', 'SM'],
  ['bivvy_bea', 'BB'],
  ['codinghorror', 'CO'],
  ['x', 'X'],
  ['山の音', '山'],
  ['نادر', 'ن'],
  ['élan-vital', 'ÉV'],
  ['user42', 'US'],
  ['...', '.'],
  ['', '?'],
  ['😀', '😀'],
])('writes %j as %j', (handle, letters) => {
  expect(initials(handle)).toBe(letters)
})

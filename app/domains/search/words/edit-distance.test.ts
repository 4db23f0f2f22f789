import { expect, it } from 'vitest'
import { editDistance } from './edit-distance.ts'

it.each([
  ['cord', 'cord', 0],
  ['crod', 'cord', 1],
  ['cor', 'cord', 1],
  ['coord', 'cord', 1],
  ['cold', 'cord', 1],
  ['artifcts', 'artifacts', 1],
  ['shaddow', 'shadows', 2],
  ['tent', 'stove', 3],
])('%s is %s by %i', (a, b, distance) => {
  expect(editDistance(a, b, 2)).toBe(distance)
  expect(editDistance(b, a, 2)).toBe(distance)
})

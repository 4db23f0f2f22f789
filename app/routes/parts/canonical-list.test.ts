import { expect, test } from 'vitest'
import { canonicalList } from './canonical-list.ts'

test.each([
  ['latest', 'all', undefined, '/s/walks'],
  ['top', 'all', undefined, '/s/walks?sort=top'],
  ['top', 'week', undefined, '/s/walks?sort=top&period=week'],
  ['top', 'all', 'top', '/s/walks'],
  ['top', 'week', 'top', '/s/walks?sort=top&period=week'],
  ['latest', 'all', 'top', '/s/walks?sort=latest'],
  // Only “top” reads the period.
  ['hot', 'week', undefined, '/s/walks?sort=hot'],
] as const)('a list by %s of %s, in a place that begins with %s: %s', (sort, period, standard, address) => {
  expect(canonicalList('/s/walks', { sort, period }, standard)).toBe(address)
})

import { expect, it } from 'vitest'
import { spread, type Pace } from './spread.ts'

it.each(['early', 'even', 'late'] satisfies Pace[])('lays posts out from old to young, %s', (pace) => {
  const ages = spread([1000, ...Array<null>(8).fill(null), 400, null, null, 10], pace, 'thread')
  expect([ages[0], ages[9], ages[12]]).toEqual([1000, 400, 10])
  expect(ages).toEqual([...ages].sort((a, b) => b - a))
  expect(new Set(ages).size).toBe(13)
  expect(spread([1000, ...Array<null>(8).fill(null), 400, null, null, 10], pace, 'thread')).toEqual(ages)
})

it('refuses a known age that is not younger than the one before', () => {
  expect(() => spread([100, 200, 10], 'even', 'thread')).toThrow('post 2 is not younger')
})

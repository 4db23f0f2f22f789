import { expect, test } from 'vitest'
import { askedRange } from './byte-range.ts'

test.each([
  [null, 'whole'],
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=90-5000', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes = 1 - 2', { start: 1, end: 2 }],
  ['bytes=100-', 'beyond'],
  ['bytes=-0', 'beyond'],
  ['bytes=9-1', 'whole'],
  ['bytes=-', 'whole'],
  ['bytes=0-1,5-6', 'whole'],
  ['lines=1-2', 'whole'],
  [`bytes=0-${'9'.repeat(40)}`, 'whole'],
])('%s of 100 bytes is %j', (header, range) => {
  expect(askedRange(header, 100)).toEqual(range)
})

test('nothing of nothing', () => {
  expect(askedRange('bytes=0-0', 0)).toBe('beyond')
  expect(askedRange('bytes=-1', 0)).toBe('beyond')
})

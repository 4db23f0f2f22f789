import { expect, test } from 'vitest'
import { acceptedEncodings } from './accepted-encodings.ts'

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br gzip identity'],
  ['GZIP', 'gzip identity'],
  ['x-gzip', 'gzip identity'],
  ['br;q=0.5, gzip', 'gzip br identity'],
  ['br ; q = 0.5 , gzip ; q=0.6', 'gzip br identity'],
  ['br;q=0, gzip', 'gzip identity'],
  ['identity, gzip;q=0.5', 'identity gzip'],
  ['*', 'br gzip identity'],
  ['*;q=0.3, gzip;q=0.2', 'br gzip identity'],
  ['identity;q=0', 'identity'],
  ['*;q=0', 'identity'],
  ['gzip;q=1, *;q=0', 'gzip identity'],
  ['gzip;q=2, br;q=-1', 'identity'],
  ['gzip;q=x', 'identity'],
  ['deflate', 'identity'],
  [',;,', 'identity'],
])('%j', (header, expected) => {
  expect(acceptedEncodings(header).join(' ')).toBe(expected)
  expect(acceptedEncodings(header).join(' ')).toBe(expected)
})

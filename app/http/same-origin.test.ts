import { expect, test } from 'vitest'
import { isSameOrigin } from './same-origin.ts'

const ours = 'https://fans.example.com'

test.each([
  ['GET', {}, true],
  ['HEAD', { origin: 'https://evil.example' }, true],
  ['POST', { origin: ours }, true],
  ['POST', { 'sec-fetch-site': 'same-origin', origin: 'null' }, true],
  ['POST', {}, false],
  ['POST', { origin: 'null' }, false],
  ['POST', { origin: 'https://fans.example.com.evil.example' }, false],
  ['POST', { origin: 'http://fans.example.com' }, false],
  ['POST', { origin: ours, 'sec-fetch-site': 'cross-site' }, false],
  ['DELETE', { 'sec-fetch-site': 'same-site' }, false],
  ['PATCH', { 'sec-fetch-site': 'none' }, false],
])('%s with %o: %s', (method, headers, allowed) => {
  expect(isSameOrigin(method, headers, ours)).toBe(allowed)
})

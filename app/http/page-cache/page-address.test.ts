import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageAddress } from './page-address.ts'

const parameters = new Set(['after', 'sort'])
const address = (url: string) => {
  const found = pageAddress(url, parameters)
  return found && found.path + found.search
}

describe('one page has one address', () => {
  test.each([
    ['/', '/'],
    ['/?', '/'],
    ['/?&&', '/'],
    ['/t/12/hello', '/t/12/hello'],
    ['/tags/%C3%A4', '/tags/%C3%A4'],
    ['/s/general?sort=top&after=5', '/s/general?after=5&sort=top'],
    ['/s/general?after=5&sort=top', '/s/general?after=5&sort=top'],
    ['/s/general?after=a+b', '/s/general?after=a%20b'],
    ['/s/general?%61fter=5', '/s/general?after=5'],
    ['/s/general?after', '/s/general?after='],
    ['/t/12/hello?utm_source=mail&utm_campaign=x&fbclid=1&gclid=2', '/t/12/hello'],
    ['/t/12/hello?utm_source=a&utm_source=b', '/t/12/hello'],
  ])('%s', (url, expected) => {
    expect(address(url)).toBe(expected)
  })
})

describe('what is doubtful goes past the cache', () => {
  test.each([
    [
      'another spelling',
      ['/t//12', '//evil.example/t', '/\\evil.example', '/t/12/', '/t/./12', '/t/../admin', '/t/..'],
    ],
    [
      'needless and lower-case escapes',
      ['/t/%31%32', '/%74/12', '/tags/%c3%a4', '/t%2e/12', '/t/%2e%2e/admin', '/%7Euser'],
    ],
    ['escaped separators', ['/t%2F12', '/t%5C12', '/t/%00', '/t/12%0D%0Aset-cookie:x', '/t/%C2%85']],
    ['broken escapes', ['/t/%', '/t/%zz', '/tags/%C3', '/?after=%', '/?after=%C3', '/?%C3=1']],
    [
      'no path',
      ['', '*', 't/12', 'http://evil.example/t/12', '?after=1', '/t 12', '/t/12#x', '/t/ä', '/t/<x>'],
    ],
    [
      'unknown parameters',
      ['/?q=1', '/?after=5&q=1', '/?_data=routes', '/?_routes=x', '/?utm_=1', '/?__proto__=1', '/?AFTER=1'],
    ],
    ['repeated parameters', ['/?after=1&after=1', '/?after=1&%61fter=2', '/?after=1&utm_source=x&after=2']],
    ['data requests', ['/t/12.data', '/_root.data', '/_root.data?after=5']],
    ['too much', [`/${'a'.repeat(1_024)}`, `/?after=${'a'.repeat(1_024)}`]],
  ])('%s', (_why, urls) => {
    for (const url of urls) expect(address(url), url).toBeNull()
  })
})

test('an address that is accepted is what a URL parser makes of it, and stays what it is', () => {
  const piece = fc.constantFrom(
    ...'/.%?&=;+\\#:@ ä\u0000'.split(''),
    '%2F',
    '%41',
    '%C3%A4',
    '..',
    'after',
    'sort',
    'x',
    '12',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const found = pageAddress(`/${pieces.join('')}`, parameters)
      if (!found) return
      const url = new URL(found.path + found.search, 'https://community.example')
      expect(url.host).toBe('community.example')
      expect(url.pathname).toBe(found.path)
      expect(pageAddress(found.path + found.search, parameters)).toEqual(found)
      for (const name of url.searchParams.keys()) expect(parameters).toContain(name)
    }),
    { numRuns: 20_000 },
  )
})

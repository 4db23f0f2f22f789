import { expect, test } from 'vitest'
import { pageOfNumber, postHref, slugOf, threadHref } from './thread-address.ts'
import { parseThreadPath } from './thread-path.ts'

test.each([
  ['Shock cord keeps slipping!', 'shock-cord-keeps-slipping'],
  ['Größe & Übermut', 'große-ubermut'],
  ['  ', 'thread'],
  ['2024', 'thread-2024'],
  ['10-000', 'thread-10-000'],
  ['هل من نصيحة؟', 'هل-من-نصيحة'],
  ['テントの修理', 'テントの修理'],
  ['🎆', 'thread'],
  ['../../etc/passwd', 'etc-passwd'],
  ['a'.repeat(200), 'a'.repeat(80)],
])('the slug of %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug)
})

test('a slug is never digits only, in any script, so that it can not be taken for an id', () => {
  for (const title of ['1', '٣٤٥', '１２３', '0']) {
    expect(parseThreadPath({ first: slugOf(title), second: '7' })?.kind).toBe('old')
  }
})

test.each([
  [{ first: '12' }, { kind: 'ours', id: 12, slug: null, number: null }],
  [
    { first: '12', second: 'a-title' },
    { kind: 'ours', id: 12, slug: 'a-title', number: null },
  ],
  [
    { first: '12', second: 'a-title', third: '33' },
    { kind: 'ours', id: 12, slug: 'a-title', number: 33 },
  ],
  [
    { first: '12', second: '33' },
    { kind: 'ours', id: 12, slug: null, number: 33 },
  ],
  [
    { first: 'a-title', second: '12' },
    { kind: 'old', topicId: 12, post: null },
  ],
  [
    { first: 'a-title', second: '12', third: '3' },
    { kind: 'old', topicId: 12, post: 3 },
  ],
  [
    { first: 'a-title', second: '12.rss' },
    { kind: 'old', topicId: 12, post: null, feed: true },
  ],
  [{ first: 'a-title', second: '12.rss', third: '3' }, null],
  [{ first: 'a-title', second: '.rss' }, null],
  [{ first: '99999999999' }, { kind: 'ours', id: 0, slug: null, number: null }],
  [{ first: 'a-title' }, null],
  [{ first: 'a', second: 'b' }, null],
  [{ first: '12', second: 'a', third: 'b' }, null],
  [{ first: '12', second: '3', third: '4' }, null],
])('%o means %o', (params, path) => {
  expect(parseThreadPath(params)).toEqual(path)
})

test('pages hold twenty numbers, and addresses of posts lead to theirs', () => {
  expect([0, 1, 20, 21, 40, 41].map(pageOfNumber)).toEqual([1, 1, 1, 2, 2, 3])
  expect(threadHref({ id: 3, slug: 'x' })).toBe('/t/3/x')
  expect(postHref({ id: 3, slug: 'x' }, 20)).toBe('/t/3/x#p20')
  expect(postHref({ id: 3, slug: 'x' }, 21)).toBe('/t/3/x?page=2#p21')
})

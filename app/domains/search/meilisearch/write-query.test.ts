import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeQuery } from './write-query.ts'

const terms = { words: [] as string[], phrases: [] as string[], without: [] as string[], prefix: false }

test('words, phrases and what must not be there, the beginning last', () => {
  expect(
    writeQuery({
      words: ['shock', 'cor'],
      phrases: ['keeps slipping'],
      without: ['tent', 'two words'],
      prefix: true,
    }),
  ).toBe('-"tent" -"two words" "keeps slipping" shock cor')
  expect(writeQuery({ ...terms, words: ['shock', 'cord'] })).toBe('shock cord ')
  expect(writeQuery(terms)).toBe('')
})

test('names in code and numbers are taken as they are, unless one still types them', () => {
  for (const word of ['getElementById', 'snake_case', 'v2', 'ECONN42', '3.14', 'node:fs', '/etc/hosts'])
    expect(writeQuery({ ...terms, words: [word, 'walk'] })).toBe(`"${word}" walk `)
  expect(writeQuery({ ...terms, words: ['getElementBy'], prefix: true })).toBe('getElementBy')
  for (const word of ['walk', 'Walk', 'WALK', 'ümlaut', '東京', "don't", '12'])
    expect(writeQuery({ ...terms, words: [word] })).toBe(`${word} `)
})

test('nothing typed becomes an operator', () => {
  const typed = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom('-walk', '"', '--"a', '\u0000-x', '- "', '-"', 'a\u0000-b', 'a -- b'),
    ),
  )
  fc.assert(
    fc.property(typed, fc.boolean(), (words, prefix) => {
      const q = writeQuery({ ...terms, words, prefix })
      expect(q.split('"').length % 2).toBe(1)
      expect(q).not.toMatch(/(^|\s|")-|\p{Cc}/u)
    }),
  )
})

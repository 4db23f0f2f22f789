import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_QUERY, MAX_TERMS } from './limits.ts'
import { parseQuery } from './parse-query.ts'

describe('parseQuery', () => {
  it('takes words, phrases and exclusions apart', () => {
    const { words, phrases, without } = parseQuery('shock "third pole" -tent -"old one" cord')
    expect(words).toEqual(['shock', 'cord'])
    expect(phrases).toEqual(['third pole'])
    expect(without).toEqual(['tent', 'old one'])
  })

  it('makes operators filters, whatever their case, with quotes and a minus', () => {
    const { filters, words } = parseQuery(
      'IN:"Gear questions" by:@halvard.k tag:#winter -tag:old -in:tents is:solved has:image type:post rain',
    )
    expect(filters).toMatchObject({
      spaces: ['Gear questions'],
      authors: ['halvard.k'],
      tags: ['winter'],
      not: { spaces: ['tents'], authors: [], tags: ['old'] },
      solved: true,
      hasImage: true,
      kind: 'posts',
    })
    expect(words).toEqual(['rain'])
  })

  it('understands the keyboards of others', () => {
    expect(parseQuery('in：“お知らせ” ポール')).toMatchObject({
      filters: { spaces: ['お知らせ'] },
      words: ['ポール'],
    })
  })

  it.each([
    ['before:2026', 'before', '2026-01-01'],
    ['after:2026', 'after', '2027-01-01'],
    ['before:2026-02', 'before', '2026-02-01'],
    ['after:2024-02', 'after', '2024-03-01'],
    ['after:2024-02-29', 'after', '2024-03-01'],
    ['-before:2026-02', 'after', '2026-02-01'],
  ] as const)('%s', (typed, side, day) => {
    expect(parseQuery(typed).filters[side]).toEqual(new Date(`${day}T00:00:00Z`))
  })

  it.each([
    ['before:soon', 'badDate', 'soon'],
    ['after:2025-02-30', 'badDate', '2025-02-30'],
    ['in:', 'emptyOperator', 'in'],
    ['user:ember', 'unknownOperator', 'user'],
    ['is:purple', 'unknownOperator', 'is:purple'],
    ['"never closed', 'unclosedQuote', 'never closed'],
    ['x'.repeat(5_000), 'tooLong', ''],
    ['a b c d e f g h i j k l m n', 'tooLong', ''],
  ])('%s is answered with a hint', (typed, code, part) => {
    expect(parseQuery(typed).hints).toContainEqual({ code, part })
  })

  it('leaves alone what only looks like an operator', () => {
    expect(parseQuery('error:ENOENT https://example.com/a std::vector')).toMatchObject({
      words: ['error:ENOENT', 'https://example.com/a', 'std::vector'],
      hints: [],
    })
  })

  it('answers any string, within its bounds, and says the same of what it kept', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 600 }),
      fc
        .array(
          fc.constantFrom(
            'in:',
            'by:',
            '-',
            '"',
            ' ',
            'pole',
            'before:2026',
            '：',
            '\0',
            '\ud800',
            "'",
            '&',
            '|',
            ':*',
          ),
        )
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(typed, (text) => {
        const query = parseQuery(text)
        const terms = [...query.words, ...query.phrases, ...query.without]
        expect(query.typed.length).toBeLessThanOrEqual(MAX_QUERY)
        expect(terms.length).toBeLessThanOrEqual(MAX_TERMS)
        expect(terms.join('')).not.toMatch(/[\u0000-\u001f"]/u)
        expect(query.typed.isWellFormed()).toBe(true)
        expect(parseQuery(query.typed)).toMatchObject({ words: query.words, filters: query.filters })
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight, marksOf, snippet } from './highlight.ts'

describe('highlight', () => {
  it.each([
    [['pole', 'cord'], 'Shock cords, two Poles', ['Shock ', 'cords', ', two ', 'Poles', '']],
    [['creme'], 'Une crème brûlée', ['Une ', 'crème', ' brûlée']],
    [['コード'], 'ポールのコードが切れた', ['ポールの', 'コード', 'が切れた']],
    [['redis'], 'redirect', ['redirect']],
  ])('%j in %s', (terms, text, pieces) => {
    expect(highlight(text, marksOf(terms))).toEqual(pieces)
  })

  it('loses nothing of any text, and leaves every character whole', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.array(fc.string({ maxLength: 8 })),
        (text, terms) => {
          const pieces = highlight(text, marksOf(terms))
          expect(pieces.join('')).toBe(text)
          expect(pieces.length % 2).toBe(1)
        },
      ),
    )
  })
})

describe('snippet', () => {
  const far = `${'Nothing to see. '.repeat(60)}The cord slipped out of the pole.${' More words.'.repeat(60)}`

  it('shows where the words stand together', () => {
    const pieces = snippet(far, marksOf(['pole', 'cord']))
    expect(pieces).toContain('cord')
    expect(pieces).toContain('pole')
    expect(pieces.join('').length).toBeLessThan(300)
    expect(pieces[0]?.startsWith('…')).toBe(true)
  })

  it('begins at the beginning where no word stands in it', () => {
    expect(snippet(far, marksOf(['zeppelin'])).join('')).toMatch(/^Nothing to see\./)
  })
})

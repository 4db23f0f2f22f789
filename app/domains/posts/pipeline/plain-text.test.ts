import { describe, expect, it } from 'vitest'
import { bakePost } from './bake-post.server.ts'
import { NO_REFERENCES } from './references.ts'

const QUOTED = { ...NO_REFERENCES, posts: new Map([[1, { handle: 'a', href: '/p/1', number: 1 }]]) }

const bake = (source: string) => bakePost(source, QUOTED, { siteOrigin: 'https://forum.example' })

describe('the excerpt', () => {
  it('holds the words of the author alone', () => {
    const source = [
      '# Title',
      '> a quote',
      'Some **bold** `code` &amp; a [link](/x)[^1]\non two lines',
      '```\nblock\n```',
      ':::spoiler who\nhidden\n:::',
      'It was ||the butler|| ![picture](/a.png)',
      '- one\n- two',
      'https://youtu.be/dQw4w9WgXcQ',
      '[^1]: note',
    ].join('\n\n')
    expect(bake(source).excerpt).toBe('Title Some bold code & a link on two lines It was one two')
  })

  it('is cut at a word and says so', () => {
    const { excerpt } = bake('word '.repeat(100))
    expect(excerpt).toMatch(/^(word )+word…$/)
    expect(excerpt.length).toBeLessThanOrEqual(280)
    expect(bake('a'.repeat(280)).excerpt).toBe('a'.repeat(280))
  })

  it('is never cut within a character', () => {
    for (const text of [
      '漢'.repeat(400),
      '👨‍👩‍👧'.repeat(100),
      '😀'.repeat(200),
      'x' + 'e\u0301'.repeat(300),
      '👍🏽'.repeat(100),
    ]) {
      for (const shift of ['', 'a', 'ab', 'abc', 'abcd']) {
        const { excerpt } = bake(shift + text)
        expect(excerpt.length).toBeLessThanOrEqual(280)
        const segments = (words: string) =>
          [...new Intl.Segmenter().segment(words)].map(({ segment }) => segment)
        expect(
          segments(shift + text)
            .slice(0, segments(excerpt).length - 1)
            .join('') + '…',
        ).toBe(excerpt)
      }
    }
  })
})

describe('the text for the search index', () => {
  it('holds everything that is shown but quoted posts and spoilers', () => {
    const source = [
      '> [@a](/p/1):\n> quoted post',
      '> plain quote',
      '| a | b |\n|---|---|\n| c | d |',
      '```cpp\nint main\n```',
      ':::spoiler who\nhidden\n:::',
      ':::details more\nshown\n:::',
      'x ||secret|| ![picture](/a.png) y[^1]',
      '[^1]: note',
    ].join('\n\n')
    expect(bake(source).text).toBe('plain quote a b c d int main more shown x picture y note')
  })
})

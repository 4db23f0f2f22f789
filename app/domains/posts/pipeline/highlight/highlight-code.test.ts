import { describe, expect, it } from 'vitest'
import { LIMITS } from '../limits.ts'
import { highlightCode } from './highlight-code.ts'
import { LANGUAGES } from './languages.ts'

const plenty = () => ({ highlightBudget: 100_000 })
const highlight = (code: string, name: string) => highlightCode(code, name, plenty())

describe('highlightCode', () => {
  it('marks the kinds of tokens with short classes', () => {
    expect(highlight('return "a" + 1 // b', 'js').html).toBe(
      '<span class="tok-k">return</span> <span class="tok-s">&quot;a&quot;</span> + ' +
        '<span class="tok-n">1</span> <span class="tok-c">// b</span>',
    )
    expect(highlight('<a href="x">y</a>', 'html').html).toContain(
      '<span class="tok-k">a</span> <span class="tok-a">href',
    )
    expect(highlight('-a\n+b', 'diff').html).toContain('<span class="tok-d">-a</span>')
    expect(highlight('class Cat {}', 'java').html).toContain('<span class="tok-t">Cat</span>')
    expect(highlight('#include <x>', 'cpp').html).toContain('<span class="tok-m">')
    expect(highlight('$x', 'php').html).toContain('<span class="tok-v">')
  })

  it('knows languages by their other names', () => {
    for (const [name, language] of [
      ['C++', 'cpp'],
      ['h', 'cpp'],
      ['cs', 'csharp'],
      ['sh', 'bash'],
      ['html', 'xml'],
      ['yml', 'yaml'],
    ]) {
      expect(highlight('a', name!).language).toBe(language)
    }
  })

  it('shows code in unknown languages plain, and escaped', () => {
    expect(highlight('<b> & "c"', 'nonsense')).toEqual({ html: '&lt;b&gt; &amp; "c"', language: null })
    expect(highlight('<b>', '"><script>')).toEqual({ html: '&lt;b&gt;', language: null })
    expect(highlight('int main() {}', 'text').language).toBeNull()
    expect(highlight('a', 'constructor').language).toBeNull()
  })

  it('never loses or changes a character', () => {
    const code =
      'template<class T> T& f(const char* s = "<&>\\"") { return *g<T>(\'x\'); } // ü 漢 😀\n\t#if 1 && 0\n'
    for (const name of [...Object.keys(LANGUAGES), '']) {
      const { html } = highlight(code, name)
      const text = html.replace(/<\/?span[^>]*>/g, '').replace(/&(\w+|#x27);/g, (_, entity: string) => {
        return { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" }[entity]!
      })
      expect(text, name).toBe(code)
    }
  })

  it('spends no more on a post than its allowance', () => {
    const budget = { highlightBudget: 30 }
    expect(highlightCode('return 1 + 2 + 3 + 4;', 'js', budget).html).toContain('tok-')
    expect(highlightCode('return 1 + 2 + 3 + 4;', 'js', budget)).toEqual({
      html: 'return 1 + 2 + 3 + 4;',
      language: 'javascript',
    })
  })

  it('leaves what grammars need quadratic time for: huge blocks, long lines, long words', () => {
    for (const code of [
      'return 1;\n'.repeat(LIMITS.highlightBlock / 10 + 1),
      `return ${'1 + '.repeat(LIMITS.highlightLine / 4)}1;`,
      `return ${'a'.repeat(LIMITS.highlightWord + 1)};`,
    ]) {
      expect(highlight(code, 'js').html).toBe(code)
    }
  })
})

import { parseFragment } from 'parse5'
import { describe, expect, it } from 'vitest'
import { bakePost } from './bake-post.server.ts'
import { LIMITS } from './limits.ts'
import { stepCounter } from './test-support/count-steps.ts'
import { descendants, faults, PREFIX, SITE } from './test-support/output-check.ts'

const REFERENCES = {
  members: new Map([['a', { handle: 'a' }]]),
  threads: new Map([[1, { title: 'One', href: '/t/1/one' }]]),
  pictures: new Map(),
  posts: new Map([[1, { handle: 'a', href: '/p/1', number: 1 }]]),
}

const bake = (source: string) => bakePost(source, REFERENCES, { siteOrigin: SITE, idPrefix: PREFIX }).html

/** Sources of about `size` characters that have brought some Markdown program to its knees, or try to. */
function bombs(size: number): Map<string, string> {
  const fill = (unit: string) => unit.repeat(Math.ceil(size / unit.length))
  const pair = (open: string, close: string) => {
    const count = Math.ceil(size / (open.length + close.length))
    return open.repeat(count) + close.repeat(count)
  }
  const count = (make: (i: number) => string) => {
    let text = ''
    for (let i = 0; text.length < size; i++) text += make(i)
    return text
  }
  const repeated = [
    ...[
      '[',
      '![',
      ']',
      '](',
      '[a](',
      '[a][',
      '[^',
      '[^a]',
      '^[',
      '*',
      '**',
      '*a **a ',
      '***a ',
      '_a __a ',
      'a_',
      '~~a ',
    ],
    ...[
      '`',
      '`a',
      '||',
      '|',
      '||a ',
      '||a||',
      '<',
      '<a ',
      '<b>',
      '</b>',
      '<b><i>',
      '<a href=x>',
      '<img src=x ',
      '<x y="',
    ],
    ...[
      '<!--',
      '<!--\n',
      '<?',
      '<br>',
      '>',
      '> ',
      '> <!--\n',
      '- ',
      '- a\n',
      '1. ',
      '* ',
      '+ a\n  ',
      '# a\n',
      '---\n',
    ],
    ...[
      '```\n',
      '~~~\n',
      '```cpp\nint a;\n```\n',
      ':::',
      ':::\n',
      ':::details\n',
      '<details>\n',
      '<summary>\n',
      '\\',
      '\\[',
    ],
    ...[
      '&',
      '&amp;',
      '&#x1',
      '@',
      '@a ',
      '@a',
      '@a.',
      ':',
      ':a',
      ':smile:',
      '/t/1 ',
      '/t/',
      'a@b.com\n',
      'www.',
      'www.a.b ',
    ],
    ...[
      'http://a.b/c?d=',
      'http://a.b ',
      'https://youtu.be/dQw4w9WgXcQ\n',
      'https://forum.example/t/1 ',
      'xn--a.',
      '- [ ] a\n',
    ],
    ...[
      '> [@a](/p/1):\n> a\n\n',
      '> [@a](/p/1):\n> ',
      '![a|1x1](x)',
      '[![a](b)](c)',
      '|a',
      '|a|\n',
      'a|b\n-|-\n',
      'a\n-\n',
    ],
    ...[
      '[a]: /x\n',
      '[a]: ',
      '    a\n',
      ' ',
      '\t',
      '\n',
      'a',
      '$',
      '"',
      'é',
      '😀',
      '\u0000',
      '\ud800',
      '\u202e',
    ],
  ]
  return new Map([
    ...repeated.map((unit): [string, string] => [JSON.stringify(unit), fill(unit)]),
    ['nested elements', pair('<b>', '</b>')],
    ['nested images', pair('![', '](x)')],
    ['nested links', pair('[', '](x)')],
    ['nested emphasis', pair('*a ', 'b* ')],
    ['nested spoilers', pair('||a ', ' b||')],
    ['nested details', pair('<details>\n', '</details>\n')],
    ['footnotes', count((i) => `[^${i}]: a\n\n`) + count((i) => `[^${i}] `)],
    ['a chain of footnotes', `[^0]\n\n${count((i) => `[^${i}]: a [^${i + 1}]\n\n`)}`],
    ['references to one footnote', `[^a]: x\n\n${fill('[^a]')}`],
    ['unclosed references to footnotes', `[^a]: x\n\n${fill('[^')}`],
    ['code of growing fences', count((i) => 'a' + '`'.repeat(i % 200))],
    ['link definitions', count((i) => `[r${i}]: /x\n`)],
    ['a wide table', `${fill('|a')}\n${fill('|-')}\n|b`],
    ['a comment behind thousands', `${fill('<!--\n')}--> x`],
  ])
}

describe('a hostile source', () => {
  it('costs about twice as many steps when it is twice as long', async () => {
    const { steps, stop } = await stepCounter()
    try {
      const twice = bombs(6_000)
      bake([...twice.values()].join('\n\n').slice(0, 20_000))
      const steep: string[] = []
      for (const [name, source] of bombs(3_000)) {
        const once = await steps(() => bake(source))
        const double = await steps(() => bake(twice.get(name)!))
        // A quadratic rule would need four times as many; some room is for what grows in jumps.
        if (double > 2.6 * once + 5_000) steep.push(`${name}: ${once} steps, then ${double}`)
      }
      expect(steep).toEqual([])
    } finally {
      stop()
    }
  }, 60_000)

  it('cannot grow without bound, nest without bound, or break the rules of the output', () => {
    for (const [name, source] of bombs(5_000)) {
      const html = bake(source)
      expect(html.length, name).toBeLessThan(30 * source.length + 10_000)
      expect(faults(html), name).toEqual([])
      expect(depth(html), name).toBeLessThanOrEqual(LIMITS.htmlNesting)
    }
  }, 60_000)

  it('cannot draw more cells than a post may have', () => {
    const table = (columns: number, rows: number) =>
      `${'|a'.repeat(columns)}|\n${'|-'.repeat(columns)}|\n${'|b\n'.repeat(rows)}`
    expect(bake(table(50, 100)).match(/<td>/g)).toHaveLength(5_000)
    const many = bake(Array.from({ length: 20 }, () => table(50, 200)).join('\n\n'))
    expect(many.match(/<t[dh]>/g)!.length).toBeLessThanOrEqual(LIMITS.tableCells)
    expect(many).toContain('|-|-|')
  })

  it('may be as long as the longest posts that are imported', () => {
    const paragraph = 'A **long** post with [links](https://a.example), `code` and more.\n\n'
    const html = bake(paragraph.repeat(2_000))
    expect(html.match(/<p /g)).toHaveLength(2_000)
  })
})

function depth(html: string): number {
  const depths = new Map<object, number>()
  const fragment = parseFragment(html)
  depths.set(fragment, 0)
  for (const node of descendants(fragment)) {
    if (node.parentNode) depths.set(node, depths.get(node.parentNode)! + 1)
  }
  return Math.max(0, ...[...depths].map(([node, level]) => ('tagName' in node ? level : 0)))
}

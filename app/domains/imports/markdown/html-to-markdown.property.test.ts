import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bake, plainForum } from '../testing/plain-forum.ts'
import { visibleOf } from '../testing/visible-text.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

/** Words and everything that Markdown or the pipeline reads as markup. */
const piece = fc.constantFrom(
  ...'* ** *** _ __ ` `` ``` ~ ~~ ~~~ | || ||| [ ] ( ) ! # ## + - 1. 12) = == --- > < & \\ : :: ::: @ ^ . , “ ” a b xyz 7'.split(
    ' ',
  ),
  ...[
    '[x]',
    '[ ]',
    '[a]:',
    '[^1]',
    '![',
    '](',
    '<b>',
    '</b>',
    '<!--',
    '<int>',
    '&amp;',
    '&copy;',
    '&#38;',
    ':smile:',
  ],
  ...[
    '@ada',
    '@magic.lixin',
    '@nobody',
    'http://',
    'https://a.example/x_y_',
    'www.a.example',
    'a@b.example',
    '/t/1/x',
    '/p/3',
  ],
  ...[
    ':::spoiler',
    ':::details x',
    '- - -',
    '|---|',
    'C:\\dir',
    'snake_case',
    '2*3*4',
    'a||b',
    '😀',
    'é',
    'ß',
    '中',
  ],
)
const prose = fc
  .array(fc.tuple(piece, fc.constantFrom('', '', ' ')), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.map(([text, space]) => text + space).join(''))

const inline: fc.Arbitrary<string> = fc.letrec<{ node: string; run: string }>((tie) => ({
  node: fc.oneof(
    { weight: 4, arbitrary: prose.map(escapeHtml) },
    ...['strong', 'em', 's', 'u', 'sub', 'span class="spoiler"', 'span class="bbcode-b"'].map((tag) => ({
      weight: 1,
      arbitrary: tie('run').map((inner) => `<${tag}>${inner}</${tag.split(' ')[0]}>`),
    })),
    {
      weight: 1,
      arbitrary: prose.map((text) => `<a href="https://b.example/?q=(1)">${escapeHtml(text)}</a>`),
    },
    { weight: 1, arbitrary: prose.map((text) => `<code>${escapeHtml(text.replaceAll('``', ''))}</code>`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '<br>',
        '<a class="mention" href="/u/ada">@ada</a> ',
        '<img src="/a.png" alt="a|b">',
      ),
    },
  ),
  run: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('')),
})).run

const block: fc.Arbitrary<string> = fc.letrec<{ block: string; blocks: string }>((tie) => ({
  block: fc.oneof(
    { weight: 5, arbitrary: inline.map((inner) => `<p>${inner}</p>`) },
    { weight: 1, arbitrary: inline.map((inner) => `<h2>${inner.replaceAll('<br>', ' ')}</h2>`) },
    {
      weight: 1,
      arbitrary: prose.map(
        (text) => `<pre><code class="lang-auto">${escapeHtml(text)}\n  ${escapeHtml(text)}\n</code></pre>`,
      ),
    },
    ...[
      'blockquote',
      'div class="spoiler"',
      'aside class="quote" data-username="ada" data-topic="101" data-post="1"',
    ].map((tag) => ({
      weight: 1,
      arbitrary: tie('blocks').map((inner) => wrap(tag, inner)),
    })),
    {
      weight: 1,
      arbitrary: fc
        .array(fc.oneof(inline, tie('blocks')), { minLength: 1, maxLength: 3 })
        .map((items) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 99 }), inline)
        .map(([start, item]) => `<ol start="${start}"><li>${item}</li><li>x</li></ol>`),
    },
    { weight: 1, arbitrary: fc.constant('<hr>') },
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n')),
})).blocks

function wrap(tag: string, inner: string): string {
  const name = tag.split(' ')[0] ?? ''
  return name === 'aside' ? `<${tag}><blockquote>${inner}</blockquote></aside>` : `<${tag}>${inner}</${name}>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function check(html: string): void {
  const source = htmlToMarkdown(html, plainForum())
  const [there, here] = [visibleOf(html), visibleOf(bake(source))]
  expect({ source, text: here.text, code: here.code }).toEqual({ source, text: there.text, code: there.code })
}

/** The same mixtures in every run: what a new seed finds is looked for with GUILDHALL_SEED, not met by chance. */
const seed = Number(process.env['GUILDHALL_SEED'] ?? 20_261_122)

describe('htmlToMarkdown', () => {
  it('keeps any prose as it is, to be read as prose', () => {
    fc.assert(
      fc.property(prose, (text) => check(`<p>${escapeHtml(text)}</p>`)),
      { numRuns: 2_000, seed },
    )
  })

  it('keeps the words of any mixture of inline elements', () => {
    fc.assert(
      fc.property(inline, (html) => check(`<p>${html}</p>`)),
      { numRuns: 2_000, seed },
    )
  })

  it('keeps the words and the code of any nesting of blocks', () => {
    fc.assert(
      fc.property(block, (html) => check(html)),
      { numRuns: 1_000, seed },
    )
  })

  it('bears any HTML whatever', () => {
    fc.assert(
      fc.property(fc.string(), (html) => {
        expect(typeof htmlToMarkdown(html, plainForum())).toBe('string')
      }),
    )
  })
})

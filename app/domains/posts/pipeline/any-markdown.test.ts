import fc from 'fast-check'
import { parseFragment, serialize } from 'parse5'
import { describe, expect, it } from 'vitest'
import { bakePost } from './bake-post.server.ts'
import { findReferences } from './find-references.server.ts'
import { markdown } from './markdown.ts'
import { newPost, toEnv } from './post-environment.ts'
import { sanitizePost } from './sanitize.ts'
import { hostileReferences } from './test-support/hostile-payloads.ts'
import { faults, PREFIX, SITE } from './test-support/output-check.ts'

/** Pieces of markup, whole and broken, which fast-check strings together. */
const PIECES = [
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```',
    '~~~',
    '||',
    '|',
    '[',
    ']',
    '](',
    ')',
    '![',
    '[^1]',
    '[^1]: ',
    '<',
    '>',
    '</',
  ],
  ...[
    '<b>',
    '</b>',
    '<a href="',
    '">',
    '</a>',
    '<img src=x ',
    '<kbd>',
    '</kbd>',
    '<span lang=',
    '<span dir="rtl">',
    '</span>',
    '<br>',
    '<!--',
    '-->',
    '<script>',
    '<svg>',
  ],
  ...[
    '<details>',
    '</details>',
    '<summary>',
    '</summary>',
    ':::spoiler ',
    ':::details',
    ':::',
    '<math>',
    '<style>',
    '<p>',
  ],
  ...[
    '\n',
    '\n\n',
    '\n    ',
    '\n> ',
    '\n- ',
    '\n1. ',
    '\n# ',
    '\n- [ ] ',
    '\n---\n',
    '\n===\n',
    ' ',
    '\t',
    '\\',
    '&',
    '&lt;',
    ';',
  ],
  ...[
    '\n|a|b|\n|-|:-:|\n|',
    '@evil',
    '@',
    '/t/1',
    '/p/1',
    ':smile:',
    'https://youtu.be/dQw4w9WgXcQ',
    'https://forum.example/t/1',
  ],
  ...[
    '\n> [@evil](/p/1):',
    'javascript:',
    'data:',
    'onerror=',
    '"',
    "'",
    '=',
    '|10x10',
    'www.',
    'http://',
    'x',
    'ж',
    '漢',
    '😀',
  ],
  ...['\u0000', '\ud800', '\u202e', '\u200d', '\ufeff', '[x]: /y "z"\n', 'cpp', 'constructor', '__proto__'],
]

const source = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 60,
    },
  )
  .map((pieces) => pieces.join(''))

describe('any Markdown', () => {
  it('bakes without an error, to nothing outside the allow-list, and for good', () => {
    fc.assert(
      fc.property(source, fc.constantFrom(...PIECES), (text, words) => {
        findReferences(text)
        const options = { siteOrigin: SITE, idPrefix: PREFIX }
        const { html, excerpt } = bakePost(text, hostileReferences(words), options)
        expect(faults(html)).toEqual([])
        expect(sanitizePost(html, SITE)).toBe(html)
        expect(excerpt.length).toBeLessThanOrEqual(280)
        expect(bakePost(text, hostileReferences(words), options).html).toBe(html)
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  it('is safe before the sanitiser sees it, which then has only the relation of links to add', () => {
    const canonical = (html: string) => serialize(parseFragment(html))
    fc.assert(
      fc.property(source, fc.constantFrom(...PIECES), (text, words) => {
        const env = toEnv(newPost(hostileReferences(words), SITE, PREFIX))
        const stage = markdown.renderer.render(
          markdown.parse(text.toWellFormed(), env),
          markdown.options,
          env,
        )
        const sanitised = sanitizePost(stage, SITE).replaceAll(' rel="nofollow ugc noopener noreferrer"', '')
        expect(canonical(stage)).toBe(canonical(sanitised))
      }),
      { numRuns: 2_000 },
    )
  }, 60_000)

  it('is read alike by the search for references and by the bake', () => {
    fc.assert(
      fc.property(source, (text) => {
        const found = findReferences(text)
        const all = hostileReferences('w')
        const asked = {
          members: new Map([...all.members].filter(([handle]) => found.handles.includes(handle))),
          threads: new Map([...all.threads].filter(([id]) => found.threadIds.includes(id))),
          pictures: new Map(),
          posts: new Map([...all.posts].filter(([id]) => found.postIds.includes(id))),
        }
        const options = { siteOrigin: SITE }
        expect(bakePost(text, asked, options)).toEqual(bakePost(text, all, options))
      }),
      { numRuns: 1_000 },
    )
  }, 60_000)
})

import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import { bakePost } from '#app/domains/posts/pipeline/bake-post.server.ts'
import { readPayloads } from '#app/domains/posts/pipeline/test-support/hostile-payloads.ts'
import { NO_REFERENCES } from '#app/domains/posts/pipeline/references.ts'
import { fixturesPath } from '#tests/support/fixtures.ts'
import { readerHtml } from './reader-html.ts'

const SITE = 'https://community.test'
const page = { url: `${SITE}/t/12/a-walk#p3`, hidden: 'Hidden text' }
const read = (html: string) => readerHtml(html, page)
const bake = (markdown: string) =>
  bakePost(markdown, NO_REFERENCES, { siteOrigin: SITE, idPrefix: 'p3-' }).html

type Node = DefaultTreeAdapterTypes.ChildNode

/** What a reader must not be given, found by a parser that knows HTML as browsers do. */
function faultsOf(html: string): string[] {
  const faults: string[] = []
  const look = (node: Node) => {
    if (!('tagName' in node)) return
    if (
      /^(script|style|iframe|object|embed|form|input|button|svg|math|template|base|meta|link)$/.test(
        node.tagName,
      )
    )
      faults.push(node.tagName)
    for (const { name, value } of node.attrs) {
      if (/^(on|style$|class$|id$|data-|srcset$)/.test(name)) faults.push(name)
      if (/^(href|src)$/.test(name) && !/^(https?:\/\/|mailto:)/.test(value)) faults.push(`${name}=${value}`)
    }
    node.childNodes.forEach(look)
  }
  parseFragment(html).childNodes.forEach(look)
  return faults
}

test.each([
  ['[a](/s/tents)', `<p dir="auto"><a href="${SITE}/s/tents">a</a></p>`],
  [
    '![a|600x400](/x.png "T")',
    `<p dir="auto"><a href="${SITE}/x.png"><img src="${SITE}/x.png" alt="a" title="T" width="600" height="400"></a></p>`,
  ],
  ['- [ ] one', '<ul dir="auto">\n<li>☐ one</li>\n</ul>'],
  [
    ':::details More\nText\n:::',
    '<details>\n<summary dir="auto">More</summary>\n<p dir="auto">Text</p>\n</details>',
  ],
  ['`a <b> & c`', '<p dir="auto"><code>a &lt;b&gt; &amp; c</code></p>'],
  [
    '||one|| and ||two||',
    '<p dir="auto"><em>[Hidden text 1]</em> and <em>[Hidden text 2]</em></p><details><summary>Hidden text 1</summary><p>one</p></details><details><summary>Hidden text 2</summary><p>two</p></details>',
  ],
])('%s', (markdown, html) => {
  expect(read(bake(markdown)).replaceAll(/>\n<details>/g, '><details>')).toBe(html)
})

test('code keeps its lines and loses its colours', () => {
  expect(read(bake('```js\nconst a = 1\n\nlet b\n```'))).toBe(
    '<pre dir="ltr"><code>const a = 1\n\nlet b\n</code></pre>',
  )
})

test('tables, footnotes and videos can be read', () => {
  const html = read(
    bake('| a |\n|:-:|\n| b |\n\nText[^1]\n\nhttps://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n[^1]: Note'),
  )
  expect(html).toContain('<td>b</td>')
  expect(html).toContain('Text<sup>1</sup>')
  expect(html).toMatch(/<hr>\s*<ol dir="auto">\s*<li><p>Note\s*<\/p>/)
  expect(html).toContain('<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">')
})

test('what the pipeline would never make does no harm either', () => {
  for (const html of [
    '<script>alert(1)</script><p>a</p>',
    '<a href="javascript:alert(1)">a</a><img src="data:text/html,x" alt="<b>">',
    '<p onclick="a()" style="x" class="y" id="z">a</p><iframe src="//evil.example"></iframe>',
    '<form action="/x"><input name="a"><button>b</button></form><img src="x" onerror="a()">',
    "<svg><script>a</script></svg><p title='\"><script>a</script>'>b</p>",
  ])
    expect(faultsOf(read(html)), html).toEqual([])
  expect(faultsOf('<p class="a">')).toEqual(['class'])
})

const corpora = fixturesPath('corpora')
if (!corpora) console.info('The hostile corpora are not here (GUILDHALL_FIXTURES): their test is left out.')

describe.skipIf(!corpora)('the hostile corpora', () => {
  test('as posts and as HTML leave nothing that a reader must not be given', async () => {
    const { varied } = await readPayloads(corpora ?? '')
    const found = varied.flatMap((payload) =>
      [read(bake(payload)), read(payload)].flatMap((html) =>
        faultsOf(html).map((fault) => `${fault}: ${payload}`),
      ),
    )
    expect(found).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { plainForum } from '../testing/plain-forum.ts'
import type { ConversionContext } from './conversion.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

function convert(html: string, context: ConversionContext = plainForum()): string {
  return htmlToMarkdown(html, context)
}

const cases: Record<string, [html: string, markdown: string]> = {
  'paragraphs and breaks': ['<p>a<br>\nb</p>\n<p>c<br><br>d</p>', 'a\nb\n\nc\n\nd'],
  'marks, their spaces outside': [
    '<p>x<strong> a </strong>y <em>b</em> <del>c</del></p>',
    'x **a** y *b* ~~c~~',
  ],
  'marks that delimiters could not make': ['<p>a<strong>“b”</strong>c</p>', 'a<strong>“b”</strong>c'],
  'bold in italics': [
    '<p><em><strong>a</strong></em> <strong>b<em>c</em></strong></p>',
    '_**a**_ **b<em>c</em>**',
  ],
  'marks of BBCode': [
    '<p><span class="bbcode-b">a</span> <span class="bbcode-u">b</span></p>',
    '**a** <u>b</u>',
  ],
  'inline HTML that stays': ['<p>H<sub>2</sub>O <kbd>Esc</kbd></p>', 'H<sub>2</sub>O <kbd>Esc</kbd>'],
  'inline code with backticks': ['<p><code>a `b` c</code> <code>`</code></p>', '``a `b` c`` `` ` ``'],
  'code blocks': ['<pre><code class="lang-cpp">int a;\n\tb();\n</code></pre>', '```cpp\nint a;\n\tb();\n```'],
  'code without a language': ['<pre><code class="lang-auto">a\n```\nb</code></pre>', '````\na\n```\nb\n````'],
  'code not to be coloured': ['<pre><code class="lang-nohighlight">a</code></pre>', '```text\na\n```'],
  'nested lists with a start': [
    '<ul><li>a<ol start="3"><li>b</li><li>c</li></ol></li><li>d</li></ul>',
    '- a\n\n  3. b\n  4. c\n- d',
  ],
  'two lists in a row': ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
  'loose lists': ['<ul><li><p>a</p></li><li><p>b</p></li></ul>', '- a\n\n- b'],
  'nested blockquotes': [
    '<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>',
    '> a\n>\n> > b',
  ],
  'a quote of a post': [
    '<aside class="quote" data-username="Ada" data-post="2" data-topic="101"><div class="title">x</div><blockquote><p>a</p></blockquote></aside>',
    '> [@ada](/p/12):\n>\n> a',
  ],
  'a quote of a post that is not here': [
    '<aside class="quote" data-username="Ada" data-post="9" data-topic="999"><blockquote><p>a</p></blockquote></aside>',
    '> @ada:\n>\n> a',
  ],
  'a quote whose number is another’s post by now': [
    '<aside class="quote" data-username="Ben" data-post="2" data-topic="101"><blockquote><p>a</p></blockquote></aside>',
    '> @Ben:\n>\n> a',
  ],
  'a quote of somebody unknown': [
    '<aside class="quote"><div class="title">Zoe:</div><blockquote><p>a</p></blockquote></aside>',
    '> **Zoe**:\n>\n> a',
  ],
  headings: ['<h1><a class="anchor" href="#x"></a>C #</h1><h3>b</h3>', '# C \\#\n\n### b'],
  rules: ['<p>a</p><hr><p>b</p>', 'a\n\n---\n\nb'],
  images: [
    '<p><img src="/i/a.png" alt="a [b]" width="20" height="10"></p>',
    '![a \\[b\\]|20x10](https://forum.kettle.example/i/a.png)',
  ],
  'framed images in full size': [
    '<div class="lightbox-wrapper"><a class="lightbox" href="//cdn.example/full.png"><img src="s.png" alt="k" width="69" height="38"><div class="meta"><span class="informations">1920×1080 1 MB</span></div></a></div>',
    '![k|1920x1080](https://cdn.example/full.png)',
  ],
  emoji: [
    '<p><img class="emoji" title=":tea:" alt=":tea:"> <img class="emoji" title=":+1:t3:" alt=":+1:t3:"> <img class="emoji" title=":ours:" alt=":ours:"></p>',
    '🍵 👍🏼 \\:ours:',
  ],
  'links with and without a text of their own': [
    '<p><a href="https://a.example/x">x</a> <a href="https://a.example/">https://a.example/</a></p>',
    '[x](https://a.example/x) https://a.example/',
  ],
  'addresses that prose would swallow': [
    '<p>(<a href="https://a.example/x">https://a.example/x</a>y)</p>',
    '(<https://a.example/x>y)',
  ],
  'links that may not be': ['<p><a href="javascript:alert(1)">x</a></p>', 'x'],
  'a thread by its address': [
    '<p><a href="https://forum.kettle.example/t/descaling/101">https://forum.kettle.example/t/descaling/101</a></p>',
    '/t/1/descaling',
  ],
  'a thread with words': ['<p><a href="/t/descaling/101/2">this</a></p>', '[this](/t/1/descaling/2)'],
  'a thread by its slug': ['<p><a href="/t/descaling">this</a></p>', '[this](/t/1/descaling)'],
  'a thread that is not here': [
    '<p><a href="/t/x/77">this</a></p>',
    '[this](https://forum.kettle.example/t/x/77)',
  ],
  'people and spaces': [
    '<p><a href="/u/BEN/">Ben</a> <a href="/c/help/support/3">Support</a> <a href="/c/support">S</a></p>',
    '[Ben](/u/Ben) [Support](/s/support) [S](/s/support)',
  ],
  mentions: [
    '<p><a class="mention" href="/u/magic.lixin">@magic.lixin</a>: hi <span class="mention">@Ada</span> <span class="mention">@Zoe</span></p>',
    '@magic.lixin: hi @ada \\@Zoe',
  ],
  'mentions that letters touch': ['<p>x<a class="mention" href="/u/ada">@ada</a>s</p>', '&#120;@ada&#115;'],
  tables: [
    '<div class="md-table"><table><thead><tr><th>a</th><th style="text-align:right">b|c</th></tr></thead><tbody><tr><td>1<br>2</td><td><code>x|y</code></td></tr></tbody></table></div>',
    '| a | b&#124;c |\n| --- | --: |\n| 1 2 | `x\\|y` |',
  ],
  details: ['<details><summary>\nMore *</summary><p>a</p></details>', ':::details More *\na\n:::'],
  'spoilers, inline and block': [
    '<p>a <span class="spoiler">b</span></p><div class="spoiler"><p>c</p></div>',
    'a ||b||\n\n:::spoiler\nc\n:::',
  ],
  'preview cards': [
    '<aside class="onebox" data-onebox-src="https://a.example/b"><article><h3><a href="https://a.example/">A</a></h3></article></aside>',
    'https://a.example/b',
  ],
  'previews of code': [
    '<aside class="onebox githubblob"><header><a href="https://g.example/a#L1">g</a></header><pre class="onebox"><code class="lang-h"><ol class="start lines" start="1"><li>a\n</li><li>  b\n</li></ol></code></pre></aside>',
    'https://g.example/a#L1\n\n```h\na\n  b\n```',
  ],
  'an address that was to be a card, on a line of its own': [
    '<p>a<br><a class="onebox" href="https://a.example/b">https://a.example/b</a><br>c</p>',
    'a\n\nhttps://a.example/b\n\nc',
  ],
  'videos and frames': [
    '<div class="lazyYT" data-youtube-id="abc" data-parameters="start=42"></div><iframe src="https://player.vimeo.com/video/77?x=1"></iframe><video><source src="https://v.example/a.mp4"></video>',
    'https://www.youtube.com/watch?v=abc&t=42\n\nhttps://vimeo.com/77\n\nhttps://v.example/a.mp4',
  ],
  formulas: ['<p><span class="math">x^2</span></p>', '$x^2$'],
  footnotes: [
    '<p>a<sup class="footnote-ref"><a href="#footnote-9-1">[1]</a></sup></p><hr class="footnotes-sep"><ol class="footnotes-list"><li id="footnote-9-1"><p>b <a class="footnote-backref" href="#x">↩</a></p></li></ol>',
    'a[^1]\n\n[^1]: b',
  ],
  'bold that wrongly holds a list': [
    '<span class="bbcode-b">a<ul><li>b</li></ul></span>',
    '**a**\n\n- **b**',
  ],
}

const plain: Record<string, [text: string, markdown: string]> = {
  'starts of lines': ['# a', '\\# a'],
  'a number at the start': ['1. a', '1\\. a'],
  'an address that was no link': ['http://a.example', 'http\\://a.example'],
  'a path of ours': ['/t/12/x', '\\/t/12/x'],
  'what is harmless': [
    '2 * 3, a_b, vector<3, C:\\dir, a | b, [x] y, a@b, 50% #tag',
    '2 * 3, a_b, vector<3, C:\\dir, a | b, [x] y, a@b, 50% #tag',
  ],
  'what is not': [
    '*a* _b_ `c` <b> &amp; :tea: @ada ||x|| [a](b) ~~c~~',
    '\\*a\\* \\_b\\_ \\`c\\` \\<b> \\&amp; \\:tea: \\@ada \\|\\|x\\|\\| [a\\](b) \\~\\~c\\~\\~',
  ],
}

describe('htmlToMarkdown', () => {
  for (const [name, [html, markdown]] of Object.entries(cases)) {
    it(`writes ${name}`, () => expect(convert(html)).toBe(markdown))
  }

  for (const [name, [text, markdown]] of Object.entries(plain)) {
    it(`keeps plain text plain: ${name}`, () => {
      const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      expect(convert(`<p>${html}</p>`)).toBe(markdown)
    })
  }

  it('shows a poll as it ended, and says so', () => {
    const context = { ...plainForum(), polls: [{ name: 'poll', voters: 3, votes: new Map([['a', 2]]) }] }
    const html =
      '<div class="poll" data-poll-name="poll"><div class="poll-title">Tea?</div><ul><li data-poll-option-id="a">Yes</li></ul><span class="info-label">voters</span></div>'
    expect(convert(html, context)).toBe('**Tea?**\n\n- Yes: **2**\n\n3 voters')
    expect(context.losses.report).toEqual({ poll: { count: 1, example: 'Tea?' } })
  })

  it('counts what it could not carry, with the first example', () => {
    const context = plainForum()
    convert('<p><a href="/t/x/77">a</a><a href="/t/y/78">b</a><img src="/uploads/a.png"></p>', context)
    expect(context.losses.report).toEqual({
      'unresolved-thread-link': { count: 2, example: 'https://forum.kettle.example/t/x/77' },
      'old-host-upload': { count: 1, example: 'https://forum.kettle.example/uploads/a.png' },
    })
  })

  // Each of these took minutes for ever longer posts, were a rule to look at all that went before.
  it.each([
    ['nesting', '<blockquote><ul><li>'.repeat(50_000)],
    ['inline nesting', '<em><b>'.repeat(50_000) + 'x'],
    ['stars', `<p>${'*'.repeat(200_000)}</p>`],
    ['marks that are in each other’s way', `<p>${'a<b>“x”</b>c'.repeat(30_000)}</p>`],
    ['marks that cross', `<p>${'<b>x <i> y</b> </i>'.repeat(30_000)}</p>`],
    ['breaks', `<p>${'<br>'.repeat(100_000)}</p>`],
    ['backticks', `<p><code>${Array.from({ length: 500 }, (_, i) => '`'.repeat(i)).join(' ')}</code></p>`],
  ])('bears %s without end', (_, html) => {
    expect(typeof convert(html)).toBe('string')
  })
})

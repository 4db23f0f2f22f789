import { describe, expect, it } from 'vitest'
import { bakePost } from './bake-post.server.ts'
import { NO_REFERENCES, type References } from './references.ts'
import { faults, PREFIX, SITE } from './test-support/output-check.ts'
import { PIPELINE_VERSION } from './version.ts'

const KNOWN: References = {
  members: new Map([
    ['ann', { handle: 'Ann' }],
    ['captain.noodle', { handle: 'captain.noodle' }],
    ['lumi_ki-2', { handle: 'lumi_ki-2' }],
    ['жанна', { handle: 'Жанна' }],
  ]),
  threads: new Map([
    [12, { title: 'Cords & <b>poles</b>', href: '/t/12/cords-and-poles' }],
    [13, { title: '||Thirteen|| **stars**', href: '/t/13/x' }],
  ]),
  pictures: new Map([
    [
      'a1'.repeat(16),
      {
        width: 1200,
        height: 800,
        hue: 47,
        files: [
          { name: '480.avif', width: 480 },
          { name: '1200.avif', width: 1200 },
          { name: '480.webp', width: 480 },
          { name: '1200.webp', width: 1200 },
          { name: '960.jpg', width: 960 },
        ],
      },
    ],
    [
      'b2'.repeat(16),
      {
        width: 90,
        height: 40,
        hue: null,
        files: [
          { name: '90.webp', width: 90 },
          { name: '90.png', width: 90 },
        ],
      },
    ],
  ]),
  posts: new Map([
    [123, { handle: 'Ann', href: '/t/12/cords-and-poles/4', number: 4 }],
    [124, { handle: 'a|b$&', href: '/t/12/cords-and-poles/5', number: 5 }],
  ]),
}

function bake(source: string, references = KNOWN) {
  const baked = bakePost(source, references, { siteOrigin: SITE, idPrefix: PREFIX })
  expect(faults(baked.html)).toEqual([])
  return baked
}

const html = (source: string, references = KNOWN) => bake(source, references).html.trim()

describe('a baked post', () => {
  it('carries the version and what callers ask about', () => {
    expect(bake('Hello **you**')).toEqual({
      html: '<p dir="auto">Hello <strong>you</strong></p>\n',
      excerpt: 'Hello you',
      text: 'Hello you',
      language: 'und',
      version: PIPELINE_VERSION,
      hasCode: false,
      imageCount: 0,
      mentionedHandles: [],
    })
  })

  it('is empty for an empty source', () => {
    expect(bake('  \n')).toMatchObject({ html: '', excerpt: '', text: '' })
  })

  it('says whether there is a block of code and how many images there are', () => {
    expect(bake('a `b` c').hasCode).toBe(false)
    expect(bake('- a\n\n      indented').hasCode).toBe(true)
    expect(bake('![a](/a.png) [![b](/b.png)](/b)').imageCount).toBe(2)
  })

  it('refuses options that would make it unsafe', () => {
    const origin = SITE
    expect(() => bakePost('a', NO_REFERENCES, { siteOrigin: 'forum' })).toThrow(TypeError)
    for (const idPrefix of ['p1', 'P-', '"><b>-', 'p1-p2-', '1-']) {
      expect(() => bakePost('a', NO_REFERENCES, { siteOrigin: origin, idPrefix })).toThrow(/idPrefix/)
    }
  })

  it('keeps line breaks, and stands lone surrogates and NUL', () => {
    expect(html('a\nb')).toBe('<p dir="auto">a<br />\nb</p>')
    expect(html('a\ud800b\u0000c')).toBe('<p dir="auto">a\ufffdb\ufffdc</p>')
  })
})

describe('headings', () => {
  it('begin below the title of the page and skip no level', () => {
    expect(html('# a\n## b\n#### c\n## d\n# e')).toMatch(
      /<h2 .*a<\/h2>\s*<h3 .*b<\/h3>\s*<h4 .*c<\/h4>\s*<h3 .*d<\/h3>\s*<h2 .*e<\/h2>/,
    )
    expect(html('### a\n# b')).toMatch(/<h2 .*a<\/h2>\s*<h2 .*b<\/h2>/)
    expect(html('# 1\n## 2\n### 3\n#### 4\n##### 5\n###### 6')).toContain('<h6 dir="auto">6</h6>')
  })

  it('have no ids that scripts could stumble over', () => {
    for (const name of ['location', 'cookie', '__remixContext', 'documentElement']) {
      expect(
        html(`# ${name} {#${name}}\n\n<a id="${name}" name="${name}">x</a> <b id=${name}>y</b>`),
      ).not.toMatch(/<[^>]*\s(id|name)=/)
    }
  })
})

describe('mentions', () => {
  it('link known members, whatever the case, with the handle in an element of its own', () => {
    expect(html('Hi @ann!')).toBe(
      '<p dir="auto">Hi <a class="mention" href="/u/Ann">@<bdi>Ann</bdi></a>!</p>',
    )
    expect(html('@ЖАННА')).toContain('href="/u/%D0%96%D0%B0%D0%BD%D0%BD%D0%B0">@<bdi>Жанна</bdi>')
  })

  it('may hold dots and hyphens but not end with them', () => {
    expect(bake('@captain.noodle. and @lumi_ki-2- and (@Ann)').mentionedHandles).toEqual([
      'captain.noodle',
      'lumi_ki-2',
      'Ann',
    ])
  })

  it('leave unknown members, addresses and words as text', () => {
    const texts = ['@nobody', 'x@ann', 'ann@ann.example', '@ann@ann.example', '@annie', '@', '@.ann', '@@ann']
    for (const text of texts) expect(html(text)).toBe(`<p dir="auto">${text}</p>`)
  })

  it('are not looked for in code, links and the words of images', () => {
    const source = '`@ann` [@ann](/x) ![@ann](/a.png)\n\n```\n@ann\n```\n\n    @ann'
    expect(html(source)).not.toContain('mention')
    expect(bake(source).mentionedHandles).toEqual([])
  })

  it('count once, and not within quotes', () => {
    expect(bake('@ann @Ann\n\n> @captain.noodle says').mentionedHandles).toEqual(['Ann'])
    expect(html('> @captain.noodle says')).toContain('class="mention"')
  })
})

describe('links', () => {
  it('tell our own from others', () => {
    expect(
      html('[a](/t/1) [b](https://forum.example/x) [c](https://other.example) [d](mailto:a@b.example)'),
    ).toBe(
      '<p dir="auto"><a href="/t/1">a</a> <a href="https://forum.example/x">b</a> ' +
        '<a href="https://other.example" rel="nofollow ugc noopener noreferrer">c</a> ' +
        '<a href="mailto:a@b.example">d</a></p>',
    )
  })

  it('stay text when their address is not one for posts', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'ftp://a.example',
      '//evil.example',
      'https://forum.example@evil.example',
    ]) {
      expect(html(`[a](<${address}>)`)).not.toMatch(/>a<\/a>|href="[^"]*evil/)
      expect(html(`![a](<${address}>)`)).not.toContain('<img')
    }
  })

  it('stay on the site with a backslash', () => {
    expect(html('[a](/\\evil.example)')).toContain('href="/%5Cevil.example"')
  })

  it('are made of bare addresses, not of file names and mail addresses', () => {
    expect(html('see https://a.example/b, www.c.example.')).toBe(
      '<p dir="auto">see <a href="https://a.example/b" rel="nofollow ugc noopener noreferrer">https://a.example/b</a>, ' +
        '<a href="https://www.c.example" rel="nofollow ugc noopener noreferrer">www.c.example</a>.</p>',
    )
    expect(html('main.rs README.md node.name a@b.example www. www.x //a.example')).not.toContain('<a')
  })

  it('show the title of a known thread, as text', () => {
    const title = 'Cords &amp; &lt;b&gt;poles&lt;/b&gt;'
    for (const written of [
      'https://forum.example/t/12',
      '<https://forum.example/t/12/old-slug>',
      '/t/12',
      '/t/12/slug',
    ]) {
      expect(html(`See ${written} now`)).toBe(
        `<p dir="auto">See <a class="thread" href="/t/12/cords-and-poles">${title}</a> now</p>`,
      )
    }
    expect(html('https://forum.example/t/12/x/7')).toContain('href="/t/12/cords-and-poles/7"')
    expect(html('https://forum.example/t/12/7?a=1#b')).toContain('href="/t/12/cords-and-poles/7?a=1#b"')
    expect(html('/t/13')).toContain('>||Thirteen|| **stars**</a>')
  })

  it('show nothing of threads that not everybody may know, and nothing of ours for other sites', () => {
    expect(html('https://forum.example/t/99/slug')).toContain('>https://forum.example/t/99/slug</a>')
    expect(html('/t/99')).toBe('<p dir="auto">/t/99</p>')
    expect(html('https://evil.example/t/12')).not.toContain('poles')
    expect(html('https://forum.example.evil.example/t/12')).not.toContain('poles')
    expect(html('[mine](/t/12)')).toBe('<p dir="auto"><a href="/t/12">mine</a></p>')
    expect(html('`/t/12` a/t/12 /t/12x')).not.toContain('poles')
  })
})

describe('quotes of posts', () => {
  it('show who wrote it and where, from the references', () => {
    const expected = [
      '<blockquote class="quote" data-post="123" dir="auto">',
      '<p class="from" dir="auto">@<bdi>Ann</bdi> <a href="/t/12/cords-and-poles/4">Go to post 4</a></p>',
      '<p>It <em>holds</em>.</p>',
      '</blockquote>',
    ].join('\n')
    expect(html('> [@ann](/p/123):\n> It *holds*.')).toBe(expected)
    expect(html('> [@ann](https://forum.example/p/123):\n>\n> It *holds*.')).toBe(expected)
    expect(html('> [@ann](/p/123): It *holds*.')).toBe(expected)
    expect(html('> [@somebody-else](/p/123):\n> It *holds*.')).toBe(expected)
  })

  it('take handles literally', () => {
    expect(html('> [@x](/p/124):\n> $& $1')).toContain('@<bdi>a|b$&amp;</bdi>')
  })

  it('stay ordinary quotes when the post is not for everybody', () => {
    expect(html('> [@ann](/p/999):\n> secret')).toBe(
      '<blockquote dir="auto">\n<p><a href="/p/999">@ann</a>:<br />\nsecret</p>\n</blockquote>',
    )
  })

  it('may be nested, and need their mark at the very beginning', () => {
    expect(html('> [@ann](/p/123):\n> a\n> > [@x](/p/124):\n> > b').match(/class="quote"/g)).toHaveLength(2)
    expect(html('> hm\n> [@ann](/p/123):\n> a')).not.toContain('class="quote"')
    expect(html('[@ann](/p/123): a')).not.toContain('class="quote"')
  })
})

describe('footnotes', () => {
  it('are numbered by their first mention, with ids of the post', () => {
    const baked = html('a[^x] b[^y] c[^x]\n\n[^y]: Why\n[^x]: Ex\n\n    more')
    expect(baked).toContain(
      '<sup class="footnote-ref"><a href="#p7-fn-1" id="p7-fnref-1" aria-label="Footnote 1">1</a></sup>',
    )
    expect(baked).toContain('id="p7-fnref-1-2"')
    expect(baked).toMatch(
      /<section class="footnotes">\s*<ol dir="auto">\s*<li id="p7-fn-1"><p>Ex<\/p>\s*<p>more /,
    )
    expect(baked).toContain('<a class="footnote-back" href="#p7-fnref-2" aria-label="Back to the text">↩</a>')
  })

  it('are left out when nothing refers to them, and are text when they do not exist', () => {
    expect(html('a\n\n[^x]: Ex')).toBe('<p dir="auto">a</p>')
    expect(html('a[^nope]')).toBe('<p dir="auto">a[^nope]</p>')
  })

  it('may mention further notes, but none within links or the words of images', () => {
    expect(html('a[^1]\n\n[^1]: x[^2]\n\n[^2]: y[^1]')).toContain('<li id="p7-fn-2">')
    expect(html('[a[^1]](/x) ![b[^1]](/y.png)\n\n[^1]: x')).not.toMatch(/<a[^>]*>[^<]*<sup/)
  })
})

describe('task lists', () => {
  it('show boxes that have a name and cannot be ticked', () => {
    expect(html('- [ ] a\n- [x] b\n- c')).toBe(
      [
        '<ul class="tasks" dir="auto">',
        '<li class="task"><input class="task-box" type="checkbox" aria-label="To do" disabled /> a</li>',
        '<li class="task"><input class="task-box" type="checkbox" aria-label="Done" checked disabled /> b</li>',
        '<li>c</li>',
        '</ul>',
      ].join('\n'),
    )
  })

  it('need the bracket as such', () => {
    expect(html('- \\[ ] a\n- [y] b\n- x [ ] c\n\n[ ] d')).not.toContain('<input')
  })
})

describe('hidden parts', () => {
  it('are blocks with a title', () => {
    expect(html(':::spoiler Who <b>did</b> it\nThe *butler*\n:::\nafter')).toBe(
      [
        '<details class="spoiler">',
        '<summary dir="auto">Who &lt;b&gt;did&lt;/b&gt; it</summary>',
        '<p dir="auto">The <em>butler</em></p>',
        '</details>',
        '<p dir="auto">after</p>',
      ].join('\n'),
    )
    expect(html(':::details\na\n:::')).toContain('<details>\n<summary dir="auto">Details</summary>')
    expect(html(':::spoiler\na\n:::')).toContain('<summary dir="auto">Spoiler</summary>')
  })

  it('nest, end with what surrounds them and are not closed by code', () => {
    expect(html(':::details a\n:::spoiler b\nc\n:::\nd\n:::\ne')).toMatch(
      /<\/details>\n<p dir="auto">d<\/p>\n<\/details>\n<p/,
    )
    expect(html('> :::details a\n> b\n\nc')).toMatch(/<\/details>\n<\/blockquote>\n<p dir="auto">c/)
    expect(html(':::details a\n```\n:::\n```\nb\n:::')).toMatch(/<p dir="auto">b<\/p>\n<\/details>$/)
  })

  it('may be written as HTML, around Markdown', () => {
    const expected =
      '<details>\n<summary dir="auto">More</summary>\n<p dir="auto">a <strong>b</strong></p>\n</details>'
    expect(html('<details>\n<summary>More</summary>\n\na **b**\n\n</details>')).toBe(expected)
    expect(html('<details><summary>More</summary>\na **b**\n</details>')).toBe(expected)
    expect(html('<details open>\na\n</details>')).toContain('<details open>')
  })

  it('stand within a line too, behind a box that needs no script', () => {
    expect(html('He ||*dies*||.')).toBe(
      '<p dir="auto">He <span class="spoiler"><input class="spoiler-toggle" type="checkbox" ' +
        'aria-label="Show the hidden text" /><span class="spoiler-text"><em>dies</em></span></span>.</p>',
    )
    expect(html('これは||秘密||です')).toContain('<span class="spoiler-text">秘密</span>')
  })

  it('are not made of operators', () => {
    for (const text of ['a || b || c', 'a||b||c', '|| a ||', '||||', 'x ||| y |||', '`||a||`']) {
      expect(html(text)).not.toContain('spoiler')
    }
  })
})

describe('images', () => {
  it('reserve their place, load late and lead to themselves', () => {
    expect(html('![A *red* tent|690x400](/a.png "Ours")')).toBe(
      '<p dir="auto"><a class="zoom" href="/a.png"><img src="/a.png" alt="A red tent" title="Ours" ' +
        'width="690" height="400" loading="lazy" decoding="async" /></a></p>',
    )
    expect(html('![a|690x400, 50%](/a.png)')).toContain('width="345" height="200"')
  })

  it('are a gallery where several stand alone in a paragraph, on one line or on several', () => {
    for (const text of ['![a](/a.png) ![b](/b.png)', '![a](/a.png)\n![b](/b.png)\n![c](/c.png)'])
      expect(html(text)).toMatch(/^<p class="gallery" dir="auto">/)
    for (const text of ['![a](/a.png)', '![a](/a.png) and ![b](/b.png)', '![a](/a.png)\n\n![b](/b.png)'])
      expect(html(text)).not.toContain('gallery')
  })

  it('get a box without a size or with one that cannot be', () => {
    for (const alt of ['a', 'a|0x5', 'a|99999x1', 'a|5x', 'a|b|x3']) {
      expect(html(`![${alt}](/a.png)`)).toContain('class="unsized"')
    }
  })

  it('are not linked twice, and every link has a name', () => {
    expect(html('[![a](/a.png)](/b)')).toBe(
      '<p dir="auto"><a href="/b"><img src="/a.png" alt="a" class="unsized" loading="lazy" decoding="async" /></a></p>',
    )
    expect(html('![](/a.png)')).toContain('<a class="zoom" href="/a.png" aria-label="Full-size image">')
    expect(html('[![](/a.png)](/b)')).toContain('alt="Image"')
  })

  it('escape whatever their words hold', () => {
    const baked = html('![x" onerror="alert(1)](/a.png "y\\" onload=\\"alert(1)")')
    expect(baked).toContain('alt="x&quot; onerror=&quot;alert(1)" title="y&quot; onload=&quot;alert(1)"')
  })

  it('may be written as HTML', () => {
    expect(html('<img src="/a.png" alt="A" width=10 height="20" onerror="x()" style="x">')).toContain(
      '<img src="/a.png" alt="A" width="10" height="20" loading="lazy" decoding="async" />',
    )
  })
})

describe('embeds', () => {
  it('are figures with a plain link, for an address alone on its line', () => {
    expect(html('https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1m3s')).toBe(
      '<figure class="embed" data-provider="youtube" data-video="dQw4w9WgXcQ" data-start="63">' +
        '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=1m3s" rel="nofollow ugc noopener noreferrer">' +
        'https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=1m3s</a></figure>',
    )
    expect(html('before\n<https://vimeo.com/123456>\nafter')).toMatch(
      /^<p dir="auto">before<\/p>\n<figure .*data-provider="vimeo" data-video="123456".*<\/figure>\n<p dir="auto">after<\/p>$/,
    )
  })

  it('stay links within a sentence, a link, a list or a quote', () => {
    const address = 'https://youtu.be/dQw4w9WgXcQ'
    for (const source of [
      `see ${address}`,
      `[x](${address})`,
      `[${address}](${address})`,
      `- ${address}`,
      `> ${address}`,
    ]) {
      expect(html(source)).not.toContain('<figure')
    }
  })
})

describe('tables', () => {
  it('scroll in a box and align by class', () => {
    expect(html('| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |')).toBe(
      [
        '<div class="table" tabindex="0" role="group" aria-label="Table"><table dir="auto">',
        '<thead>',
        '<tr>',
        '<th class="align-start">a</th>',
        '<th class="align-center">b</th>',
        '<th class="align-end">c</th>',
        '</tr>',
        '</thead>',
        '<tbody>',
        '<tr>',
        '<td class="align-start">1</td>',
        '<td class="align-center">2</td>',
        '<td class="align-end">3</td>',
        '</tr>',
        '</tbody>',
        '</table></div>',
      ].join('\n'),
    )
  })
})

describe('HTML in Markdown', () => {
  it('may be a small set of elements, in pairs', () => {
    expect(
      html('<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <mark>**m**</mark> <abbr title="As">A</abbr><br>'),
    ).toBe(
      '<p dir="auto"><kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup> <mark><strong>m</strong></mark> ' +
        '<abbr title="As">A</abbr><br />\n</p>',
    )
    expect(html('<a href="https://a.example" onclick=x>b https://c.example</a>')).toBe(
      '<p dir="auto"><a href="https://a.example" rel="nofollow ugc noopener noreferrer">b https://c.example</a></p>',
    )
    expect(html('<span dir="rtl" lang=he style=x>א</span>')).toBe(
      '<p dir="auto"><span dir="rtl" lang="he">א</span></p>',
    )
  })

  it('is text in every other case, so that nothing is lost', () => {
    expect(html('vector<int> <b>open **x** </i> <div>a</div> <script>alert(1)</script>')).toBe(
      '<p dir="auto">vector&lt;int&gt; &lt;b&gt;open <strong>x</strong> &lt;/i&gt; &lt;div&gt;a&lt;/div&gt; ' +
        '&lt;script&gt;alert(1)&lt;/script&gt;</p>',
    )
    expect(html('<b>a *b</b> c*')).toBe('<p dir="auto"><b>a *b</b> c*</p>')
  })

  it('leaves no trace of comments', () => {
    expect(html('a <!-- b --> c\n\n<!--\n\nhidden\n\n-->\n\nd')).toBe(
      '<p dir="auto">a  c</p>\n<p dir="auto">d</p>',
    )
    expect(html('<!-- a')).toBe('<p dir="auto">&lt;!-- a</p>')
  })
})

describe('emoji', () => {
  it('are made of names, not of times and paths', () => {
    expect(html(':smile: 😀 x :+1:, :nope: 12:100:20 std::cat::dog')).toBe(
      '<p dir="auto">😄 😀 x 👍, :nope: 12:100:20 std::cat::dog</p>',
    )
    expect(html('`:smile:`')).toContain(':smile:')
  })
})

describe('directions', () => {
  it('come from the first letters of each block, and of a list, quote or table as a whole', () => {
    expect(html('שלום\n\n- أهلا\n\n> مرحبا\n\n:::details\n您好\n:::')).toBe(
      [
        '<p dir="auto">שלום</p>',
        '<ul dir="auto">\n<li>أهلا</li>\n</ul>',
        '<blockquote dir="auto">\n<p>مرحبا</p>\n</blockquote>',
        '<details>\n<summary dir="auto">Details</summary>\n<p dir="auto">您好</p>\n</details>',
      ].join('\n'),
    )
  })

  it('of code are always from left to right', () => {
    expect(html('`a` שלום\n\n    b')).toBe(
      '<p dir="auto"><code dir="ltr">a</code> שלום</p>\n<pre tabindex="0" dir="ltr"><code>b\n</code></pre>',
    )
  })

  it('do not mind mentions at the beginning', () => {
    expect(html('@ann مرحبا')).toMatch(
      /^<p dir="auto"><a class="mention" href="\/u\/Ann">@<bdi>Ann<\/bdi><\/a> مرحبا/,
    )
  })
})

describe('pictures that were uploaded here', () => {
  const file = `/files/${'a1'.repeat(16)}`

  it('come in every width and format, with their place kept free and their colour in it', () => {
    expect(html(`![A door](${file}/960.jpg "By the sea")`)).toBe(
      `<p dir="auto"><a class="zoom" href="${file}/1200.webp"><picture>` +
        `<source type="image/avif" srcset="${file}/480.avif 480w, ${file}/1200.avif 1200w" sizes="(min-width: 48rem) 44rem, 100vw" />` +
        `<source type="image/webp" srcset="${file}/480.webp 480w, ${file}/1200.webp 1200w" sizes="(min-width: 48rem) 44rem, 100vw" />` +
        `<img src="${file}/960.jpg" alt="A door" title="By the sea" width="1200" height="800" class="tint hue-45" loading="lazy" decoding="async" />` +
        `</picture></a></p>`,
    )
  })

  it('are known by their whole address, too, and in a link of the author', () => {
    const picture = html(`[![A door](${SITE}${file}/480.webp)](/t/12)`)
    expect(picture).toContain(`<img src="${file}/960.jpg"`)
    expect(picture).not.toContain('zoom')
  })

  it('have the size that the author wants, and no colour where they have none', () => {
    const picture = html(`![Badge|45x20](/files/${'b2'.repeat(16)}/90.png)`)
    expect(picture).toContain('width="45" height="20" loading')
    expect(picture).not.toContain('avif')
  })

  it('that are not the author’s, or not there, are plain images without anything known of them', () => {
    for (const address of [`/files/${'c3'.repeat(16)}/960.jpg`, `https://elsewhere.example${file}/960.jpg`])
      expect(html(`![x](${address})`)).toContain(`<img src="${address}" alt="x" class="unsized"`)
  })

  it('nobody writes sources by hand', () => {
    const typed = html(`<picture><source srcset="https://evil.example/x.png 1w" type="image/webp"></picture>`)
    expect(typed).not.toMatch(/<(picture|source)/)
  })
})

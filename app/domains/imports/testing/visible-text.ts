import { parseFragment } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'

// What a reader sees of a post, told by code that shares nothing with the converter or the pipeline: from the old
// forum's HTML and from ours, both read by parse5 and brought to the same form. What is equated on purpose:
//  1. white space is one space; emoji of any kind are one sign; addresses are percent-decoded;
//  2. the head of a quote is `@name:`; preview cards are their address; a thread's preview is its title;
//  3. players and frames are their address; a poll is its question and options;
//  4. a link to a thread whose text is its address shows the thread's title; formulas stand between `$`;
//  5. the words that the pipeline itself puts in (a spoiler's summary) are not text;
//  6. letter case, and the `@` before names: a mention shows the handle as its owner writes it.

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element
export type Visible = { text: string; code: string[]; shape: Record<string, string[]> }

const BLOCKS = new Set(
  'address article aside blockquote br dd details div dl dt figure h1 h2 h3 h4 h5 h6 hr iframe img li ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** What a post's HTML shows, cooked or baked. `titleOf` gives the title that stands for an internal address. */
export function visibleOf(html: string, titleOf: (url: string) => string | null = () => null): Visible {
  const reader = new Reader(titleOf)
  for (const node of parseFragment(html).childNodes) reader.read(node)
  return reader.result()
}

class Reader {
  private text = ''
  private readonly code: string[] = []
  private readonly shape: Record<string, string[]> = {}
  private readonly titleOf: (url: string) => string | null

  constructor(titleOf: (url: string) => string | null) {
    this.titleOf = titleOf
  }

  result(): Visible {
    return { text: normalise(this.text), code: this.code, shape: this.shape }
  }

  read(node: Node): void {
    if (node.nodeName === '#text' && 'value' in node) this.text += node.value
    if (!('tagName' in node)) return
    const block = BLOCKS.has(node.tagName)
    if (block && !classes(node).includes('emoji')) this.text += ' '
    if (!this.special(node)) {
      this.note(node)
      node.childNodes.forEach((child) => this.read(child))
    }
    if (block && !classes(node).includes('emoji')) this.text += ' '
  }

  private children(node: Element): void {
    node.childNodes.forEach((child) => this.read(child))
  }

  /** Reads what Discourse shows in its own way; false where the element is an ordinary one. */
  private special(node: Element): boolean {
    const is = (name: string): boolean => classes(node).includes(name)
    const say = (words: string): true => {
      this.text += words
      return true
    }
    if (
      node.tagName === 'svg' ||
      is('meta') ||
      is('footnotes-sep') ||
      is('footnote-backref') ||
      is('footnote-back')
    )
      return true
    if (node.tagName === 'img' && is('emoji')) return say('☻')
    if (node.tagName === 'pre') return this.readCode(node)
    if (is('poll')) {
      all(
        node,
        (child) => classes(child).includes('poll-title') || attr(child, 'data-poll-option-id') !== null,
      ).forEach((child) => {
        say(' ')
        this.children(child)
      })
      return say(' ')
    }
    if (node.tagName === 'aside' && is('quote')) return this.readQuote(node)
    const youtube = attr(node, 'data-youtube-id')
    if (youtube !== null) {
      const start = /(?:^|&)start=(\d+)/.exec(attr(node, 'data-parameters') ?? '')?.[1]
      return say(` https://www.youtube.com/watch?v=${youtube}${start ? `&t=${start}` : ''} `)
    }
    if (node.tagName === 'iframe') {
      const source = attr(node, 'data-original-href') ?? attr(node, 'src') ?? ''
      return say(` ${source.replace('player.vimeo.com/video', 'vimeo.com')} `)
    }
    if (node.tagName === 'video' || node.tagName === 'audio') {
      return say(
        ` ${attr(first(node, 'source') ?? node, 'src') ?? attr(first(node, 'a') ?? node, 'href') ?? ''} `,
      )
    }
    if (node.tagName !== 'a' && (is('onebox') || is('large-image-placeholder'))) {
      const link = first(node, 'a')
      say(
        ` ${attr(node, 'data-onebox-src') ?? (link && attr(link, 'href')) ?? attr(first(node, 'source') ?? node, 'src') ?? ''} `,
      )
      if (is('githubblob') || is('githubgist') || is('gitlabblob')) {
        all(node, (child) => child.tagName === 'pre').forEach((pre) => this.readCode(pre))
      }
      return true
    }
    if (is('from')) return say(`@${content(first(node, 'bdi') ?? node)}: `)
    if (is('footnote-ref')) return say(content(node).replace(/[[\]]/g, ''))
    if (node.tagName === 'summary' && /^\s*(?:Spoiler|Details)\s*$/.test(content(node))) return true
    if (is('math')) {
      say('$')
      this.children(node)
      return say('$')
    }
    if (node.tagName === 'a') {
      const href = attr(node, 'href') ?? ''
      const title = this.titleOf(href)
      if (title !== null && content(node).trim() === href) return say(title)
    }
    return false
  }

  private readQuote(node: Element): true {
    const title = all(node, (child) => classes(child).includes('title'))[0]
    const link = title && all(title, (child) => child.tagName === 'a')[0]
    const name =
      attr(node, 'data-username') ?? (title && !link ? content(title).trim().replace(/:$/, '') : '')
    if (name === '' && link) {
      this.children(link)
      return true
    }
    if (name !== '') this.text += `@${name}: `
    this.note({ ...node, tagName: 'blockquote' })
    node.childNodes.forEach((child) => {
      if ('tagName' in child && child.tagName === 'blockquote') this.children(child)
    })
    return true
  }

  private readCode(pre: Element): true {
    const text = content(pre).replace(/\n$/, '')
    const numbered = all(pre, (child) => child.tagName === 'li')
    const code = numbered.length > 0 ? numbered.map(content).join('').replace(/\n$/, '') : text
    this.code.push(code)
    this.text += ` ${code} `
    return true
  }

  /** What else must be the same: targets, pictures, emphasis, structure. */
  private note(node: Element): void {
    const add = (key: string, value: string): void => {
      ;(this.shape[key] ??= []).push(value)
    }
    const span = classes(node).find((name) => name.startsWith('bbcode-'))
    const tag = span ? { b: 'strong', i: 'em', u: 'u', s: 's' }[span.slice(7)] : node.tagName
    const name = /^h[1-6]$/.test(tag ?? '')
      ? 'h'
      : ({ b: 'strong', i: 'em', del: 's', strike: 's' }[tag ?? ''] ?? tag ?? '')
    if (/^(?:strong|em|s|u|sub|sup|kbd|h|code)$/.test(name)) {
      const inside = normalise(content(node))
      if (inside !== '') add(name, inside)
    }
    if (/^(?:li|td|blockquote|hr)$/.test(name)) add(name, '')
    if (name === 'ol') add('ol', attr(node, 'start') ?? '1')
  }
}

function normalise(text: string): string {
  return text
    .replace(/\p{Extended_Pictographic}[\p{Emoji_Modifier}\u200d\ufe0f\p{Extended_Pictographic}]*/gu, (c) =>
      /^[\u00a9\u00ae\u2122]/.test(c) ? c : '☻',
    )
    .replace(/\S*%[\dA-Fa-f]{2}\S*/g, decoded)
    .replace(/[\s☻@]+/g, (run) => (run.includes('☻') ? '☻' : /\s/.test(run) ? ' ' : ''))
    .toLowerCase()
    .trim()
}

function decoded(address: string): string {
  return address.replace(/(?:%[\dA-Fa-f]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes
    }
  })
}

function attr(node: Element, name: string): string | null {
  return node.attrs.find((attribute) => attribute.name === name)?.value ?? null
}

function classes(node: Element): string[] {
  return attr(node, 'class')?.split(/\s+/) ?? []
}

function all(node: Element, test: (element: Element) => boolean): Element[] {
  return node.childNodes.flatMap((child) => {
    if (!('tagName' in child)) return []
    return test(child) ? [child] : all(child, test)
  })
}

function first(node: Element, tag: string): Element | null {
  return all(node, (child) => child.tagName === tag)[0] ?? null
}

function content(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value
  if (!('tagName' in node) || node.tagName === 'svg') return ''
  if (node.tagName === 'br') return '\n'
  if (node.tagName === 'img' && classes(node).includes('emoji')) return '☻'
  return node.childNodes.map(content).join('')
}

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

  /** Reads what either side shows in its own way; false where the element is an ordinary one. */
  private special(node: Element): boolean {
    const is = (...names: string[]): boolean => classes(node).some((name) => names.includes(name))
    const address = embeddedAddress(node)
    if (node.tagName === 'svg' || is('meta', 'footnotes-sep', 'footnote-backref', 'footnote-back'))
      return true
    if (node.tagName === 'img' && is('emoji')) return this.say('☻')
    if (node.tagName === 'pre') return this.readCode(node)
    if (node.tagName === 'aside' && is('quote')) return this.readQuote(node)
    if (address !== null) return this.readCard(node, address)
    if (is('poll')) return this.readPoll(node)
    if (is('from')) return this.say(`@${content(first(node, 'bdi') ?? node)}: `)
    if (is('lightbox', 'zoom')) return this.readPicture(node)
    if (is('footnote-ref')) return this.say(content(node).replace(/[[\]]/g, ''))
    if (node.tagName === 'summary' && /^\s*(?:Spoiler|Details)\s*$/.test(content(node))) return true
    if (is('math')) return this.say(`$${content(node)}$`)
    const title = node.tagName === 'a' ? this.titleOf(attr(node, 'href') ?? '') : null
    return title !== null && content(node).trim() === attr(node, 'href') ? this.say(title) : false
  }

  private say(words: string): true {
    this.text += words
    return true
  }

  private readCard(node: Element, address: string): true {
    if (/^(?:https?:)?\/\//.test(address)) this.add('href', decoded(address))
    const shows = classes(node).some((name) => /^(?:githubblob|githubgist|gitlabblob)$/.test(name))
    this.say(` ${address} `)
    if (shows) all(node, (child) => child.tagName === 'pre').forEach((pre) => this.readCode(pre))
    return true
  }

  private readPicture(node: Element): true {
    const image = first(node, 'img')
    const shown = classes(node).includes('zoom') ? image && attr(image, 'src') : attr(node, 'href')
    this.add('img', decoded(shown ?? ''))
    return this.say(' ')
  }

  private readPoll(poll: Element): true {
    const isPart = (child: Element): boolean =>
      classes(child).includes('poll-title') || attr(child, 'data-poll-option-id') !== null
    for (const part of all(poll, isPart)) {
      this.say(' ')
      this.children(part)
    }
    return this.say(' ')
  }

  private readQuote(node: Element): true {
    const title = all(node, (child) => classes(child).includes('title'))[0]
    const link = title && all(title, (child) => child.tagName === 'a')[0]
    const name =
      attr(node, 'data-username') ?? (title && !link ? content(title).trim().replace(/\s*:$/, '') : '')
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

  private add(key: string, value: string): void {
    ;(this.shape[key] ??= []).push(value)
  }

  /** What else must be the same: targets, pictures, emphasis, structure. */
  private note(node: Element): void {
    const span = classes(node).find((name) => name.startsWith('bbcode-'))
    const tag = span ? { b: 'strong', i: 'em', u: 'u', s: 's' }[span.slice(7)] : node.tagName
    const name = /^h[1-6]$/.test(tag ?? '')
      ? 'h'
      : ({ b: 'strong', i: 'em', del: 's', strike: 's' }[tag ?? ''] ?? tag ?? '')
    if (/^(?:strong|em|s|u|sub|sup|kbd|h|code)$/.test(name)) {
      const inside = normalise(content(node))
      if (inside !== '') this.add(name, inside)
    }
    if (/^(?:li|td|blockquote|hr)$/.test(name)) this.add(name, '')
    if (name === 'img') this.add('img', decoded(attr(node, 'src') ?? ''))
    const href = name === 'a' ? attr(node, 'href') : null
    if (href && /^https?:/.test(href) && this.titleOf(href) === null) this.add('href', decoded(href))
    if (name === 'ol') this.add('ol', attr(node, 'start') ?? '1')
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
  return address.replace(/^\/\//, 'https://').replace(/(?:%[\dA-Fa-f]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes
    }
  })
}

/** The address that a player, frame or preview card stands for. */
function embeddedAddress(node: Element): string | null {
  const video = attr(node, 'data-youtube-id')
  if (video !== null) {
    const start = /(?:^|&)start=(\d+)/.exec(attr(node, 'data-parameters') ?? '')?.[1]
    return `https://www.youtube.com/watch?v=${video}${start ? `&t=${start}` : ''}`
  }
  if (node.tagName === 'iframe') {
    const source = attr(node, 'data-original-href') ?? attr(node, 'src') ?? ''
    return source.replace(/player\.vimeo\.com\/video\/(\d+).*/, 'vimeo.com/$1')
  }
  const link = first(node, 'a')
  const source = first(node, 'source')
  if (node.tagName === 'video' || node.tagName === 'audio') {
    return (source && attr(source, 'src')) ?? (link && attr(link, 'href'))
  }
  const isCard = classes(node).some((name) => name === 'onebox' || name === 'large-image-placeholder')
  if (!isCard || node.tagName === 'a') return null
  return attr(node, 'data-onebox-src') ?? (link && attr(link, 'href')) ?? (source && attr(source, 'src'))
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

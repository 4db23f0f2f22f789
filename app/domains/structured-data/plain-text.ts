import { findAll, isText, parseHtml, type HtmlNode } from '#app/domains/imports/markdown/html-tree.ts'

const BLOCKS = new Set(
  [
    'blockquote',
    'br',
    'details',
    'div',
    'figure',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'li',
    'ol',
    'p',
    'pre',
    'td',
  ].concat(['table', 'th', 'tr', 'ul']),
)

/** Words that were hidden on purpose, and signs that lead back from notes. */
const UNTOLD = new Set(['spoiler', 'spoiler-text', 'footnote-back'])

/** What a post says and shows, for machines. */
export type PlainPost = {
  /** One line without markup, at most `longest` characters and “…”; words that were hidden on purpose are left out. */
  text: string
  /** Absolute addresses of its pictures, in order. */
  pictures: string[]
}

/** Takes a post's baked HTML apart. Never throws. */
export function plainPost(html: string, { origin, longest }: { origin: string; longest: number }): PlainPost {
  const root = parseHtml(html)
  const text = [...wordsOf(root).replace(/\s+/g, ' ').trim()]
  const pictures = findAll(root, (node) => node.name === 'img' && !node.classes.includes('emoji'))
    .map((picture) => absolute(picture.attributes['src'] ?? '', origin))
    .filter((address) => address !== null)
  return {
    text: text.length > longest ? `${text.slice(0, longest).join('').trimEnd()}…` : text.join(''),
    pictures,
  }
}

function wordsOf(node: HtmlNode): string {
  if (isText(node)) return node.text
  if (node.classes.some((name) => UNTOLD.has(name))) return ''
  const inside = node.children.map(wordsOf).join('')
  return BLOCKS.has(node.name) ? ` ${inside} ` : inside
}

function absolute(address: string, origin: string): string | null {
  const url = URL.parse(address, origin)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}

import {
  isText,
  parseHtml,
  type HtmlElement,
  type HtmlNode,
} from '#app/domains/imports/markdown/html-tree.ts'

/** Elements that stay, with the attributes that they keep. What is not here gives way to what stands in it. */
const KEPT: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    ['abbr', 'b', 'bdi', 'br', 'code', 'del', 'em', 'hr', 'i', 'ins', 'kbd', 'li', 'mark', 's', 'small']
      .concat(['strong', 'sub', 'sup', 'tbody', 'td', 'th', 'thead', 'tr', 'u'])
      .map((name) => [name, []]),
  ),
  ...Object.fromEntries(
    ['blockquote', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'pre', 'summary', 'table', 'ul'].map((name) => [
      name,
      ['dir'],
    ]),
  ),
  abbr: ['title'],
  a: ['title'],
  details: ['open'],
  img: ['alt', 'title', 'width', 'height'],
  ol: ['dir', 'start'],
  span: ['dir', 'lang'],
}
const VOID = new Set(['br', 'hr', 'img'])

type Page = { url: string; hidden: string }
type Writing = Page & { folded: string[] }

/**
 * Baked HTML made fit for readers of feeds: absolute addresses, no classes, scripts, forms or ids. Links within the post
 * become text, because readers have no such places; check boxes become signs; words that were hidden on purpose go to
 * the end, folded, since no style sheet of ours hides them there. `url` is the absolute address of the post.
 */
export function readerHtml(html: string, page: Page): string {
  const writing = { ...page, folded: [] }
  const body = writeAll(parseHtml(html).children, writing)
  return (body + writing.folded.join('')).trim()
}

const writeAll = (nodes: readonly HtmlNode[], writing: Writing): string =>
  nodes.map((node) => (isText(node) ? escape(node.text) : write(node, writing))).join('')

function write(node: HtmlElement, writing: Writing): string {
  const inside = () => writeAll(node.children, writing)
  if (node.classes.includes('footnote-back')) return ''
  if (node.classes.includes('footnotes')) return `<hr>${inside()}`
  if (node.name === 'input') return checkBox(node)
  if (node.name === 'span' && node.classes.includes('spoiler')) return fold(node, writing)
  if (node.name === 'figure') return `<p>${inside()}</p>`
  if (node.name === 'a') return link(node, inside(), writing)
  if (node.name === 'img') return picture(node, writing)
  const kept = KEPT[node.name]
  if (!kept || (node.name === 'span' && !kept.some((name) => name in node.attributes))) return inside()
  const tag = `<${node.name}${attributesOf(node, kept)}>`
  return VOID.has(node.name) ? tag : `${tag}${inside()}</${node.name}>`
}

function checkBox({ classes, attributes }: HtmlElement): string {
  if (!classes.includes('task-box')) return ''
  return 'checked' in attributes ? '☑' : '☐'
}

/** Hidden words leave their number in the text; the words follow at the end. */
function fold(node: HtmlElement, writing: Writing): string {
  const mark = `${writing.hidden} ${writing.folded.length + 1}`
  const at = writing.folded.push('') - 1
  writing.folded[at] =
    `<details><summary>${escape(mark)}</summary><p>${writeAll(node.children, writing)}</p></details>`
  return `<em>[${escape(mark)}]</em>`
}

function link(node: HtmlElement, inside: string, { url }: Page): string {
  const href = node.attributes['href'] ?? ''
  const target = href.startsWith('#') ? null : absolute(href, url)
  return target === null
    ? inside
    : `<a href="${escape(target)}"${attributesOf(node, KEPT['a'])}>${inside}</a>`
}

function picture(node: HtmlElement, { url }: Page): string {
  const source = absolute(node.attributes['src'] ?? '', url)
  if (source === null) return escape(node.attributes['alt'] ?? '')
  return `<img src="${escape(source)}"${attributesOf(node, KEPT['img'])}>`
}

function attributesOf({ attributes }: HtmlElement, names: readonly string[] = []): string {
  return names
    .map((name) => (attributes[name] === undefined ? '' : ` ${name}="${escape(attributes[name])}"`))
    .join('')
}

/** The address as seen from anywhere, or null where it leads nowhere that a reader could go. */
function absolute(address: string, base: string): string | null {
  const url = address === '' ? null : URL.parse(address, base)
  return url && /^(?:https?|mailto):$/.test(url.protocol) ? url.href : null
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text within HTML, also within a quoted attribute. */
export const escape = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign)

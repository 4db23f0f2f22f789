import { other, quoted } from './block.ts'
import type { Block } from './block.ts'
import type { ConversionContext } from './conversion.ts'
import { escapeText } from './escape-text.ts'
import { find, hasClass, isElement, lineOf } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { inlineTokens } from './inline-tokens.ts'
import { paragraphs } from './paragraphs.ts'

/**
 * A quote of a post: `> [@handle](/p/<post>):` and the words, where the post is here; the name alone where it is
 * not. The preview card of a thread has the same element but names nobody: it becomes the link.
 */
export function quoteBlocks(
  aside: HtmlElement,
  context: ConversionContext,
  inside: (nodes: readonly HtmlNode[]) => Block[],
): Block[] {
  const title = aside.children.find((child) => hasClass(child, 'title'))
  const words = aside.children.filter((child) => isElement(child, 'blockquote'))
  const link = title ? find(title, (child) => child.name === 'a' && !hasClass(child, 'badge-wrapper')) : null
  const name = aside.attributes['data-username'] || (title && !link ? lineOf(title).replace(/\s*:$/, '') : '')
  if (name === '' && link) return paragraphs(inlineTokens([link], context))
  const body = words.flatMap((quote) => (isElement(quote) ? inside(quote.children) : []))
  if (name === '') return body.length > 0 ? [quoted(body)] : []
  return [quoted([other(headLine(name, aside, context)), ...body])]
}

function headLine(name: string, aside: HtmlElement, context: ConversionContext): string {
  const topic = Number(aside.attributes['data-topic'])
  const number = Number(aside.attributes['data-post'])
  const handle = context.links.member(name)
  const post = topic > 0 && number > 0 ? context.links.post(topic, number) : null
  // Posts that were moved there took new numbers: what the old one names now may be another's words.
  if (post && post.handle === handle) return `[@${handle}](/p/${post.id}):`
  if (topic > 0) context.losses.add('unresolved-quote', `${name}, ${topic}/${number}`)
  return handle === null ? `**${escaped(name)}**:` : `@${handle}:`
}

function escaped(name: string): string {
  return escapeText(name, { before: '', after: '*', inLink: false, inTable: false })
}

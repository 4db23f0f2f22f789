import type { ConversionContext } from './conversion.ts'
import { emojiOf } from './emoji.ts'
import { element, find, hasClass, isElement, isText, lineOf, textOf } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { imageMarkdown, isImage } from './images.ts'
import type { InlineToken, Mark } from './inline-token.ts'
import { linkTokens } from './links.ts'

const MARKS: Readonly<Record<string, Mark>> = {
  strong: 'strong',
  b: 'strong',
  em: 'em',
  i: 'em',
  cite: 'em',
  dfn: 'em',
  del: 'strike',
  s: 'strike',
  strike: 'strike',
  sub: 'sub',
  sup: 'sup',
  kbd: 'kbd',
  u: 'u',
  ins: 'ins',
  mark: 'mark',
  small: 'small',
}
const BBCODE_MARKS: Readonly<Record<string, Mark>> = {
  'bbcode-b': 'strong',
  'bbcode-i': 'em',
  'bbcode-s': 'strike',
  'bbcode-u': 'u',
}
/** Takes a run of inline nodes apart into tokens. Unknown elements give their content. */
export function inlineTokens(nodes: readonly HtmlNode[], context: ConversionContext): InlineToken[] {
  return nodes.flatMap((node) =>
    isText(node) ? [{ kind: 'text' as const, text: node.text }] : elementTokens(node, context),
  )
}

function elementTokens(node: HtmlElement, context: ConversionContext): InlineToken[] {
  const inner = (): InlineToken[] => inlineTokens(node.children, context)
  if (node.name === 'br') return [{ kind: 'break' }]
  if (node.name === 'wbr') return []
  if (isImage(node)) return imageTokens(node, context)
  if (node.name === 'a') return linkTokens(node, context, inner)
  if (node.classes.includes('footnote-ref')) return footnoteTokens(node, inner)
  if (node.name === 'code' || node.name === 'tt' || node.name === 'samp') return codeTokens(node)
  const mark = markOf(node)
  if (mark) return [{ kind: 'open', mark }, ...inner(), { kind: 'close', mark }]
  if (hasClass(node, 'math')) return mathTokens(node, context)
  if (hasClass(node, 'mention')) return mentionTokens(node, context)
  if (node.name === 'q') return [{ kind: 'text', text: '“' }, ...inner(), { kind: 'text', text: '”' }]
  return inner()
}

function markOf(node: HtmlElement): Mark | null {
  if (node.name === 'span') {
    if (node.classes.includes('spoiler')) return 'spoiler'
    for (const name of node.classes) {
      const mark = BBCODE_MARKS[name]
      if (mark) return mark
    }
    return null
  }
  return MARKS[node.name] ?? null
}

function imageTokens(node: HtmlElement, context: ConversionContext): InlineToken[] {
  const emoji = emojiOf(node, context)
  if (emoji !== null) return [{ kind: 'text', text: emoji }]
  const markdown = imageMarkdown(node, context)
  return markdown ? [{ kind: 'raw', markdown }] : []
}

/** Inline code; line ends become spaces, as browsers show them. */
function codeTokens(node: HtmlElement): InlineToken[] {
  const code = textOf(node).replace(/\s*\n\s*/g, ' ')
  return code === '' ? [] : [{ kind: 'code', code }]
}

/** `[^1]`: the reference's target ends with the number of the note in its post. */
function footnoteTokens(node: HtmlElement, inner: () => InlineToken[]): InlineToken[] {
  const link = find(node, (child) => child.name === 'a')
  const number = /(\d+)$/.exec(link?.attributes['href'] ?? '')?.[1]
  return number ? [{ kind: 'raw', markdown: `[^${number}]` }] : inner()
}

function mathTokens(node: HtmlElement, context: ConversionContext): InlineToken[] {
  context.losses.add('math', lineOf(node))
  return [{ kind: 'text', text: `$${textOf(node)}$` }]
}

/** A mention that the old forum did not link; it is one again where the name is a member's. */
function mentionTokens(node: HtmlElement, context: ConversionContext): InlineToken[] {
  const name = lineOf(node).replace(/^@/, '')
  const handle = context.links.member(name)
  return handle === null ? [{ kind: 'text', text: textOf(node) }] : [{ kind: 'mention', handle }]
}

/** Whether the node can stand inside a paragraph, all that is below it included. */
export function isInline(node: HtmlNode): boolean {
  if (isText(node) || isImage(node)) return true
  return !BLOCKS.has(node.name) && node.children.every(isInline)
}

/** Blocks whose inside is not prose: nothing is moved into them. */
const ATOMS = new Set(['aside', 'audio', 'hr', 'iframe', 'pre', 'video'])
const BLOCKS = new Set(
  (
    'address article aside audio blockquote center dd details dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr iframe li main menu nav ol p pre section table tbody td tfoot th thead tr ul video'
  ).split(' '),
)

/**
 * Moves an inline element that wrongly holds blocks (`<span class="bbcode-b"><ul>…`) inside them: each run of
 * inline content gets the element around it, so that a bold list becomes a list of bold items.
 */
export function distribute(node: HtmlElement): HtmlNode[] {
  const out: HtmlNode[] = []
  let run: HtmlNode[] = []
  const flush = (): void => {
    if (run.some((child) => !isText(child) || child.text.trim() !== '')) out.push(wrap(node, run))
    run = []
  }
  for (const child of node.children) {
    if (isInline(child)) {
      run.push(child)
      continue
    }
    flush()
    if (!isElement(child)) continue
    if (!BLOCKS.has(child.name)) out.push(...distribute(wrap(node, distribute(child))))
    else if (ATOMS.has(child.name)) out.push(child)
    else out.push(element(child.name, child.attributes, distribute(wrap(node, child.children))))
  }
  flush()
  return out
}

function wrap(node: HtmlElement, children: HtmlNode[]): HtmlElement {
  return { ...node, children }
}

import { container, other, quoted } from './block.ts'
import type { Block } from './block.ts'
import { cardUrl, cardCode } from './cards.ts'
import { codeBlock } from './code-blocks.ts'
import type { ConversionContext } from './conversion.ts'
import { hasClass, isElement, isText, lineOf } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'
import { inlineTokens, distribute, isInline } from './inline-tokens.ts'
import { writeInline } from './inline-writer.ts'
import { footnoteBlocks, listBlock } from './lists.ts'
import { paragraphs } from './paragraphs.ts'
import { pollBlocks } from './polls.ts'
import { quoteBlocks } from './quotes.ts'
import { tableBlock } from './tables.ts'

/**
 * Turns nodes into blocks. Neighbouring inline nodes form paragraphs; an inline element that holds blocks is
 * taken apart; an unknown block gives its content.
 */
export function blocksOf(nodes: readonly HtmlNode[], context: ConversionContext): Block[] {
  const blocks: Block[] = []
  let run: HtmlNode[] = []
  const flush = (): void => {
    blocks.push(...paragraphs(inlineTokens(run, context)))
    run = []
  }
  for (const node of nodes) {
    if (isInline(node)) {
      run.push(node)
    } else if (isElement(node)) {
      flush()
      blocks.push(...elementBlocks(node, context))
    }
  }
  flush()
  return blocks
}

function elementBlocks(node: HtmlElement, context: ConversionContext): Block[] {
  const inside = (nodes: readonly HtmlNode[]): Block[] => blocksOf(nodes, context)
  const card = cardUrl(node, context)
  if (card) return [other(card), ...cardCode(node)]
  switch (node.name) {
    case 'pre':
      return [codeBlock(node)]
    case 'blockquote':
      return [quoted(inside(node.children))]
    case 'ol':
    case 'ul':
      return hasClass(node, 'footnotes-list') ? footnoteBlocks(node, inside) : listBlock(node, inside)
    case 'hr':
      return hasClass(node, 'footnotes-sep') ? [] : [other('---')]
    case 'table':
      return tableBlock(node, context)
    case 'details':
      return detailsBlocks(node, context)
    case 'aside':
      if (hasClass(node, 'quote')) return quoteBlocks(node, context, inside)
      break
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return headingBlocks(node, context)
    default:
      break
  }
  if (hasClass(node, 'poll')) return pollBlocks(node, context)
  if (hasClass(node, 'spoiler') || hasClass(node, 'spoiled')) {
    return [container('spoiler', '', inside(node.children))]
  }
  return inside(isInlineName(node) ? distribute(node) : node.children)
}

/** An element that is inline by its name stands here only because it holds blocks. */
function isInlineName(node: HtmlElement): boolean {
  return isInline({ ...node, children: [] })
}

function detailsBlocks(node: HtmlElement, context: ConversionContext): Block[] {
  const summary = node.children.find((child) => isElement(child, 'summary'))
  const rest = node.children.filter((child) => child !== summary)
  return [container('details', summary ? lineOf(summary) : '', blocksOf(rest, context))]
}

function headingBlocks(node: HtmlElement, context: ConversionContext): Block[] {
  const inline = node.children.filter((child) => isText(child) || isInline(child))
  const rest = node.children.filter((child) => !isInline(child))
  const title = writeInline(inlineTokens(inline, context), { inLink: false, inTable: false }).join(' ').trim()
  const level = Number(node.name.charAt(1))
  const heading =
    title === '' ? [] : [other(`${'#'.repeat(level)} ${title.replace(/(^|\s)(#+)$/, '$1\\$2')}`)]
  return [...heading, ...blocksOf(rest, context)]
}

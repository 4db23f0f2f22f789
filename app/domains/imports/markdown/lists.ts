import { joinBlocks } from './block.ts'
import type { Block } from './block.ts'
import { hasClass, isElement, isText } from './html-tree.ts'
import type { HtmlElement, HtmlNode } from './html-tree.ts'

/** Makes the blocks of what is inside an item. */
type Inside = (nodes: readonly HtmlNode[]) => Block[]

/** A list; `start` is kept. Items with paragraphs in the source stay apart by empty lines. */
export function listBlock(list: HtmlElement, inside: Inside): Block[] {
  const items = itemsOf(list)
  if (items.length === 0) return inside(list.children)
  const ordered = list.name === 'ol'
  const start = Math.max(0, Number.parseInt(list.attributes['start'] ?? '1', 10) || 0)
  const loose = items.some((item) => item.some((child) => isElement(child, 'p')))
  const lines = items.flatMap((item, i) => {
    const marker = ordered ? `${start + i}.` : '-'
    const body = joinBlocks(inside(item), loose ? undefined : followsText)
    // Behind the marker, the parser of containers would not see a fence: it begins on a line of its own.
    if (/^(?:```|:::)/.test(body[0] ?? '')) body.unshift('')
    // `- ---` is no item with a rule but a rule.
    if (body[0] === '---') body[0] = '___'
    const indent = ' '.repeat(marker.length + 1)
    const written = body.map((line, at) =>
      at === 0 ? `${marker} ${line}`.trimEnd() : line === '' ? '' : indent + line,
    )
    if (body.length === 0) written.push(marker)
    return loose && i > 0 ? ['', ...written] : written
  })
  return [{ kind: ordered ? 'numbers' : 'bullets', lines }]
}

/** The items; what stands between them by mistake joins the item before. */
function itemsOf(list: HtmlElement): HtmlNode[][] {
  const items: HtmlNode[][] = []
  for (const child of list.children) {
    if (isText(child) && child.text.trim() === '') continue
    if (isElement(child, 'li')) items.push([...child.children])
    else if (items.length > 0) items.at(-1)?.push(child)
    else items.push([child])
  }
  return items
}

/** In a tight list a block follows text directly, where Markdown lets it begin there. */
function followsText(before: Block, block: Block): boolean {
  const first = block.lines[0] ?? ''
  if (before.kind !== 'paragraph') return false
  if (block.kind === 'bullets') return first !== '-'
  if (block.kind === 'numbers') return /^1\. ./.test(first)
  return first.startsWith('```') || first.startsWith('>')
}

/** `[^1]: …`: the notes at the end of a post, without the arrows that lead back. */
export function footnoteBlocks(list: HtmlElement, inside: Inside): Block[] {
  return itemsOf(list).flatMap((item, i) => {
    const li = list.children.filter((child) => isElement(child, 'li'))[i]
    const number = /(\d+)$/.exec(li && isElement(li) ? (li.attributes['id'] ?? '') : '')?.[1] ?? String(i + 1)
    const body = joinBlocks(inside(item.map(withoutBackLinks)))
    const lines = body.map((line, at) =>
      at === 0 ? `[^${number}]: ${line}` : line === '' ? '' : `    ${line}`,
    )
    return lines.length > 0 ? [{ kind: 'other' as const, lines }] : []
  })
}

function withoutBackLinks(node: HtmlNode): HtmlNode {
  if (isText(node)) return node
  const children = node.children.filter((child) => !hasClass(child, 'footnote-backref')).map(withoutBackLinks)
  return { ...node, children }
}

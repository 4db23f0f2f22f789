import type { Block } from './block.ts'
import type { ConversionContext } from './conversion.ts'
import { findAll, isElement, lineOf } from './html-tree.ts'
import type { HtmlElement } from './html-tree.ts'
import { inlineTokens, isInline } from './inline-tokens.ts'
import { writeInline } from './inline-writer.ts'

/** A table with pipes. Cells hold one line each: breaks and blocks in them become spaces, which is counted. */
export function tableBlock(table: HtmlElement, context: ConversionContext): Block[] {
  const rows = findAll(table, (child) => child.name === 'tr').map(cellsOf)
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) return []
  if (rows.flat().some((cell) => !isPlain(cell))) context.losses.add('table-structure', lineOf(table))
  const [first = []] = rows
  const headed = first.some((cell) => cell.name === 'th')
  const head = headed ? first : []
  const body = headed ? rows.slice(1) : rows
  const align = Array.from({ length: width }, (_, i) => alignment(first[i]))
  return [
    {
      kind: 'other',
      lines: [
        rowLine(head, width, context),
        `| ${align.join(' | ')} |`,
        ...body.map((row) => rowLine(row, width, context)),
      ],
    },
  ]
}

function cellsOf(row: HtmlElement): HtmlElement[] {
  return row.children.filter(
    (child): child is HtmlElement => isElement(child, 'td') || isElement(child, 'th'),
  )
}

function isPlain(cell: HtmlElement): boolean {
  const spans = Number(cell.attributes['colspan'] ?? 1) > 1 || Number(cell.attributes['rowspan'] ?? 1) > 1
  return !spans && cell.children.every(isInline)
}

function alignment(cell: HtmlElement | undefined): string {
  const style = `${cell?.attributes['style'] ?? ''};text-align:${cell?.attributes['align'] ?? ''}`
  const side = /text-align:\s*(left|right|center)/.exec(style)?.[1]
  if (side === 'center') return ':-:'
  if (side === 'right') return '--:'
  return side === 'left' ? ':--' : '---'
}

function rowLine(cells: readonly HtmlElement[], width: number, context: ConversionContext): string {
  const texts = Array.from({ length: width }, (_, i) => {
    const tokens = inlineTokens(cells[i]?.children ?? [], context)
    return writeInline(tokens, { inLink: false, inTable: true }).join(' ')
  })
  return `| ${texts.join(' | ')} |`
}

import type { MarkdownIt, StateBlock } from 'markdown-it'
import { WORDS } from '../words.ts'

interface Opening {
  kind: 'spoiler' | 'details'
  title: string
  open: boolean
  /** Matches the line that ends the container, and one that opens another of the same spelling. */
  closes: RegExp
  opens: RegExp
  /** How many lines the opening takes. */
  lines: number
}

const COLONS = /^:::[ \t]*(spoiler|details)(?:[ \t]+(.*))?$/
const HTML = /^<details([ 	]+open)?[ 	]*>[ 	]*(?:<summary>(.*)<\/summary>)?$/i
const SUMMARY = /^<summary>(.*)<\/summary>$/i
const CODE_FENCE = /^(`{3,}|~{3,})/

function lineAt(state: StateBlock, line: number): string {
  return state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]).trimEnd()
}

function readOpening(state: StateBlock, startLine: number, endLine: number): Opening | null {
  const first = state.src.charCodeAt(state.bMarks[startLine]! + state.tShift[startLine]!)
  if (first !== 0x3a && first !== 0x3c) return null
  const line = lineAt(state, startLine)
  const colons = COLONS.exec(line)
  if (colons) {
    const kind = colons[1] === 'spoiler' ? 'spoiler' : 'details'
    return { kind, title: colons[2]?.trim() ?? '', open: false, closes: /^:::$/, opens: COLONS, lines: 1 }
  }
  const html = HTML.exec(line)
  if (!html) return null
  const next =
    html[2] === undefined && startLine + 1 < endLine ? SUMMARY.exec(lineAt(state, startLine + 1)) : null
  return {
    kind: 'details',
    title: (html[2] ?? next?.[1] ?? '').trim(),
    open: html[1] !== undefined,
    closes: /^<\/details>$/i,
    opens: HTML,
    lines: next ? 2 : 1,
  }
}

/** The line that ends the container, or the end of what surrounds it. Code inside is skipped over. */
function findEnd(state: StateBlock, from: number, endLine: number, { closes, opens }: Opening): number {
  let depth = 1
  let fence = ''
  for (let line = from; line < endLine; line++) {
    if (!state.isEmpty(line) && state.sCount[line]! < state.blkIndent) return line
    const text = lineAt(state, line)
    const mark = CODE_FENCE.exec(text)?.[1]
    if (fence) {
      if (mark && text === mark && mark.startsWith(fence)) fence = ''
    } else if (mark) fence = mark
    else if (opens.test(text)) depth++
    else if (closes.test(text) && --depth === 0) return line
  }
  return endLine
}

function container(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false
  const opening = readOpening(state, startLine, endLine)
  if (!opening) return false
  if (silent) return true
  const from = startLine + opening.lines
  const end = findEnd(state, from, endLine, opening)

  const open = state.push('details_open', 'details', 1)
  open.attrs = opening.kind === 'spoiler' ? [['class', 'spoiler']] : []
  if (opening.open) open.attrs.push(['open', ''])
  open.meta = { kind: opening.kind, title: opening.title }
  const { parentType, lineMax } = state
  state.parentType = 'container'
  state.lineMax = end
  state.md.block.tokenize(state, from, end)
  state.parentType = parentType
  state.lineMax = lineMax
  state.push('details_close', 'details', -1)
  const closed = end < endLine && opening.closes.test(lineAt(state, end))
  state.line = closed ? end + 1 : Math.max(end, from)
  return true
}

/**
 * `:::spoiler Title` or `:::details Title` up to `:::`, and the `<details>`/`<summary>` lines that people know from
 * other places. What stands inside is Markdown; titles are plain text. An unclosed one ends with its surroundings.
 */
export function useContainers(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'container', container, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
  md.renderer.rules['details_open'] = (tokens, index, options, _env, renderer) => {
    const { kind, title } = tokens[index]!.meta as { kind: 'spoiler' | 'details'; title: string }
    const summary = md.utils.escapeHtml(title || WORDS[kind])
    return `${renderer.renderToken(tokens, index, options)}<summary dir="auto">${summary}</summary>\n`
  }
}

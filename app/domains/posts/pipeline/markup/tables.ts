import type { MarkdownIt, RendererRule, StateBlock } from 'markdown-it'
import { postOf } from '../post-environment.ts'
import { WORDS } from '../words.ts'

const CLASS_OF_STYLE: Readonly<Record<string, string>> = {
  'text-align:left': 'align-start',
  'text-align:center': 'align-center',
  'text-align:right': 'align-end',
}

const DELIMITERS = /^[|:\- \t]+$/

/**
 * Missing cells are filled up, so a wide head over thousands of nearly empty rows would grow a hundredfold. Past the
 * post's allowance of cells such lines become an ordinary paragraph.
 */
function refuseHugeTable(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || startLine + 2 > endLine) return false
  const delimiters = state.src.slice(state.bMarks[startLine + 1], state.eMarks[startLine + 1])
  if (!delimiters.includes('-') || !DELIMITERS.test(delimiters)) return false
  let line = startLine + 2
  while (line < endLine && !state.isEmpty(line)) line++
  const post = postOf(state.env)
  const cells = delimiters.split('|').length * (line - startLine - 1)
  if (cells <= post.cellBudget) {
    post.cellBudget -= cells
    return false
  }
  state.push('paragraph_open', 'p', 1)
  const inline = state.push('inline', '', 0)
  inline.content = state.getLines(startLine, line, state.blkIndent, false).trim()
  inline.children = []
  state.push('paragraph_close', 'p', -1)
  state.line = line
  return true
}

/** Tables scroll inside a box that the keyboard can reach; alignment is a class, since inline style is forbidden. */
export function useTables(md: MarkdownIt): void {
  const cell: RendererRule = (tokens, index, options, _env, renderer) => {
    const token = tokens[index]!
    const style = token.attrGet('style')
    if (style) token.attrs = [['class', CLASS_OF_STYLE[style] ?? '']]
    return renderer.renderToken(tokens, index, options)
  }
  md.block.ruler.before('table', 'huge_table', refuseHugeTable)
  const { rules } = md.renderer
  rules['th_open'] = cell
  rules['td_open'] = cell
  rules['table_open'] = (tokens, index, options, _env, renderer) =>
    `<div class="table" tabindex="0" role="group" aria-label="${WORDS.table}">` +
    renderer.renderToken(tokens, index, options)
  rules['table_close'] = () => '</table></div>\n'
}

import type { MarkdownIt, RendererRule } from 'markdown-it'
import { WORDS } from '../words.ts'

const CLASS_OF_STYLE: Readonly<Record<string, string>> = {
  'text-align:left': 'align-start',
  'text-align:center': 'align-center',
  'text-align:right': 'align-end',
}

/** Tables scroll inside a box that the keyboard can reach; alignment is a class, since inline style is forbidden. */
export function useTables(md: MarkdownIt): void {
  const cell: RendererRule = (tokens, index, options, _env, renderer) => {
    const token = tokens[index]!
    const style = token.attrGet('style')
    if (style) token.attrs = [['class', CLASS_OF_STYLE[style] ?? '']]
    return renderer.renderToken(tokens, index, options)
  }
  const { rules } = md.renderer
  rules['th_open'] = cell
  rules['td_open'] = cell
  rules['table_open'] = (tokens, index, options, _env, renderer) =>
    `<div class="table" tabindex="0" role="group" aria-label="${WORDS.table}">` +
    renderer.renderToken(tokens, index, options)
  rules['table_close'] = () => '</table></div>\n'
}

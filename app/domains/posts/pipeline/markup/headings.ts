import type { MarkdownIt, StateCore } from 'markdown-it'

/** The page's only h1 is the thread's title, so a post begins below it. */
const HIGHEST = 2

/**
 * Fits the headings of a post into the outline of the page: the author's levels count relative to each other, the
 * highest becomes h2 and none is skipped, whatever level the author began with.
 */
function fitOutline(state: StateCore): void {
  const open: number[] = []
  for (const token of state.tokens) {
    if (token.type === 'heading_open') {
      const written = Number(token.tag.slice(1))
      while (open.length > 0 && open.at(-1)! >= written) open.pop()
      open.push(written)
      token.tag = `h${Math.min(HIGHEST - 1 + open.length, 6)}`
    } else if (token.type === 'heading_close') {
      token.tag = `h${Math.min(HIGHEST - 1 + open.length, 6)}`
    }
  }
}

export function useHeadings(md: MarkdownIt): void {
  md.core.ruler.push('headings', fitOutline)
}

import type { MarkdownIt, StateInline } from 'markdown-it'

/** The characters at which some inline rule may begin (or at which labels end); all others are plain text. */
const STARTS_A_RULE = new Uint8Array(128)
for (const character of '\n!&*/:<@[\\]_`|~') STARTS_A_RULE[character.charCodeAt(0)] = 1

function skipText(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state
  let end = pos
  while (end < posMax && STARTS_A_RULE[src.charCodeAt(end)] !== 1) end++
  if (end === pos) return false
  if (!silent) state.pending += src.slice(pos, end)
  state.pos = end
  return true
}

/** Replaces markdown-it's own text rule, which knows neither `|` nor `/` and stops at characters we never need. */
export function useTextRule(md: MarkdownIt): void {
  md.inline.ruler.at('text', skipText)
}

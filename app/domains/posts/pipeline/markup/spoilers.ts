import type { Delimiter, MarkdownIt, StateInline } from 'markdown-it'
import { WORDS } from '../words.ts'

const BAR = 0x7c
const WORD = /[A-Za-z0-9]/

/**
 * Finds the `||` of an inline spoiler. As with emphasis it must hug what it hides, and it may not stand between two
 * letters, so that `a || b` and `a||b` stay the operators that they mostly are.
 */
function delimiter(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (silent || src.charCodeAt(pos) !== BAR || state.linkLevel > 0) return false
  const { can_open, can_close, length } = state.scanDelims(pos, true)
  if (length !== 2) {
    // The whole run at once: else a long one would be measured again from each of its bars.
    state.pending += src.slice(pos, pos + length)
    state.pos = pos + length
    return true
  }
  state.push('text', '', 0).content = '||'
  state.delimiters.push({
    marker: BAR,
    length: 0,
    token: state.tokens.length - 1,
    end: -1,
    open: can_open && !WORD.test(src.charAt(pos - 1)),
    close: can_close && !WORD.test(src.charAt(pos + 2)),
  })
  state.pos = pos + 2
  return true
}

function pair(state: StateInline, delimiters: Delimiter[]): void {
  for (const { marker, token, end } of delimiters) {
    if (marker !== BAR || end === -1) continue
    const open = state.tokens[token]!
    const close = state.tokens[delimiters[end]!.token]!
    Object.assign(open, { type: 'spoiler_open', nesting: 1, content: '', markup: '||' })
    Object.assign(close, { type: 'spoiler_close', nesting: -1, content: '', markup: '||' })
  }
}

function pairAll(state: StateInline): void {
  pair(state, state.delimiters)
  for (const meta of state.tokens_meta) if (meta?.delimiters) pair(state, meta.delimiters)
}

/**
 * `||text||`: a check box that lies over the text and is the control to show it. It works with keyboard and screen
 * reader and without script; the style sheet hides `.spoiler-text` while the box before it is not checked.
 */
export function useSpoilers(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'spoiler', delimiter)
  md.inline.ruler2.after('balance_pairs', 'spoiler', pairAll)
  md.renderer.rules['spoiler_open'] = () =>
    `<span class="spoiler"><input class="spoiler-toggle" type="checkbox" aria-label="${WORDS.showSpoiler}">` +
    '<span class="spoiler-text">'
  md.renderer.rules['spoiler_close'] = () => '</span></span>'
}

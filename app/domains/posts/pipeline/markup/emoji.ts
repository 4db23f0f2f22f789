import type { MarkdownIt, StateInline } from 'markdown-it'
import emojiByName from 'markdown-it-emoji/lib/data/full.mjs'

const EMOJI = new Map(Object.entries(emojiByName))
const SHORTCODE = /:([a-z0-9_+-]{1,60}):/y
const GLUED = /[A-Za-z0-9:]/

/** `:smile:` becomes the emoji itself, unless it stands inside a word (`12:100:20`, `std::cat::x`). */
function emoji(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== 0x3a || GLUED.test(src.charAt(pos - 1))) return false
  SHORTCODE.lastIndex = pos
  const match = SHORTCODE.exec(src)
  const found = match && EMOJI.get(match[1]!)
  if (!found || SHORTCODE.lastIndex > state.posMax || GLUED.test(src.charAt(SHORTCODE.lastIndex)))
    return false
  if (!silent) state.pending += found
  state.pos = SHORTCODE.lastIndex
  return true
}

export function useEmoji(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'emoji', emoji)
}

import type { MarkdownIt, StateInline } from 'markdown-it'
import { postOf } from '../post-environment.ts'

const HANDLE = /[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_.-]{0,58}[\p{L}\p{M}\p{N}_])?/uy
/** After these an @ belongs to an address or a longer word, not to a mention. */
const GLUED = /[A-Za-z0-9_@/.+-]/

/** `@handle` of a member that everybody may know becomes a `mention` token; any other stays text. */
function mention(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== 0x40 || silent || state.linkLevel > 0) return false
  if (pos > 0 && GLUED.test(src.charAt(pos - 1))) return false
  HANDLE.lastIndex = pos + 1
  const written = HANDLE.exec(src)?.[0]
  const end = pos + 1 + (written?.length ?? 0)
  if (!written || end > state.posMax || src.charCodeAt(end) === 0x40) return false
  const member = postOf(state.env).references.members.get(handleKey(written))
  if (!member) return false
  const token = state.push('mention', '', 0)
  token.content = member.handle
  state.pos = end
  return true
}

/** The form under which members are looked up. */
export function handleKey(handle: string): string {
  return handle.normalize('NFC').toLowerCase()
}

export function useMentions(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'mention', mention)
  md.renderer.rules['mention'] = (tokens, index) => {
    const handle = tokens[index]!.content
    return `<a class="mention" href="/u/${encodeURIComponent(handle.toWellFormed())}">@<bdi>${md.utils.escapeHtml(handle)}</bdi></a>`
  }
}

import type { MarkdownIt, StateCore, StateInline, Token } from 'markdown-it'
import { parseThreadAddress, type ThreadAddress } from '../links.ts'
import { postOf, type PostEnvironment } from '../post-environment.ts'

const PATH = /\/t\/\d{1,9}(?:\/[\p{L}\p{N}_-]+){0,2}(?![\p{L}\p{N}_])/uy
/** A path begins a word: nothing but these may stand before it. */
const BEFORE_PATH = /[\s([{"'«„“]/

function findThread(post: PostEnvironment, { threadId, rest }: ThreadAddress) {
  const thread = post.references.threads.get(threadId)
  return thread ? { title: thread.title, href: thread.href + rest } : undefined
}

/** The address of a thread alone on its own (`https://site/t/12/slug`, in angle brackets or not) shows its title. */
function nameThreads(state: StateCore): void {
  const post = postOf(state.env)
  for (const { children } of state.tokens) {
    if (!children) continue
    for (let i = 0; i < children.length; i++) {
      const token = children[i]!
      if (token.type !== 'link_open' || token.info !== 'auto') continue
      const address = parseThreadAddress(String(token.attrGet('href')), post.siteOrigin)
      const thread = address && findThread(post, address)
      if (thread) fill(token, children[i + 1]!, thread)
    }
  }
}

/** `/t/12` or `/t/12/slug` in running text becomes a link when the thread may be known; else it stays text. */
function threadPath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (silent || state.linkLevel > 0 || !src.startsWith('/t/', pos)) return false
  if (pos > 0 && !BEFORE_PATH.test(src.charAt(pos - 1))) return false
  PATH.lastIndex = pos
  const path = PATH.exec(src)?.[0]
  if (!path || pos + path.length > state.posMax) return false
  const address = parseThreadAddress(path, postOf(state.env).siteOrigin)
  const thread = address && findThread(postOf(state.env), address)
  if (!thread) return false
  const open = state.push('link_open', 'a', 1)
  const text = state.push('text', '', 0)
  state.push('link_close', 'a', -1)
  fill(open, text, thread)
  state.pos = pos + path.length
  return true
}

function fill(open: Token, text: Token, thread: { title: string; href: string }): void {
  open.attrs = [
    ['class', 'thread'],
    ['href', thread.href],
  ]
  text.content = thread.title
}

export function useThreadLinks(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'thread_path', threadPath)
  md.core.ruler.push('thread_links', nameThreads)
}

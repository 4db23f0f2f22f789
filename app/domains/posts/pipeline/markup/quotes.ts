import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { parsePostAddress } from '../links.ts'
import { postOf } from '../post-environment.ts'
import { WORDS } from '../words.ts'

interface QuotedPost {
  handle: string
  href: string
  number: number
}

/**
 * A blockquote that begins with `[@handle](/p/123):` quotes a post. Who wrote it and where it stands comes from the
 * references, never from what the quoting member typed; a post that is not in them leaves an ordinary quote.
 */
function findQuotes(state: StateCore): void {
  const { tokens } = state
  const emptied = new Set<Token>()
  for (let i = 0; i + 2 < tokens.length; i++) {
    const children = tokens[i + 2]!.children
    if (tokens[i]!.type !== 'blockquote_open' || tokens[i + 1]!.type !== 'paragraph_open' || !children)
      continue
    const postId = quotedPostId(state, children)
    const post = postId === null ? undefined : postOf(state.env).references.posts.get(postId)
    if (!post) continue
    tokens[i]!.attrSet('class', 'quote')
    tokens[i]!.attrSet('data-post', String(postId))
    tokens[i]!.meta = { post }
    dropAttribution(children)
    if (children.length === 0) for (const token of tokens.slice(i + 1, i + 4)) emptied.add(token)
  }
  if (emptied.size > 0) state.tokens = tokens.filter((token) => !emptied.has(token))
}

function quotedPostId(state: StateCore, [link, name, close, colon]: Token[]): number | null {
  if (link?.type !== 'link_open' || name?.type !== 'text' || close?.type !== 'link_close') return null
  if (!name.content.startsWith('@') || !colon?.content.startsWith(':')) return null
  return parsePostAddress(String(link.attrGet('href')), postOf(state.env).siteOrigin)
}

/** Takes away the link, its colon and the line break after it. */
function dropAttribution(children: Token[]): void {
  const colon = children[3]!
  colon.content = colon.content.slice(1).trimStart()
  const lineIsEmpty = colon.content === ''
  children.splice(0, lineIsEmpty ? 4 : 3)
  if (lineIsEmpty && (children[0]?.type === 'softbreak' || children[0]?.type === 'hardbreak'))
    children.shift()
}

export function useQuotes(md: MarkdownIt): void {
  md.core.ruler.push('quotes', findQuotes)
  md.renderer.rules['blockquote_open'] = (tokens, index, options, _env, renderer) => {
    const open = renderer.renderToken(tokens, index, options)
    const post = tokens[index]!.meta?.['post'] as QuotedPost | undefined
    if (!post) return open
    const { escapeHtml } = md.utils
    const link = `<a href="${escapeHtml(post.href)}">${WORDS.goToPost(post.number)}</a>`
    return `${open}<p class="from" dir="auto">@<bdi>${escapeHtml(post.handle)}</bdi> ${link}</p>\n`
  }
}

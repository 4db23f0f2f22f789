import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
import { ALLOWED } from '../allow-list.ts'
import { findNext } from './find-next.ts'

/** Elements that members may write as HTML, with the attributes that are kept. */
const PAIRED: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['href', 'title']],
  ['abbr', ['title']],
  ...['b', 'bdi', 'del', 'em', 'i', 'ins', 'kbd', 'mark', 's', 'small', 'strong', 'sub', 'sup', 'u'].map(
    (tag): [string, string[]] => [tag, []],
  ),
  ['span', ['dir', 'lang']],
])

const OPENING_TAG =
  /<([a-z]{1,6})((?:[ \t\n]+[a-z]{1,20}(?:[ \t\n]*=[ \t\n]*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'=<>`]+))?)*)[ \t\n]*\/?>/iy
const ATTRIBUTE = /([a-z]+)(?:[ \t\n]*=[ \t\n]*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/gi

function readAttributes(source: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name, double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const value = (double ?? single ?? bare ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
    attributes.set(name!.toLowerCase(), value)
  }
  return attributes
}

interface Tag {
  name: string
  attributes: Map<string, string>
  /** Where what follows the tag begins. */
  end: number
  closing: string
}

function readTag(state: StateInline): Tag | null {
  OPENING_TAG.lastIndex = state.pos
  const match = OPENING_TAG.exec(state.src)
  const end = OPENING_TAG.lastIndex
  if (!match || end > state.posMax) return null
  const name = match[1]!.toLowerCase()
  const attributes = readAttributes(match[2]!)
  for (const key of ['href', 'src']) {
    const address = attributes.get(key)
    if (address !== undefined) attributes.set(key, state.md.normalizeLink(address))
  }
  return { name, attributes, end, closing: `</${match[1]!}>` }
}

/**
 * Inline HTML of the small set above, and `<br>`, `<img>` and comments. Whatever else looks like a tag is text, so
 * that `vector<int>` keeps its second half. A pair becomes a pair of tokens with its content between, so the HTML
 * that comes out is well nested whatever went in.
 */
function inlineHtml(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false
  if (state.src.startsWith('<!--', state.pos)) return skipComment(state)
  const tag = readTag(state)
  if (tag?.name === 'br') return lineBreak(state, silent, tag)
  if (tag?.name === 'img') return image(state, silent, tag)
  return tag !== null && pair(state, silent, tag)
}

function lineBreak(state: StateInline, silent: boolean, { end }: Tag): boolean {
  if (!silent) state.push('hardbreak', 'br', 0)
  state.pos = end
  return true
}

/** The same token as that of `![text](address "title")`. */
function image(state: StateInline, silent: boolean, { attributes, end }: Tag): boolean {
  const src = attributes.get('src') ?? ''
  if (src === '' || !state.md.validateLink(src)) return false
  if (!silent) {
    const token = state.push('image', 'img', 0)
    const alt = new state.Token('text', '', 0)
    alt.content = token.content = attributes.get('alt') ?? ''
    token.children = [alt]
    token.attrs = [['src', src]]
    for (const key of ['title', 'width', 'height']) {
      const value = attributes.get(key)
      if (value) token.attrs.push([key, value])
    }
  }
  state.pos = end
  return true
}

function pair(state: StateInline, silent: boolean, { name, attributes, end, closing }: Tag): boolean {
  const kept = PAIRED.get(name)
  const isLink = name === 'a' ? 1 : 0
  if (!kept || (isLink && (state.linkLevel > 0 || !state.md.validateLink(attributes.get('href') ?? ''))))
    return false
  const contentEnd = findNext(state, state.src, closing, end)
  if (contentEnd < 0 || contentEnd + closing.length > state.posMax) return false
  if (!silent) {
    const open = state.push(isLink ? 'link_open' : 'html_open', name, 1)
    open.attrs = kept.flatMap((key): [string, string][] => {
      const value = attributes.get(key)
      const checked = value === undefined ? null : ALLOWED.get(name)![key]!(value)
      return checked === null ? [] : [[key, checked]]
    })
    const { posMax } = state
    state.pos = end
    state.posMax = contentEnd
    state.linkLevel += isLink
    state.md.inline.tokenize(state)
    state.linkLevel -= isLink
    state.posMax = posMax
    state.push(isLink ? 'link_close' : 'html_close', name, -1)
  }
  state.pos = contentEnd + closing.length
  return true
}

/** Comments leave no trace. */
function skipComment(state: StateInline): boolean {
  const end = findNext(state, state.src, '-->', state.pos + 4)
  if (end < 0 || end + 3 > state.posMax) return false
  state.pos = end + 3
  return true
}

/** A comment that fills whole lines may hold empty ones, and leaves no empty paragraph behind. */
function blockComment(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = state.bMarks[startLine]! + state.tShift[startLine]!
  if (state.sCount[startLine]! - state.blkIndent >= 4 || !state.src.startsWith('<!--', start)) return false
  const end = findNext(state, state.src, '-->', start + 4)
  if (
    end < 0 ||
    end >= state.eMarks[endLine - 1]! ||
    !/[ \t]*(?:\n|$)/y.test(state.src.slice(end + 3, end + 99))
  )
    return false
  if (silent) return true
  let line = startLine
  while (state.eMarks[line]! <= end) line++
  state.line = line + 1
  return true
}

export function useRawHtml(md: MarkdownIt): void {
  md.inline.ruler.at('html_inline', inlineHtml)
  md.block.ruler.at('html_block', blockComment, { alt: ['paragraph', 'reference', 'blockquote'] })
}

import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'
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

/**
 * Inline HTML of the small set above, and `<br>`, `<img>` and comments. Whatever else looks like a tag is text, so
 * that `vector<int>` keeps its second half. A pair becomes a pair of tokens with its content between, so the HTML
 * that comes out is well nested whatever went in.
 */
function inlineHtml(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== 0x3c) return false
  if (src.startsWith('<!--', pos)) return skipComment(state)
  OPENING_TAG.lastIndex = pos
  const match = OPENING_TAG.exec(src)
  const contentStart = OPENING_TAG.lastIndex
  if (!match || contentStart > state.posMax) return false
  const name = match[1]!.toLowerCase()
  if (name === 'br' || name === 'img') {
    if (!pushVoid(state, silent, name, readAttributes(match[2]!))) return false
    state.pos = contentStart
    return true
  }
  const kept = PAIRED.get(name)
  if (!kept || (name === 'a' && state.linkLevel > 0)) return false
  const closing = `</${match[1]!}>`
  const contentEnd = findNext(state, src, closing, contentStart)
  if (contentEnd < 0 || contentEnd + closing.length > state.posMax) return false
  if (!silent) {
    const attributes = readAttributes(match[2]!)
    if (name === 'a' && !state.md.validateLink(attributes.get('href') ?? '')) return false
    pushPair(state, name, contentStart, contentEnd, attributes, kept)
  }
  state.pos = contentEnd + closing.length
  return true
}

function pushPair(
  state: StateInline,
  name: string,
  contentStart: number,
  contentEnd: number,
  attributes: Map<string, string>,
  kept: readonly string[],
): void {
  const isLink = name === 'a' ? 1 : 0
  const open = state.push(isLink ? 'link_open' : 'html_open', name, 1)
  open.attrs = []
  for (const key of kept) {
    const value = attributes.get(key)
    if (value !== undefined) open.attrs.push([key, value])
  }
  const { posMax } = state
  state.pos = contentStart
  state.posMax = contentEnd
  state.linkLevel += isLink
  state.md.inline.tokenize(state)
  state.linkLevel -= isLink
  state.posMax = posMax
  state.push(isLink ? 'link_close' : 'html_close', name, -1)
}

function pushVoid(
  state: StateInline,
  silent: boolean,
  name: string,
  attributes: Map<string, string>,
): boolean {
  if (name === 'br') {
    if (!silent) state.push('hardbreak', 'br', 0)
    return true
  }
  const src = state.md.normalizeLink(attributes.get('src') ?? '')
  if (!src || !state.md.validateLink(src)) return false
  if (silent) return true
  const image = state.push('image', 'img', 0)
  const alt = new state.Token('text', '', 0)
  alt.content = attributes.get('alt') ?? ''
  image.content = alt.content
  image.children = [alt]
  image.attrs = [
    ['src', src],
    ['alt', ''],
  ]
  for (const key of ['title', 'width', 'height']) {
    const value = attributes.get(key)
    if (value) image.attrs.push([key, value])
  }
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

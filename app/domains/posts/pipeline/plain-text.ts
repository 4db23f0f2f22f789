import type { Token } from 'markdown-it'
import { LIMITS } from './limits.ts'

/** The visible words of inline tokens; what a spoiler hides is left out. */
export function inlineText(tokens: readonly Token[], alternatives = true): string {
  let text = ''
  let hidden = 0
  for (const token of tokens) {
    if (token.type === 'spoiler_open') hidden++
    else if (token.type === 'spoiler_close') hidden--
    else if (hidden === 0) text += tokenText(token, alternatives)
  }
  return text
}

function tokenText(token: Token, alternatives: boolean): string {
  switch (token.type) {
    case 'text':
    case 'text_special':
    case 'code_inline':
      return token.content
    case 'mention':
      return `@${token.content}`
    case 'softbreak':
    case 'hardbreak':
      return '\n'
    case 'image':
      return alternatives ? (token.meta ? token.content : inlineText(token.children ?? [])) : ''
    default:
      return ''
  }
}

export interface PlainText {
  /** For the search index: everything but quoted posts and spoilers. */
  text: string
  /** The beginning of the post in its author's own words: no quotes, code blocks, pictures, notes or hidden parts. */
  excerpt: string
}

/** Blocks whose content is left out: of the excerpt always, of the text where the second test says so. */
const SETS_ASIDE = /^(?:blockquote|details|footnotes)_/

function leavesText({ type, meta }: Token): boolean {
  return (type === 'blockquote_open' && meta?.['post'] !== undefined) || meta?.['kind'] === 'spoiler'
}

/** Reads the plain text out of a post's tokens. */
export function plainText(tokens: readonly Token[]): PlainText {
  const text: string[] = []
  const excerpt: string[] = []
  let excerptLength = 0
  /** For each open block that is set aside: whether it is left out of the text too. */
  const aside: boolean[] = []
  for (const token of tokens) {
    if (SETS_ASIDE.test(token.type)) {
      if (token.nesting > 0) aside.push(leavesText(token))
      else aside.pop()
      if (token.type === 'details_open' && !aside.includes(true)) text.push(String(token.meta?.['title']))
    } else if (!aside.includes(true)) {
      const own = blockText(token, true)
      if (own) text.push(own)
      if (own && aside.length === 0 && token.type === 'inline' && excerptLength <= LIMITS.excerpt) {
        excerpt.push(blockText(token, false))
        excerptLength += excerpt.at(-1)!.length
      }
    }
  }
  return {
    text: squeeze(text.join('\n')),
    excerpt: shorten(squeeze(excerpt.join(' ').slice(0, 4 * LIMITS.excerpt))),
  }
}

function blockText(token: Token, alternatives: boolean): string {
  if (token.type === 'inline' || token.type === 'embed') return inlineText(token.children ?? [], alternatives)
  if (token.type === 'fence' || token.type === 'code_block') return token.content
  return ''
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** A character that belongs to the one before it, or one that draws the next to itself. */
const JOINS = /[\p{M}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]/u

/** Cuts at a word where there is one near, never within a character, and marks the cut with an ellipsis. */
export function shorten(text: string): string {
  if (text.length <= LIMITS.excerpt) return text
  let end = text.lastIndexOf(' ', LIMITS.excerpt - 1)
  if (end < LIMITS.excerpt * 0.7) {
    end = LIMITS.excerpt - 1
    while (end > 0 && !isBoundary(text, end)) end--
  }
  return `${text.slice(0, end).trimEnd()}…`
}

function isBoundary(text: string, index: number): boolean {
  const next = text.codePointAt(index)!
  if (next >= 0xdc00 && next <= 0xdfff) return false
  return !JOINS.test(String.fromCodePoint(next)) && text.charAt(index - 1) !== '\u200d'
}

const NEEDS_A_LOOK = /[\\`*_[\]<&~|:@!^]|www\.|\/t\//i
const PUNCTUATION = /[!-/:-@[-`{-~]/
const ENTITY = /^&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]*);/
const SHORTCODE = /^:[\w+-]+:/
const THREAD_PATH = /^\/t\/\d/
const WORD = /[\p{L}\p{N}_]/u
const TAG_START = /[a-zA-Z/!?]/

export type TextPlace = {
  /** The character before the text in the paragraph, '' at its start. */
  before: string
  /** The character after it, '' at its end. */
  after: string
  inLink: boolean
  inTable: boolean
}

/**
 * Escapes what Markdown would read as markup inside a line, and nothing else: prose full of needless
 * backslashes is unpleasant to edit. Starts of lines are the business of `escapeLineStart`.
 */
export function escapeText(text: string, place: TextPlace): string {
  if (!NEEDS_A_LOOK.test(text)) return text
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    if (c === '*' || c === '_') {
      const run = escapeRun(text, i, place)
      out += run.markdown
      i += run.length - 1
      continue
    }
    const before = i > 0 ? text.charAt(i - 1) : place.before
    const after = i + 1 < text.length ? text.charAt(i + 1) : place.after
    out += escapeCharacter(c, before, after, text, i, place)
  }
  return out
}

/** Stars between spaces and underscores between letters mark nothing. */
function escapeRun(text: string, start: number, place: TextPlace): { markdown: string; length: number } {
  const c = text.charAt(start)
  let end = start + 1
  while (end < text.length && text.charAt(end) === c) end++
  const before = start > 0 ? text.charAt(start - 1) : place.before
  const after = end < text.length ? text.charAt(end) : place.after
  const plain = c === '*' ? isSpace(before) && isSpace(after) : isWord(before) && isWord(after)
  const length = end - start
  return { markdown: (plain ? c : `\\${c}`).repeat(length), length }
}

function escapeCharacter(
  c: string,
  before: string,
  after: string,
  text: string,
  i: number,
  place: TextPlace,
): string {
  switch (c) {
    case '\\':
      return after === '' || PUNCTUATION.test(after) ? '\\\\' : c
    case '`':
      return '\\`'
    case '~':
      return before === '~' || after === '~' ? '\\~' : c
    case '|':
      if (place.inTable) return '&#124;'
      return before === '|' || after === '|' ? '\\|' : c
    case '[':
      return place.inLink || after === '^' || before === '^' ? '\\[' : c
    case ']':
      return place.inLink || after === '(' || after === ':' || after === '[' ? '\\]' : c
    case '!':
      return after === '[' ? '\\!' : c
    case '^':
      return after === '[' ? '\\^' : c
    case '<':
      return TAG_START.test(after) ? '\\<' : c
    case '&':
      return ENTITY.test(text.slice(i, i + 40)) ? '\\&' : c
    case '@':
      return !isWord(before) && isWord(after) ? '\\@' : c
    case ':':
      return SHORTCODE.test(text.slice(i, i + 64)) || beginsAddress(text, i) ? '\\:' : c
    case '/':
      // A path of a thread shows the thread's title.
      return !place.inLink && THREAD_PATH.test(text.slice(i, i + 5)) ? '\\/' : c
    case '.':
      return /(?:^|[^\p{L}\p{N}])www$/iu.test(text.slice(Math.max(0, i - 4), i)) ? '\\.' : c
    default:
      return c
  }
}

/** Whether the colon ends the scheme of an address that would become a link, though it was none (or would end one). */
function beginsAddress(text: string, i: number): boolean {
  return text.startsWith('//', i + 1) && /https?$/i.test(text.slice(Math.max(0, i - 5), i))
}

function isSpace(c: string): boolean {
  return c === '' || /\s/.test(c)
}

function isWord(c: string): boolean {
  return WORD.test(c)
}

const BLOCK_STARTS: readonly [RegExp, (line: string) => string][] = [
  [/^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|:::|~~~|\[[^\]]+\]:)/, (line) => `\\${line}`],
  [/^\d{1,9}[.)](?:\s|$)/, (line) => line.replace(/[.)]/, '\\$&')],
  [/^(?:=+|-+|(?:[-*_]\s*)+|[-|:\s]*-[-|:\s]*)$/, (line) => `\\${line}`],
  [/^\[[ xX]\](?=\s)/, (line) => `\\${line}`],
]

/** Escapes a line of a paragraph so that it can't begin a block: heading, list, quote, rule, table, fence. */
export function escapeLineStart(line: string): string {
  for (const [pattern, escape] of BLOCK_STARTS) {
    if (pattern.test(line)) return escape(line)
  }
  return line
}

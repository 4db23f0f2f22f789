import { escapeLineStart, escapeText } from './escape-text.ts'
import { tidyTokens } from './inline-tidy.ts'
import type { InlineToken, Mark } from './inline-token.ts'
import { separate } from './neighbours.ts'
import type { Piece } from './neighbours.ts'
import { linksItself, markdownUrl } from './urls.ts'

export type InlinePlace = { inLink: boolean; inTable: boolean }

/** How a mark is written: between delimiters, as a tag where these can't stand, or always as a tag. */
const MARKS: Readonly<Record<Mark, { delimiter: string; tag: string | null }>> = {
  strong: { delimiter: '**', tag: 'strong' },
  em: { delimiter: '*', tag: 'em' },
  strike: { delimiter: '~~', tag: 's' },
  spoiler: { delimiter: '||', tag: null },
  sub: { delimiter: '', tag: 'sub' },
  sup: { delimiter: '', tag: 'sup' },
  kbd: { delimiter: '', tag: 'kbd' },
  u: { delimiter: '', tag: 'u' },
  ins: { delimiter: '', tag: 'ins' },
  mark: { delimiter: '', tag: 'mark' },
  small: { delimiter: '', tag: 'small' },
}

/** Writes tokens as the lines of one paragraph: every forced break begins a new line. */
export function writeInline(tokens: readonly InlineToken[], place: InlinePlace): string[] {
  const tidy = tidyTokens(tokens)
  const pieces = tidy.map((token, i) => toPiece(token, tidy, i, place))
  separate(pieces)
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    if (piece.markdown === '\n') lines.push([])
    else lines.at(-1)?.push(piece)
  }
  return lines.map((line) => writeLine(line, place))
}

function writeLine(pieces: readonly Piece[], place: InlinePlace): string {
  const line = pieces.map((piece) => piece.markdown).join('')
  return pieces[0]?.glue === 'words' && !place.inLink && !place.inTable ? escapeLineStart(line) : line
}

function markPiece(
  token: Extract<InlineToken, { mark: Mark }>,
  tokens: readonly InlineToken[],
  i: number,
): Piece {
  const { delimiter, tag } = MARKS[token.mark]
  const opens = token.kind === 'open'
  if (delimiter === '') return { markdown: opens ? `<${tag}>` : `</${tag}>`, glue: 'none' }
  const markdown = token.mark === 'em' && touchesStar(tokens, i) ? '_' : delimiter
  return { markdown, glue: { opens, tag, strict: markdown === '_' || markdown === '||' } }
}

function toPiece(token: InlineToken, tokens: readonly InlineToken[], i: number, place: InlinePlace): Piece {
  switch (token.kind) {
    case 'text': {
      const before = edgeOf(tokens[i - 1], 'end')
      const after = edgeOf(tokens[i + 1], 'start')
      return { markdown: escapeText(token.text, { before, after, ...place }), glue: 'words' }
    }
    case 'code':
      return { markdown: inTable(fenced(token.code), place), glue: 'none' }
    case 'raw':
      return { markdown: inTable(token.markdown, place), glue: 'none' }
    case 'address':
      return { markdown: inTable(address(token.url, tokens, i), place), glue: 'none' }
    case 'mention':
      return { markdown: `@${token.handle}`, glue: 'mention' }
    case 'thread': {
      const label = escapeText(token.title, { before: '[', after: ']', inLink: true, inTable: place.inTable })
      const bare = !place.inLink && standsAlone(tokens, i)
      return { markdown: bare ? token.path : `[${label}](${markdownUrl(token.path)})`, glue: 'none' }
    }
    case 'open':
    case 'close': {
      const piece = markPiece(token, tokens, i)
      return { ...piece, markdown: inTable(piece.markdown, place) }
    }
    case 'break':
      return { markdown: '\n', glue: 'none' }
  }
}

/** The fence is the shortest that does not stand within. */
function fenced(code: string): string {
  const runs = new Set((code.match(/`+/g) ?? []).map((run) => run.length))
  let length = 1
  while (runs.has(length)) length++
  const fence = '`'.repeat(length)
  const padded = /^`|`$/.test(code) || (/^ .* $/.test(code) && code.trim() !== '') ? ` ${code} ` : code
  return fence + padded + fence
}

function inTable(markdown: string, place: InlinePlace): string {
  return place.inTable ? markdown.replace(/\|/g, '\\|') : markdown
}

/** Bare where the pipeline makes just this a link, in angle brackets elsewhere. */
function address(url: string, tokens: readonly InlineToken[], i: number): string {
  const next = tokens[i + 1]
  const after = next?.kind === 'text' ? next.text.slice(0, 20) : edgeOf(next, 'start')
  const before = edgeOf(tokens[i - 1], 'end')
  return (before === '' || /[\s(]/.test(before)) && linksItself(url, after) ? url : `<${url}>`
}

/** Whether white space or nothing is on both sides. */
function standsAlone(tokens: readonly InlineToken[], i: number): boolean {
  return /^\s?$/.test(edgeOf(tokens[i - 1], 'end')) && /^\s?$/.test(edgeOf(tokens[i + 1], 'start'))
}

/** Whether the emphasis that begins or ends at `i` has a neighbour of stars at either of its ends. */
function touchesStar(tokens: readonly InlineToken[], i: number): boolean {
  const step = tokens[i]?.kind === 'open' ? 1 : -1
  let partner = i + step
  while (partner >= 0 && partner < tokens.length && !isEmphasis(tokens[partner])) partner += step
  return [i - 1, i + 1, partner - 1, partner + 1].some((at) => {
    const token = tokens[at]
    return (token?.kind === 'open' || token?.kind === 'close') && token.mark === 'strong'
  })
}

function isEmphasis(token: InlineToken | undefined): boolean {
  return (token?.kind === 'open' || token?.kind === 'close') && token.mark === 'em'
}

/** The character that a token shows to its neighbour. */
function edgeOf(token: InlineToken | undefined, end: 'start' | 'end'): string {
  switch (token?.kind) {
    case 'text':
      return edge(token.text, end)
    case 'code':
      return '`'
    case 'raw':
      return edge(token.markdown, end)
    case 'address':
      return edge(token.url, end)
    case 'mention':
      return edge(`@${token.handle}`, end)
    case 'thread':
      return edge(`[${token.path})`, end)
    case 'open':
    case 'close':
      return MARKS[token.mark].delimiter === '' ? '<' : edge(MARKS[token.mark].delimiter, end)
    default:
      return ''
  }
}

function edge(text: string, end: 'start' | 'end'): string {
  return (end === 'start' ? text.at(0) : text.at(-1)) ?? ''
}

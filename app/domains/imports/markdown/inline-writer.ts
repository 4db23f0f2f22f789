import { escapeLineStart, escapeText } from './escape-text.ts'
import { tidyTokens } from './inline-tidy.ts'
import type { InlineToken, Mark } from './inline-token.ts'
import { glueOf, separate } from './neighbours.ts'
import type { Piece } from './neighbours.ts'
import { linksItself, markdownUrl } from './urls.ts'

export type InlinePlace = { inLink: boolean; inTable: boolean }

const DELIMITERS: Readonly<Record<Mark, string>> = { strong: '**', em: '*', strike: '~~', spoiler: '||' }

/** Writes tokens as the lines of one paragraph: every forced break begins a new line. */
export function writeInline(tokens: readonly InlineToken[], place: InlinePlace): string[] {
  const tidy = tidyTokens(tokens)
  const lines: string[] = []
  let pieces: Piece[] = []
  const endLine = (): void => {
    lines.push(writeLine(pieces, place))
    pieces = []
  }
  tidy.forEach((token, i) => {
    if (token.kind === 'break') endLine()
    else pieces.push(toPiece(token, tidy, i, place))
  })
  endLine()
  return lines
}

function writeLine(pieces: Piece[], place: InlinePlace): string {
  separate(pieces)
  const line = pieces.map((piece) => piece.markdown).join('')
  return pieces[0]?.glue === 'words' && !place.inLink && !place.inTable ? escapeLineStart(line) : line
}

function toPiece(
  token: Exclude<InlineToken, { kind: 'break' }>,
  tokens: readonly InlineToken[],
  i: number,
  place: InlinePlace,
): Piece {
  switch (token.kind) {
    case 'text': {
      const before = edgeOf(tokens[i - 1], 'end')
      const after = edgeOf(tokens[i + 1], 'start')
      return { markdown: escapeText(token.text, { before, after, ...place }), glue: 'words' }
    }
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
      const markdown = token.mark === 'em' && touchesStar(tokens, i) ? '_' : DELIMITERS[token.mark]
      return { markdown: inTable(markdown, place), glue: glueOf(markdown, token.kind) }
    }
  }
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
  const open = tokens[i]?.kind === 'open'
  const partner = open
    ? tokens.findIndex((token, at) => at > i && token.kind === 'close' && token.mark === 'em')
    : tokens.findLastIndex((token, at) => at < i && token.kind === 'open' && token.mark === 'em')
  return [i - 1, i + 1, partner - 1, partner + 1].some((at) => {
    const token = tokens[at]
    return (token?.kind === 'open' || token?.kind === 'close') && token.mark === 'strong'
  })
}

/** The character that a token shows to its neighbour. */
function edgeOf(token: InlineToken | undefined, end: 'start' | 'end'): string {
  switch (token?.kind) {
    case 'text':
      return edge(token.text, end)
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
      return DELIMITERS[token.mark].charAt(0)
    default:
      return ''
  }
}

function edge(text: string, end: 'start' | 'end'): string {
  return (end === 'start' ? text.at(0) : text.at(-1)) ?? ''
}

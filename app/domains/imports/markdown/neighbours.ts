/**
 * A piece of a line of Markdown, and what it asks of its neighbours: `words` may give up a character to an
 * entity; marks must be able to open or close; a mention must end where its handle ends.
 */
export type Piece = { markdown: string; glue: Glue }
export type Glue = 'words' | 'none' | 'mention' | 'open' | 'close' | 'strict-open' | 'strict-close'

const PUNCTUATION = /[\p{P}\p{S}]/u
const BEFORE_MENTION = /[A-Za-z0-9_@/.+-]/
const IN_HANDLE = /^[.-]*[\p{L}\p{M}\p{N}_]/u

/** `_` and `||` work between words only; `*` and `~~` within words too. */
export function glueOf(delimiter: string, kind: 'open' | 'close'): Glue {
  return delimiter === '_' || delimiter === '||' ? `strict-${kind}` : kind
}

/**
 * Parts pieces that would be read together. CommonMark opens a mark before punctuation only where white space or
 * punctuation stands before it, and ends one likewise; and a handle goes on as long as letters do. Where a letter
 * is in the way (`a**“b”**`), it is written as an entity, whose source begins and ends with punctuation: the same
 * text, and the mark works.
 */
export function separate(pieces: Piece[]): void {
  pieces.forEach((piece, i) => {
    if (piece.glue === 'mention') separateMention(pieces, i)
    else if (piece.glue !== 'words' && piece.glue !== 'none') separateMark(pieces, i, piece.glue)
  })
}

function separateMark(pieces: Piece[], i: number, glue: Exclude<Glue, 'words' | 'none' | 'mention'>): void {
  const opens = glue.endsWith('open')
  const inner = neighbour(pieces, i, opens ? 1 : -1)
  const outer = neighbour(pieces, i, opens ? -1 : 1)
  if (!outer || (!glue.startsWith('strict') && !PUNCTUATION.test(inner?.character ?? ''))) return
  if (!/\s/.test(outer.character) && !PUNCTUATION.test(outer.character))
    giveUp(pieces[outer.at], opens ? 'last' : 'first')
}

function separateMention(pieces: Piece[], i: number): void {
  const before = neighbour(pieces, i, -1)
  if (before && BEFORE_MENTION.test(before.character)) giveUp(pieces[before.at], 'last')
  const next = pieces[i + 1]
  if (next && IN_HANDLE.test(next.markdown)) giveUp(next, 'first')
}

/** Writes the first or last character of words as an entity. */
function giveUp(piece: Piece | undefined, which: 'first' | 'last'): void {
  if (piece?.glue !== 'words') return
  const characters = [...piece.markdown]
  const character = (which === 'first' ? characters.shift() : characters.pop()) ?? ''
  // An escaped character takes its backslash along.
  if (which === 'last' && characters.at(-1) === '\\') characters.pop()
  const entity = `&#${character.codePointAt(0) ?? 0};`
  piece.markdown = which === 'first' ? entity + characters.join('') : characters.join('') + entity
}

/** The next character in one direction, marks of the same delimiter aside. */
function neighbour(
  pieces: readonly Piece[],
  i: number,
  step: 1 | -1,
): { character: string; at: number } | null {
  const delimiter = pieces[i]?.markdown.charAt(0)
  for (let at = i + step; at >= 0 && at < pieces.length; at += step) {
    const piece = pieces[at]
    if (!piece || piece.markdown === '') continue
    if (piece.glue !== 'words' && piece.glue !== 'none' && piece.markdown.charAt(0) === delimiter) continue
    const characters = [...(step === 1 ? piece.markdown.slice(0, 2) : piece.markdown.slice(-2))]
    return { character: (step === 1 ? characters[0] : characters.at(-1)) ?? '', at }
  }
  return null
}

/**
 * A piece of a paragraph's Markdown, and what it asks of its neighbours: `words` may give up a character to an
 * entity; a mark must be able to open or close; a mention must end where its handle ends.
 */
export type Piece = { markdown: string; glue: 'words' | 'none' | 'mention' | MarkEnd }
/** `strict`: works between words only; `tag`: the inline HTML that says the same, where there is one. */
export type MarkEnd = { opens: boolean; strict: boolean; tag: string | null }

const PUNCTUATION = /[\p{P}\p{S}]/u
const BEFORE_MENTION = /[A-Za-z0-9_@/.+-]/
const IN_HANDLE = /^[.-]*[\p{L}\p{M}\p{N}_]/u

/**
 * Parts pieces that would be read together. CommonMark opens a mark before punctuation only where white space or
 * punctuation stands before it, and ends one likewise (`a**“b”**` is no bold): such marks become tags. A letter that
 * is in the way of a mention or a spoiler is written as an entity, whose source begins and ends with punctuation.
 */
export function separate(pieces: Piece[]): void {
  let changed = true
  while (changed) {
    changed = false
    // A tag is punctuation to the marks beside it, so one change may ask for the next.
    for (let i = 0; i < pieces.length; i++) {
      if (!flanks(pieces, i) && mend(pieces, i)) changed = true
    }
  }
  pieces.forEach((piece, i) => {
    if (piece.glue === 'mention') separateMention(pieces, i)
  })
}

export function isMark(piece: Piece | undefined): piece is Piece & { glue: MarkEnd } {
  return typeof piece?.glue === 'object'
}

/** Whether CommonMark sees an opening mark as one that opens, a closing one as one that closes. */
function flanks(pieces: readonly Piece[], i: number): boolean {
  const piece = pieces[i]
  if (!isMark(piece)) return true
  const inner = neighbour(pieces, i, piece.glue.opens ? 1 : -1)
  const outer = neighbour(pieces, i, piece.glue.opens ? -1 : 1)
  if (!outer || /\s/.test(outer.character) || PUNCTUATION.test(outer.character)) return true
  return !piece.glue.strict && !PUNCTUATION.test(inner?.character ?? '')
}

/** Answers whether anything changed. */
function mend(pieces: Piece[], i: number): boolean {
  const piece = pieces[i]
  if (!isMark(piece)) return false
  const { opens, tag } = piece.glue
  const outer = neighbour(pieces, i, opens ? -1 : 1)
  if (tag === null) {
    if (outer && giveUp(pieces[outer.at], opens ? 'last' : 'first')) return true
    // Only a handle has nothing to give up: a space is seen, but what is hidden stays hidden.
    Object.assign(piece, { markdown: opens ? ` ${piece.markdown}` : `${piece.markdown} `, glue: 'none' })
    return true
  }
  const partner = partnerOf(pieces, i)
  for (const end of [piece, partner]) {
    if (!isMark(end)) continue
    end.markdown = end.glue.opens ? `<${tag}>` : `</${tag}>`
    Object.assign(end, { glue: 'none' })
  }
  return true
}

/** The other end of a mark. A mark is never within its like. */
function partnerOf(pieces: readonly Piece[], i: number): Piece | undefined {
  const piece = pieces[i]
  if (!isMark(piece)) return undefined
  const { opens, tag } = piece.glue
  for (let at = opens ? i + 1 : i - 1; at >= 0 && at < pieces.length; at += opens ? 1 : -1) {
    const other = pieces[at]
    if (isMark(other) && other.glue.tag === tag && other.glue.opens !== opens) return other
  }
  return undefined
}

function separateMention(pieces: Piece[], i: number): void {
  const before = neighbour(pieces, i, -1)
  if (before && BEFORE_MENTION.test(before.character)) giveUp(pieces[before.at], 'last')
  const next = pieces[i + 1]
  if (next && IN_HANDLE.test(next.markdown)) giveUp(next, 'first')
}

/** Writes the first or last character of words as an entity. */
function giveUp(piece: Piece | undefined, which: 'first' | 'last'): boolean {
  if (piece?.glue !== 'words') return false
  const characters = [...piece.markdown]
  const character = (which === 'first' ? characters.shift() : characters.pop()) ?? ''
  const escaped = which === 'last' && (/\\+$/.exec(characters.join(''))?.[0].length ?? 0) % 2 === 1
  // Its own backslash goes along; one that was a character of the text must not escape the entity.
  if (escaped && PUNCTUATION.test(character)) characters.pop()
  else if (escaped) characters.push('\\')
  // An underscore is plain between letters only, and the entity is none.
  if (which === 'first' && characters[0] === '_') characters.unshift('\\')
  else if (which === 'last' && characters.at(-1) === '_' && characters.at(-2) !== '\\')
    characters.splice(-1, 0, '\\')
  const entity = `&#${character.codePointAt(0) ?? 0};`
  piece.markdown = which === 'first' ? entity + characters.join('') : characters.join('') + entity
  return true
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
    if (isMark(piece) && piece.markdown.charAt(0) === delimiter) continue
    const characters = [...(step === 1 ? piece.markdown.slice(0, 2) : piece.markdown.slice(-2))]
    return { character: (step === 1 ? characters[0] : characters.at(-1)) ?? '', at }
  }
  return null
}

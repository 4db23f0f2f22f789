import type { Block } from './block.ts'
import type { InlineToken, Mark } from './inline-token.ts'
import { writeInline } from './inline-writer.ts'

/**
 * The paragraphs of a run of tokens; in our dialect a line end is a forced break. Two forced breaks in a row part paragraphs, as they look; an address of a
 * preview card that stands alone on its line becomes a paragraph of its own, so that it can be a card again.
 */
export function paragraphs(tokens: readonly InlineToken[]): Block[] {
  const groups: Line[][] = [[]]
  for (const line of splitLines(tokens)) {
    if (isBlank(line.tokens)) groups.push([])
    else if (isCardLine(line.tokens)) groups.push([line], [])
    else groups.at(-1)?.push(line)
  }
  return groups.flatMap((group) => {
    const lines = writeInline(joinLines(group), { inLink: false, inTable: false })
    return lines.every((line) => line === '') ? [] : [{ kind: 'paragraph' as const, lines }]
  })
}

/** What stands between two forced breaks, and the marks that are open before and after it. */
type Line = { tokens: InlineToken[]; before: Mark[]; after: Mark[] }

function splitLines(tokens: readonly InlineToken[]): Line[] {
  const open: Mark[] = []
  const lines: Line[] = [{ tokens: [], before: [], after: [] }]
  for (const token of tokens) {
    const line = lines.at(-1)
    if (!line) continue
    if (token.kind === 'break') {
      line.after = [...open]
      lines.push({ tokens: [], before: [...open], after: [] })
      continue
    }
    if (token.kind === 'open') open.push(token.mark)
    if (token.kind === 'close') open.splice(open.lastIndexOf(token.mark), 1)
    line.tokens.push(token)
  }
  return lines
}

/** The tokens of one paragraph: marks that reach beyond it begin and end with it. */
function joinLines(lines: readonly Line[]): InlineToken[] {
  const opens = (lines[0]?.before ?? []).map((mark) => ({ kind: 'open' as const, mark }))
  const closes = (lines.at(-1)?.after ?? []).toReversed().map((mark) => ({ kind: 'close' as const, mark }))
  const inside = lines.flatMap((line, i) =>
    i === 0 ? line.tokens : [{ kind: 'break' as const }, ...line.tokens],
  )
  return [...opens, ...inside, ...closes]
}

function isBlank(line: readonly InlineToken[]): boolean {
  return line.every(
    (token) =>
      token.kind === 'open' ||
      token.kind === 'close' ||
      (token.kind === 'text' && /^[ \t\n\r\f]*$/.test(token.text)),
  )
}

function isCardLine(line: readonly InlineToken[]): boolean {
  const solid = line.filter((token) => !(token.kind === 'text' && token.text.trim() === ''))
  return solid.length === 1 && solid[0]?.kind === 'address' && solid[0].card === true
}

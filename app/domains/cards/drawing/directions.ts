import bidiFactory from 'bidi-js'

const bidi = bidiFactory()

export type Direction = 'ltr' | 'rtl'

/** The direction of a paragraph: that of its first letter, as `dir="auto"` has it on pages. */
export function directionOf(text: string): Direction {
  return ((bidi.getEmbeddingLevels(text).paragraphs[0]?.level ?? 0) & 1) === 1 ? 'rtl' : 'ltr'
}

/** The embedding level of each UTF-16 unit of a line; odd ones run from right to left (UAX #9). */
export function levelsOf(line: string, direction: Direction): Uint8Array {
  return bidi.getEmbeddingLevels(line, direction).levels
}

/** Runs of a line in the order in which they are seen from left to right (rule L2). */
export function visualOrder<Run extends { level: number }>(runs: readonly Run[]): Run[] {
  const order = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < order.length; from += 1) {
      let to = from
      while (to < order.length && (order[to]?.level ?? 0) >= level) to += 1
      if (to > from) order.splice(from, to - from, ...order.slice(from, to).reverse())
      from = to
    }
  }
  return order
}

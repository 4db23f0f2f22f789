/** One part of a query: `-in:"Gear questions"` is `{ minus: true, operator: 'in', text: 'Gear questions', quoted: true }`. */
export type QueryPart = {
  minus: boolean
  /** Lower-cased, or null for plain words. */
  operator: string | null
  text: string
  quoted: boolean
  /** The quote was opened and never closed: it ends with the query. */
  unclosed: boolean
  /** As it stands in the query. */
  raw: string
}

/** Quotation marks of all the keyboards that people have. */
const QUOTES = /["“”„‟«»「」『』＂]/gu
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu
const PART = /(-?)(?:([A-Za-z]{1,20}):)?(?:"([^"]*)("|$)|(\S+?)(?=\s|"|$))|(\S)/gu

/** What is typed, without control characters, in one spelling of quotes and colons. */
export function cleanQuery(typed: string): string {
  return typed
    .toWellFormed()
    .normalize('NFC')
    .replace(CONTROLS, ' ')
    .replace(QUOTES, '"')
    .replace(/：/gu, ':')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Takes a cleaned query apart, in one pass; never throws. */
export function splitQuery(cleaned: string): QueryPart[] {
  const parts: QueryPart[] = []
  for (const [raw, minus, operator, phrase, end, word, rest] of cleaned.matchAll(PART)) {
    const quoted = phrase !== undefined
    // `in:` with nothing after it comes as a word.
    const bare = /^([A-Za-z]{1,20}):$/.exec(word ?? '')?.[1]
    parts.push({
      minus: minus === '-',
      operator: (operator ?? bare)?.toLowerCase() ?? null,
      text: bare === undefined ? (quoted ? phrase : (word ?? rest ?? '')).trim() : '',
      quoted,
      unclosed: quoted && end === '',
      raw,
    })
  }
  return parts
}

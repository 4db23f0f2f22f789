import { MAX_QUERY, MAX_TERMS } from './limits.ts'
import { parsePeriod } from './parse-date.ts'
import type { SearchFilters, SearchHintCode, SearchQuery } from './search-query.ts'
import { searchKinds, type SearchKind, type SearchSort } from './search-query.ts'
import { cleanQuery, splitQuery, type QueryPart } from './split-query.ts'

/** What other systems call our operators: worth a word, where any other `name:value` is just text. */
const ELSEWHERE =
  /^(?:user|author|from|category|space|tags|status|state|order|sort|date|since|until|kind|filetype)$/

const noFilters = (): SearchFilters => ({
  spaces: [],
  authors: [],
  tags: [],
  not: { spaces: [], authors: [], tags: [] },
  solved: null,
  unanswered: null,
  hasImage: null,
  before: null,
  after: null,
  kind: null,
})

/**
 * Understands a query as far as it can be understood: operators become filters, quotes phrases, the rest words. What is
 * not understood is searched as words and told of in `hints`. Any string is accepted; the work grows with its length.
 */
export function parseQuery(typed: string, sort: SearchSort = 'best'): SearchQuery {
  const cleaned = cleanQuery(typed.slice(0, 2 * MAX_QUERY))
  const kept = cleaned.length > MAX_QUERY ? cleaned.slice(0, MAX_QUERY).toWellFormed() : cleaned
  const query: SearchQuery = {
    typed: kept,
    words: [],
    phrases: [],
    without: [],
    filters: noFilters(),
    sort,
    hints: [],
  }
  const hint = (code: SearchHintCode, part: string): void => {
    if (!query.hints.some((one) => one.code === code && one.part === part)) query.hints.push({ code, part })
  }
  if (typed.length > 2 * MAX_QUERY || kept !== cleaned) hint('tooLong', '')
  for (const part of splitQuery(kept)) {
    if (part.unclosed) hint('unclosedQuote', part.text)
    const understood = part.operator !== null && applyOperator(query.filters, part, hint)
    if (!understood) addTerm(query, part, hint)
  }
  if (kept !== '' && asksNothing(query) && query.hints.length === 0) hint('noWords', '')
  return query
}

/** Whether nothing is left to look for: signs alone, or filters that were not understood. Everything is no answer to that. */
export function asksNothing({ words, phrases, without, filters }: SearchQuery): boolean {
  const { spaces, authors, tags, not, ...others } = filters
  const names = [words, phrases, without, spaces, authors, tags, not.spaces, not.authors, not.tags]
  return names.every((list) => list.length === 0) && Object.values(others).every((value) => value === null)
}

type Hint = (code: SearchHintCode, part: string) => void

/** Whether the part is an operator of ours; then its filter is in `filters`, or a hint says why not. */
function applyOperator(filters: SearchFilters, part: QueryPart, hint: Hint): boolean {
  const { operator, text, minus } = part
  const side = minus ? filters.not : filters
  const lower = text.toLowerCase()
  switch (operator) {
    case 'in':
    case 'by':
    case 'tag': {
      const name = operator === 'in' ? text : text.replace(/^[@#]/, '')
      if (name === '') hint('emptyOperator', operator)
      else side[operator === 'in' ? 'spaces' : operator === 'by' ? 'authors' : 'tags'].push(name)
      return true
    }
    case 'is':
      if (lower === 'solved') filters.solved = !minus
      else if (lower === 'open') filters.solved = minus
      else if (lower === 'unanswered') filters.unanswered = !minus
      else return complain(hint, part)
      return true
    case 'has':
      if (!/^(?:image|images|picture|photo)$/.test(lower)) return complain(hint, part)
      filters.hasImage = !minus
      return true
    case 'type':
      if (!isKind(`${lower.replace(/s$/, '')}s`) || minus) return complain(hint, part)
      filters.kind = `${lower.replace(/s$/, '')}s` as SearchKind
      return true
    case 'before':
    case 'after':
      return applyDate(filters, part, hint)
    default:
      if (operator !== null && ELSEWHERE.test(operator)) hint('unknownOperator', operator)
      return false
  }
}

/** A minus turns one into the other: what is not before a month is from its first moment on. */
function applyDate(filters: SearchFilters, { operator, text, minus }: QueryPart, hint: Hint): boolean {
  const period = parsePeriod(text)
  if (!period) hint(text === '' ? 'emptyOperator' : 'badDate', text === '' ? String(operator) : text)
  else if (operator === 'before') filters[minus ? 'after' : 'before'] = period.start
  else filters[minus ? 'before' : 'after'] = period.end
  return true
}

function complain(hint: Hint, { operator, text }: QueryPart): true {
  if (text === '') hint('emptyOperator', String(operator))
  else hint('unknownOperator', `${operator}:${text}`)
  return true
}

const isKind = (text: string): text is SearchKind => (searchKinds as readonly string[]).includes(text)

function addTerm(query: SearchQuery, part: QueryPart, hint: Hint): void {
  // What looked like an operator and is none belongs to the words: `error:ENOENT`, `https://…`.
  const text = part.operator === null ? part.text : part.raw.replace(/^-/, '').replaceAll('"', '').trim()
  if (!/[\p{L}\p{N}]/u.test(text)) return
  if (query.words.length + query.phrases.length + query.without.length >= MAX_TERMS) {
    hint('tooLong', '')
    return
  }
  if (part.minus) query.without.push(text)
  else if (part.quoted) query.phrases.push(text)
  else query.words.push(text)
}

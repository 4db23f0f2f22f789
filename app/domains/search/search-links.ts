import type { SearchPageSearch } from './search.schema.ts'
import { MAX_QUERY } from './query/limits.ts'
import { cleanQuery, splitQuery } from './query/split-query.ts'
import type { FilterChipView } from './search.view.ts'

const OPERATORS = new Set(['in', 'by', 'tag', 'is', 'has', 'type', 'before', 'after'])

/** The address of a page of results; what is as usual is left out. */
export function searchHref(search: Partial<SearchPageSearch> & { q: string }): string {
  const { q, kind, sort, page, exact } = search
  const parameters = new URLSearchParams({ q })
  if (kind && kind !== 'threads') parameters.set('kind', kind)
  if (sort && sort !== 'best') parameters.set('sort', sort)
  if (page && page > 1) parameters.set('page', String(page))
  if (exact) parameters.set('exact', exact)
  return `/search?${parameters}`
}

/** Characters of a field of the filter form: no name of anything is longer. */
const MAX_FIELD = 100

/**
 * The query with what the filter form says, or null where it says nothing. Names with blanks are quoted. Of a query that is
 * too long the filters come first, so that words are left out and not they; and it stays short enough for an address.
 */
export function withFilters(q: string, fields: Readonly<Record<string, string>>): string | null {
  const filters = Object.entries(fields).flatMap(([operator, value]) => {
    const name = value.slice(0, MAX_FIELD).replaceAll('"', '').trim()
    return name === '' ? [] : [`${operator}:${/\s/.test(name) ? `"${name}"` : name}`]
  })
  if (filters.length === 0) return null
  const words = q.trim().slice(0, 2 * MAX_QUERY)
  const isLong = words.length + filters.join(' ').length >= MAX_QUERY
  return (isLong ? [...filters, words] : [words, ...filters]).join(' ').trim()
}

/** The filters of a query, each with the query that is left without it. */
export function filterChips(typed: string, search: Partial<SearchPageSearch>): FilterChipView[] {
  const parts = splitQuery(cleanQuery(typed))
  return parts.flatMap((part, index) => {
    if (part.operator === null || !OPERATORS.has(part.operator) || part.text === '') return []
    const q = parts
      .filter((_, other) => other !== index)
      .map((other) => other.raw)
      .join(' ')
    return [{ text: part.raw, without: searchHref({ ...search, q, page: 1 }) }]
  })
}

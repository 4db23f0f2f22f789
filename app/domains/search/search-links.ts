import type { SearchPageSearch } from './search.schema.ts'
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

/** The query with what the filter form says, or null where it says nothing. Names with blanks are quoted. */
export function withFilters(q: string, fields: Readonly<Record<string, string>>): string | null {
  const filters = Object.entries(fields).flatMap(([operator, value]) => {
    const name = value.replaceAll('"', '').trim()
    return name === '' ? [] : [`${operator}:${/\s/.test(name) ? `"${name}"` : name}`]
  })
  return filters.length === 0 ? null : [q.trim(), ...filters].join(' ').trim()
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

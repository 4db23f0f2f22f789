import { parseFilter, type Test } from './filter-language.ts'
import type { Document, Index } from './index-store.ts'
import { Problem } from './problem.ts'
import type { SearchBody } from './requests.ts'
import { isWithin, wordsOf } from './words.ts'

/** What a word of the query may stand for in the index, and with how many typing mistakes. */
type Term = { words: Map<string, number>; phrase: string[] | null }
type Candidate = { id: string; document: Document; matched: number; typos: number }

/** Most candidates whose texts are looked at for a finer order; the real server knows no such limit. */
const LOOKED_AT = 1_000

/**
 * Answers a search in the way of Meilisearch: words, typing mistakes, beginnings, then nearness and the order of
 * attributes. Much simpler than the real one: what it finds first says nothing about what the real one would.
 */
export function find(index: Index, body: SearchBody) {
  checkAttributes(index, body)
  const q = body.q ?? ''
  const test = filterOf(index, body.filter)
  const { terms, without } = termsOf(index, q)
  const strategy = body.matchingStrategy ?? 'last'
  const attributes = body.attributesToSearchOn ?? index.searchable()
  let candidates = candidatesOf(index, terms, strategy).filter(
    ({ document }) => test(document) && !without.some((term) => matches(index, document, term, attributes)),
  )
  if (body.attributesToSearchOn || terms.some((term) => term.phrase))
    candidates = candidates.filter(({ document }) =>
      terms
        .slice(0, strategy === 'all' ? undefined : 1)
        .every((term) => matches(index, document, term, attributes)),
    )
  const ordered = order(index, candidates, terms, attributes, body.sort ?? [])
  const distinct = body.distinct ?? index.settings.distinctAttribute
  const unique = distinct ? firstOfEach(ordered, distinct) : ordered
  const most = index.settings.pagination?.maxTotalHits ?? 1000
  const slice = (from: number, count: number) =>
    unique
      .slice(from, Math.min(most, from + count))
      .map((candidate) => show(index, candidate, body, terms.length))
  const answer = { query: q, processingTimeMs: 1 }
  if (body.page === undefined && body.hitsPerPage === undefined) {
    const offset = Math.min(body.offset ?? 0, most)
    const limit = Math.min(body.limit ?? 20, most - offset)
    return { hits: slice(offset, limit), ...answer, limit, offset, estimatedTotalHits: unique.length }
  }
  const { page = 1, hitsPerPage = 20 } = body
  const totalHits = Math.min(unique.length, most)
  const totalPages = hitsPerPage === 0 ? 0 : Math.ceil(totalHits / hitsPerPage)
  const hits = page === 0 ? [] : slice((page - 1) * hitsPerPage, hitsPerPage)
  return { hits, ...answer, hitsPerPage, page, totalPages, totalHits }
}

function checkAttributes(index: Index, body: SearchBody): void {
  const { filterableAttributes, sortableAttributes } = index.settings
  for (const rule of body.sort ?? []) {
    const [, name = ''] = /^(.+):(asc|desc)$/.exec(rule) ?? []
    if (!sortableAttributes?.includes(name))
      throw new Problem(400, 'invalid_search_sort', `Attribute \`${name}\` is not sortable.`)
  }
  if (body.distinct && !filterableAttributes?.includes(body.distinct))
    throw new Problem(400, 'invalid_search_distinct', `Attribute \`${body.distinct}\` is not filterable`)
  for (const name of body.attributesToSearchOn ?? [])
    if (name !== '*' && !index.searchable().includes(name))
      throw new Problem(
        400,
        'invalid_search_attributes_to_search_on',
        `Attribute \`${name}\` is not searchable.`,
      )
}

function filterOf(index: Index, filter: SearchBody['filter']): Test {
  const filterable = new Set(index.settings.filterableAttributes ?? [])
  const parse = (text: string): Test => (text.trim() === '' ? () => true : parseFilter(text, filterable))
  if (filter === undefined || filter === null) return () => true
  if (typeof filter === 'string') return parse(filter)
  const tests = filter.map((one) => {
    const any = (typeof one === 'string' ? [one] : one).map(parse)
    return (document: Document) => any.some((test) => test(document))
  })
  return (document) => tests.every((test) => test(document))
}

function termsOf(index: Index, q: string): { terms: Term[]; without: Term[] } {
  const parts = [...q.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)]
  const terms: Term[] = []
  const without: Term[] = []
  for (const [place, [text, minus, quoted, bare]] of parts.entries()) {
    const isLast = place === parts.length - 1 && q.endsWith(text) && /[\p{L}\p{N}]$/u.test(q)
    const words = wordsOf(quoted ?? bare ?? '')
    if (minus || quoted !== undefined) {
      const phrase = { words: new Map(words.map((word) => [word, 0])), phrase: words }
      if (words.length > 0) (minus ? without : terms).push(phrase)
    } else {
      for (const [at, word] of words.entries())
        terms.push({ words: spellings(index, word, isLast && at === words.length - 1), phrase: null })
    }
  }
  return { terms: terms.slice(0, 10), without }
}

function spellings(index: Index, word: string, prefix: boolean): Map<string, number> {
  const tolerance = index.settings.typoTolerance
  const { oneTypo, twoTypos } = tolerance?.minWordSizeForTypos ?? {}
  const length = [...word].length
  const exact =
    tolerance?.enabled === false || (tolerance?.disableOnNumbers === true && /^\p{N}+$/u.test(word))
  const most = exact ? 0 : length >= (twoTypos ?? 9) ? 2 : length >= (oneTypo ?? 5) ? 1 : 0
  const found = new Map<string, number>()
  for (const known of index.vocabulary()) {
    if (known === word || (prefix && known.startsWith(word))) found.set(known, 0)
    else if (most > 0) {
      const near = isWithin(word, prefix ? known.slice(0, word.length) : known, most)
      if (near !== null) found.set(known, near)
    }
  }
  return found
}

function candidatesOf(index: Index, terms: Term[], strategy: string): Candidate[] {
  if (terms.length === 0)
    return [...index.documents].map(([id, document]) => ({ id, document, matched: 0, typos: 0 }))
  const found = new Map<string, { terms: boolean[]; typos: number }>()
  for (const [place, term] of terms.entries()) {
    const best = new Map<string, number>()
    for (const [word, typos] of term.words)
      for (const id of index.withWord(word)) best.set(id, Math.min(typos, best.get(id) ?? Infinity))
    for (const [id, typos] of best) {
      const entry = found.get(id) ?? { terms: [], typos: 0 }
      entry.terms[place] = true
      entry.typos += typos
      found.set(id, entry)
    }
  }
  return [...found].flatMap(([id, entry]) => {
    // «last» drops words from the end: what matters is how many from the beginning are there.
    const missing = terms.findIndex((_, place) => !entry.terms[place])
    const matched = missing === -1 ? terms.length : missing
    const document = index.documents.get(id)
    if (!document || matched === 0 || (strategy === 'all' && matched < terms.length)) return []
    return [{ id, document, matched, typos: entry.typos }]
  })
}

function matches(index: Index, document: Document, term: Term, attributes: string[]): boolean {
  return attributes.some((name) => placesIn(index.wordsIn(document, name), term).length > 0)
}

function placesIn(words: string[], { words: spelled, phrase }: Term): number[] {
  if (!phrase) return words.flatMap((word, place) => (spelled.has(word) ? [place] : []))
  return words.flatMap((_, place) =>
    phrase.every((word, step) => words[place + step] === word) ? [place] : [],
  )
}

function order(index: Index, candidates: Candidate[], terms: Term[], attributes: string[], sort: string[]) {
  const coarse = candidates.sort((a, b) => b.matched - a.matched || a.typos - b.typos)
  const fine = new Map(
    coarse.slice(0, LOOKED_AT).map((one) => [one.id, nearness(index, one.document, terms, attributes)]),
  )
  const of = ({ id }: Candidate) => fine.get(id) ?? { distance: Infinity, attribute: Infinity, exact: 0 }
  const compare: Record<string, (a: Candidate, b: Candidate) => number> = {
    words: (a, b) => b.matched - a.matched,
    typo: (a, b) => a.typos - b.typos,
    proximity: (a, b) => less(of(a).distance, of(b).distance),
    attribute: (a, b) => less(of(a).attribute, of(b).attribute),
    exactness: (a, b) => of(b).exact - of(a).exact,
    sort: (a, b) => bySort(a, b, sort),
  }
  const rules = (index.settings.rankingRules ?? []).map(
    (rule) => compare[rule] ?? ((a: Candidate, b: Candidate) => bySort(a, b, [rule])),
  )
  return coarse.sort((a, b) => {
    for (const rule of rules) {
      const difference = rule(a, b)
      if (difference !== 0) return difference
    }
    return 0
  })
}

const less = (a: number, b: number) => (a === b ? 0 : a - b)

function bySort(a: Candidate, b: Candidate, rules: string[]): number {
  for (const rule of rules) {
    const [name = '', direction] = rule.split(':')
    const difference = Number(a.document[name] ?? 0) - Number(b.document[name] ?? 0)
    if (difference !== 0) return direction === 'desc' ? -difference : difference
  }
  return 0
}

function nearness(index: Index, document: Document, terms: Term[], attributes: string[]) {
  let best = { distance: Infinity, attribute: Infinity, exact: 0 }
  for (const [rank, name] of attributes.entries()) {
    const words = index.wordsIn(document, name)
    const places = terms.map((term) => placesIn(words, term)).filter((list) => list.length > 0)
    if (places.length === 0) continue
    let distance = (terms.length - places.length) * 8
    for (let at = 1; at < places.length; at++) {
      const gaps = places[at]!.flatMap((here) => places[at - 1]!.map((there) => Math.abs(here - there)))
      distance += Math.min(8, ...gaps.slice(0, 10_000))
    }
    const exact = places.length === terms.length && words.length === terms.length ? 1 : 0
    if (distance < best.distance) best = { distance, attribute: rank, exact }
  }
  return best
}

function firstOfEach(candidates: Candidate[], name: string): Candidate[] {
  const seen = new Set<unknown>()
  return candidates.filter(({ document }) => !seen.has(document[name]) && seen.add(document[name]))
}

function show(index: Index, candidate: Candidate, body: SearchBody, terms: number) {
  const displayed = index.settings.displayedAttributes ?? ['*']
  const wanted = body.attributesToRetrieve ?? ['*']
  const fields = Object.entries(candidate.document).filter(
    ([name]) =>
      (displayed.includes('*') || displayed.includes(name)) &&
      (wanted.includes('*') || wanted.includes(name)),
  )
  const score = terms === 0 ? 1 : Math.max(0.05, candidate.matched / terms - candidate.typos * 0.05)
  return { ...Object.fromEntries(fields), ...(body.showRankingScore ? { _rankingScore: score } : {}) }
}

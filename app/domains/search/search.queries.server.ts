import type { Reader } from '#app/domains/access/reader.ts'
import type { SpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { isEngineAway, newPatience, type PostHits, type SearchEngine } from './engine.ts'
import { marksOf, type Marks } from './present/highlight.ts'
import { readMemberHits, readPostHits, readTagHits } from './present/hit-rows.queries.server.ts'
import { toMemberHitView, toPostHitView, toTagHitView, toThreadHitView } from './present/hit-views.ts'
import { asksNothing, parseQuery } from './query/parse-query.ts'
import type { SearchKind, SearchQuery } from './query/search-query.ts'
import { splitQuery } from './query/split-query.ts'
import { resolveScope, type ResolvedScope } from './resolve-scope.server.ts'
import { filterChips, searchHref } from './search-links.ts'
import { HITS_PER_PAGE, type SearchPageSearch } from './search.schema.ts'
import type { SearchView } from './search.view.ts'
import { spacesNamed } from './spaces-named.queries.server.ts'
import { mayBegin } from './words/may-begin.server.ts'
import { bestCorrection } from './words/best-correction.ts'
import { correctWords } from './words/correct-words.server.ts'

export type SearchDeps = { engine: SearchEngine; spaces: SpaceDirectory }

/** How many people and tags stand beside threads. */
const BESIDE = 4

/**
 * The page of results for what somebody typed, as they may see it: any text is answered. What finds nothing is tried
 * again as the beginning of a word, as it was probably meant (unless the asker insists), then with a word less.
 */
export async function search(reader: Reader, deps: SearchDeps, input: SearchPageSearch): Promise<SearchView> {
  const query = parseQuery(input.q, input.sort)
  const kind = input.kind ?? query.filters.kind ?? 'threads'
  const view = { ...emptyView(query, kind, input), filters: filterChips(query.typed, input) }
  if (query.typed === '') return view
  const resolved = await resolveScope(reader, deps.spaces, query)
  view.hints = [...query.hints, ...resolved.hints]
  if (kind === 'members' || kind === 'tags') return searchNames(reader, deps, view, query)
  if (resolved.nowhere || asksNothing(query)) return view

  const found = await findPosts(reader, deps, { query, resolved, kind, input })
  if (!found) return { ...view, hints: [...view.hints, { code: 'tooWide', part: '' }] }
  const marks = marksOf(found.words.concat(query.phrases))
  const rows = await readPostHits(
    reader,
    found.posts.hits.map((hit) => hit.postId),
  )
  const toView = kind === 'posts' ? toPostHitView : toThreadHitView
  const beside = kind === 'threads' && input.page === 1 ? await namesBeside(reader, deps, query, marks) : {}
  const { total, atLeast, relaxed, fallback } = found.posts
  const more = total > input.page * HITS_PER_PAGE
  return {
    ...view,
    ...beside,
    hits: rows.map((row) => toView(row, marks)),
    // What the gate took back is not counted either.
    total: total - (found.posts.hits.length - rows.length),
    atLeast,
    relaxed,
    fallback: fallback ?? false,
    correction:
      found.corrected === null
        ? null
        : {
            searched: found.corrected,
            typedHref: searchHref({ ...input, q: query.typed, page: 1, exact: '1' }),
          },
    next: more ? searchHref({ ...input, page: input.page + 1 }) : null,
    previous: input.page > 1 ? searchHref({ ...input, page: input.page - 1 }) : null,
  }
}

type Task = { query: SearchQuery; resolved: ResolvedScope; kind: SearchKind; input: SearchPageSearch }
type Found = { posts: PostHits; words: string[]; corrected: string | null }

/** As `findInTurn`; null where the engine gave up. */
async function findPosts(reader: Reader, deps: SearchDeps, task: Task): Promise<Found | null> {
  try {
    return await findInTurn(reader, deps, task)
  } catch (error) {
    if (isEngineAway(error)) return null
    throw error
  }
}

/** What was typed; then, where nothing has it, words that begin so; then what was probably meant; then most of the words. */
async function findInTurn(reader: Reader, deps: SearchDeps, task: Task): Promise<Found> {
  const { query, resolved, kind, input } = task
  const patience = newPatience()
  const find = (words: string[], relax: boolean, prefix = false) =>
    deps.engine.findPosts({
      terms: { words, phrases: query.phrases, without: query.without, prefix },
      scope: resolved.scope,
      sort: query.sort,
      grouped: kind === 'threads',
      relax,
      patience,
      limit: HITS_PER_PAGE,
      offset: (input.page - 1) * HITS_PER_PAGE,
    })
  const strict = await find(query.words, false)
  if (strict.total > 0 || query.words.length === 0)
    return { posts: strict, words: query.words, corrected: null }
  // The beginning of a longer word: as the suggestions find it, and one character of a run without spaces.
  if (await mayBegin(reader.db, query.words.at(-1) ?? '', resolved.scope.ruleIds)) {
    const begun = await find(query.words, false, true)
    if (begun.total > 0) return { posts: begun, words: query.words, corrected: null }
  }
  const ways = input.exact ? [] : await correctWords(reader.db, query.words, resolved.scope.ruleIds)
  const meant = await bestCorrection(ways, (words) => find(words, false))
  if (meant) return { ...meant, corrected: replaceWords(query, meant.words) }
  const several = query.words.length + query.phrases.length > 1
  return { posts: several ? await find(query.words, true) : strict, words: query.words, corrected: null }
}

/** The query as typed, with other words in the place of its own; operators, quotes and what is left out stay as they are. */
export function replaceWords({ typed, words }: SearchQuery, meant: readonly string[]): string {
  let place = 0
  return splitQuery(typed)
    .map(({ raw }) => {
      if (raw !== words[place]) return raw
      return meant[place++] ?? raw
    })
    .join(' ')
}

/** The page that lists people or tags. */
async function searchNames(
  reader: Reader,
  { engine }: SearchDeps,
  view: SearchView,
  query: SearchQuery,
): Promise<SearchView> {
  const text = [...query.words, ...query.phrases].join(' ')
  const marks = marksOf([text])
  const ask = { text, ruleIds: [...reader.access.satisfied], limit: HITS_PER_PAGE, prefix: true }
  const hits =
    view.kind === 'members'
      ? (await readMemberHits(reader, await engine.findMembers(ask))).map((row) =>
          toMemberHitView(row, marks),
        )
      : (await readTagHits(reader, await engine.findTags(ask))).map((row) => toTagHitView(row, marks))
  return { ...view, hits, total: hits.length, atLeast: hits.length === HITS_PER_PAGE }
}

/** People, tags and spaces with this name, beside the threads: for words alone, without filters. */
async function namesBeside(reader: Reader, deps: SearchDeps, query: SearchQuery, marks: Marks) {
  const text = query.words.join(' ')
  if (text === '' || query.words.length > 3) return {}
  const ask = { text, ruleIds: [...reader.access.satisfied], limit: BESIDE, prefix: true }
  const [members, tags, spaces] = await Promise.all([
    deps.engine.findMembers(ask).then((ids) => readMemberHits(reader, ids)),
    deps.engine.findTags(ask).then((ids) => readTagHits(reader, ids)),
    spacesNamed(reader, deps.spaces, text, marks),
  ])
  return {
    members: members.map((row) => toMemberHitView(row, marks)),
    tags: tags.map((row) => toTagHitView(row, marks)),
    spaces,
  }
}

function emptyView(query: SearchQuery, kind: SearchKind, input: SearchPageSearch): SearchView {
  return {
    query: input.q.toWellFormed(),
    kind,
    sort: query.sort,
    hits: [],
    members: [],
    tags: [],
    spaces: [],
    total: 0,
    atLeast: false,
    relaxed: false,
    correction: null,
    filters: [],
    hints: query.hints,
    page: input.page,
    next: null,
    previous: null,
    fallback: false,
  }
}

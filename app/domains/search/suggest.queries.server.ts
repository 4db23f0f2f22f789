import type { Reader } from '#app/domains/access/reader.ts'
import { isEngineAway, newPatience, type PostHits } from './engine.ts'
import { marksOf } from './present/highlight.ts'
import {
  readMemberHits,
  readPostHits,
  readTagHits,
  readThreadHits,
} from './present/hit-rows.queries.server.ts'
import { toMemberHitView, toTagHitView, toThreadHitView } from './present/hit-views.ts'
import { asksNothing, parseQuery } from './query/parse-query.ts'
import { resolveScope } from './resolve-scope.server.ts'
import type { SearchDeps } from './search.queries.server.ts'
import { replaceWords } from './search.queries.server.ts'
import type { SuggestionsView } from './search.view.ts'
import { spacesNamed } from './spaces-named.queries.server.ts'
import { bestCorrection } from './words/best-correction.ts'
import { correctWords } from './words/correct-words.server.ts'

const THREADS = 6
const NAMES = 3
/** Of the newest so many posts the best are suggested: a word more says more than older posts do, and comes in a moment. */
const RANKED = 400

/**
 * What may be meant, while somebody types: threads that have the words (the last may be a beginning), then titles that
 * look alike, people, tags and spaces of that name.
 */
export async function suggest(reader: Reader, deps: SearchDeps, typed: string): Promise<SuggestionsView> {
  const query = parseQuery(typed)
  const text = query.words.join(' ')
  const none = {
    query: typed,
    threads: [],
    members: [],
    tags: [],
    spaces: [],
    correction: null,
    total: 0,
    atLeast: false,
    tooWide: false,
  }
  if (asksNothing(query)) return none
  const { scope, nowhere } = await resolveScope(reader, deps.spaces, query)
  if (nowhere) return none
  const patience = newPatience()
  const find = (words: string[]) =>
    deps.engine.findPosts({
      terms: { words, phrases: query.phrases, without: query.without, prefix: isPrefix(text) },
      scope,
      sort: 'best',
      grouped: true,
      relax: false,
      patience,
      limit: THREADS,
      offset: 0,
      ranked: RANKED,
    })
  const answer = await findInTurn(reader, query.words, scope.ruleIds, find)
  if (!answer) return { ...none, tooWide: true }
  const { posts: found, words } = answer
  const marks = marksOf(words.concat(query.phrases))
  const names = { text, ruleIds: scope.ruleIds, limit: NAMES, prefix: true }
  const [threads, members, tags, spaces] = await Promise.all([
    found.total > 0
      ? readPostHits(
          reader,
          found.hits.map((hit) => hit.postId),
        )
      : deps.engine.findTitles({ ...names, limit: THREADS }).then((ids) => readThreadHits(reader, ids)),
    deps.engine.findMembers(names).then((ids) => readMemberHits(reader, ids)),
    deps.engine.findTags(names).then((ids) => readTagHits(reader, ids)),
    text === '' ? [] : spacesNamed(reader, deps.spaces, text, marks),
  ])
  return {
    query: typed,
    threads: threads.map((row) => toThreadHitView(row, marks)).map(withoutText),
    members: members.map((row) => toMemberHitView(row, marks)),
    tags: tags.map((row) => toTagHitView(row, marks)),
    spaces,
    correction: words === query.words ? null : replaceWords(query, words),
    // Of what the gate took back nothing is told, not even that it was there.
    total: found.total === 0 ? 0 : found.total - (found.hits.length - threads.length),
    atLeast: found.atLeast,
    tooWide: false,
  }
}

/** What was typed; where nothing has it, what was probably meant; null where the engine gave up. */
async function findInTurn(
  reader: Reader,
  words: string[],
  ruleIds: number[],
  find: (words: string[]) => Promise<PostHits>,
): Promise<{ posts: PostHits; words: string[] } | null> {
  try {
    const posts = await find(words)
    if (posts.total > 0 || words.length === 0) return { posts, words }
    return (await bestCorrection(await correctWords(reader.db, words, ruleIds), find)) ?? { posts, words }
  } catch (error) {
    if (isEngineAway(error)) return null
    throw error
  }
}

/** One letter begins too many words to be of use. */
function isPrefix(text: string): boolean {
  const last = text.split(' ').at(-1) ?? ''
  return last.length >= 2 || /[^\p{ASCII}]/u.test(last)
}

/** A thread as a suggestion shows it. */
export function withoutText({
  id,
  href,
  title,
  space,
  status,
  replies,
  at,
}: ReturnType<typeof toThreadHitView>) {
  return { id, href, title, space, status, replies, at }
}

import type { Filter } from '#app/platform/meilisearch/filter.ts'
import type { SearchRequest } from '#app/platform/meilisearch/meilisearch.ts'
import type { PostQuery, Scope } from '../engine.ts'
import { MOST_HITS } from './post-index.ts'
import { writeQuery } from './write-query.ts'

/** Orders that the index knows. How well liked a post is changes all the time and stands in the database alone. */
const ORDERS = { best: null, newest: ['created_at:desc'], oldest: ['created_at:asc'] }

type IndexQuery = PostQuery & { sort: keyof typeof ORDERS }

/** Whether the index can answer it. */
export function isForIndex(query: PostQuery): query is IndexQuery {
  return query.sort !== 'liked'
}

/** The request for all the posts, as far as they are counted. A search without words has no best: the newest come first. */
export function postRequest(query: IndexQuery): SearchRequest {
  const { terms, scope, sort, grouped, relax } = query
  const isWordless = terms.words.length + terms.phrases.length === 0
  const order = ORDERS[sort] ?? (isWordless ? ORDERS.newest : null)
  return {
    q: writeQuery(terms),
    filter: scopeFilter(scope),
    words: relax ? 'last' : 'all',
    retrieve: ['thread_id'],
    page: 1,
    perPage: MOST_HITS,
    ...(order ? { sort: order } : {}),
    ...(grouped ? { distinct: 'thread_id' } : {}),
  }
}

/** Every condition; the rules that the reader satisfies always come first, and without them nothing is found. */
function scopeFilter(scope: Scope): Filter {
  const all: Filter[] = [{ attribute: 'rule_id', in: scope.ruleIds }]
  const among = (attribute: string, ids: number[] | null) => ids && all.push({ attribute, in: ids })
  const notAmong = (attribute: string, ids: number[]) => ids.length > 0 && all.push({ attribute, notIn: ids })
  const is = (attribute: string, value: boolean | null) =>
    value !== null && all.push({ attribute, is: value })
  among('space_id', scope.spaceIds)
  notAmong('space_id', scope.notSpaceIds)
  among('author_id', scope.authorIds)
  notAmong('author_id', scope.notAuthorIds)
  for (const id of scope.tagIds) all.push({ attribute: 'tag_ids', is: id })
  notAmong('tag_ids', scope.notTagIds)
  is('solved', scope.solved)
  is('unanswered', scope.unanswered)
  is('has_image', scope.hasImage)
  if (scope.after) all.push({ attribute: 'created_at', from: scope.after.getTime() })
  if (scope.before) all.push({ attribute: 'created_at', below: scope.before.getTime() })
  return { all }
}

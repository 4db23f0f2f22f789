import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import type { Cursor } from '#app/domains/paging/cursor.ts'
import { keysetPage } from '#app/domains/paging/keyset.ts'
import { pinnedThreadIds } from './pinned-threads.queries.server.ts'
import { threadDetails } from './thread-details.queries.server.ts'
import type { Period, ThreadSort } from './thread-sorts.ts'
import type { ThreadListView, ThreadRowView } from './thread-list.view.ts'
import { toThreadRowView, type ThreadListRow } from './thread-row.view.ts'

/** Which threads a list is about. */
export type ListScope = { of: 'site' } | { of: 'spaces'; ids: number[] } | { of: 'tag'; id: number }

type Query = { scope: ListScope; sort: ThreadSort; period: Period; cursor: Cursor | null; limit?: number }

/** Rows per page of a list. */
export const LIST_PAGE = 30

/** What each sort orders by. Times travel in addresses as milliseconds, scores as they are. */
const sorts: Record<ThreadSort, { column: string; time: boolean }> = {
  latest: { column: 'last_post_at', time: true },
  new: { column: 'created_at', time: true },
  unanswered: { column: 'created_at', time: true },
  hot: { column: 'hot_score', time: false },
  top: { column: 'like_count', time: false },
}

const periodHours: Record<Exclude<Period, 'all'>, number> = { day: 24, week: 168, month: 720, year: 8760 }

/**
 * One page of threads that the reader may see in full, newest (or hottest …) first. Costs the same on the first page
 * and on the five-thousandth: the newest of every satisfied rule are read from its index and merged. The first page of
 * "latest" begins with the pinned ones.
 */
export async function listThreads(reader: Reader, query: Query): Promise<ThreadListView> {
  const { scope, sort, period, cursor, limit = LIST_PAGE } = query
  const pinned = sort === 'latest' && cursor === null ? await readPinned(reader, scope) : []
  const { rows } = await pageQuery(reader, query, limit).execute(reader.db)
  const page = keysetPage(rows, limit, cursor, (row) => row)
  const listed = page.kept.filter((row) => !pinned.some((pin) => pin.id === row.id))
  return {
    rows: [...pinned, ...listed.map((row) => toThreadRowView(row, reader.now))],
    sort,
    period,
    next: page.next && address(sort, period, 'after', page.next),
    previous: page.previous && address(sort, period, 'before', page.previous),
    first: page.first,
  }
}

async function readPinned(reader: Reader, scope: ListScope): Promise<ThreadRowView[]> {
  if (scope.of === 'tag') return []
  const ids = await pinnedThreadIds(reader, scope.of === 'spaces' ? scope.ids : null)
  if (ids.length === 0) return []
  const page = sql`select id, -ordinality::float8 as key from unnest(${ids}::int[]) with ordinality as pin(id)`
  const { rows } = await threadDetails(reader, page, 'desc').execute(reader.db)
  return rows.map((row) => toThreadRowView(row, reader.now))
}

/** The query string of a list's page. */
function address(sort: ThreadSort, period: Period, direction: Cursor['direction'], cursor: string) {
  const search = new URLSearchParams({ sort })
  if (period !== 'all') search.set('period', period)
  search.set(direction, cursor)
  return `?${search}`
}

function pageQuery(reader: Reader, query: Query, limit: number): RawBuilder<ThreadListRow> {
  const { column, time } = sorts[query.sort]
  const order = query.cursor?.direction === 'before' ? 'asc' : 'desc'
  const by = sql.raw(order)
  const key = sql.ref(`t.${column}`)
  const source = scopeSource(reader, query.scope)
  const conditions = [sql`t.rule_id = r.id`, ...source.conditions, ...sortConditions(reader, query)]
  const page = sql`
    select picked.id, picked.key
    from unnest(${visibleRules(reader.access)}::int[]) as r(id)
    ${source.scopes}
    cross join lateral (
      select t.id, ${time ? sql`(extract(epoch from ${key}) * 1000)::float8` : sql`${key}::float8`} as key
      from ${source.from}
      where ${sql.join(conditions, sql` and `)}
      order by ${key} ${by}, t.id ${by}
      limit ${limit + 1}
    ) picked
    order by picked.key ${by}, picked.id ${by}
    limit ${limit + 1}`
  return threadDetails(reader, page, order)
}

function sortConditions(reader: Reader, { sort, period, cursor }: Query): RawBuilder<unknown>[] {
  const { column, time } = sorts[sort]
  const conditions: RawBuilder<unknown>[] = []
  if (cursor) {
    const value = time ? sql`${new Date(cursor.key)}::timestamptz` : sql`${cursor.key}::float8`
    const beyond = sql.raw(cursor.direction === 'before' ? '>' : '<')
    conditions.push(sql`(${sql.ref(`t.${column}`)}, t.id) ${beyond} (${value}, ${cursor.id}::int)`)
  }
  if (sort === 'unanswered') conditions.push(sql`t.post_count <= 1`)
  if (sort === 'top' && period !== 'all') {
    const since = new Date(reader.now.getTime() - periodHours[period] * 3_600_000)
    conditions.push(sql`t.created_at >= ${since}::timestamptz`)
  }
  return conditions
}

/** What the lateral part reads: the thread table by rule (and space), or the tag's own copy of the keys. */
function scopeSource(reader: Reader, scope: ListScope) {
  const thread = sql`thread t`
  const listed = whereListed(reader.access, 'thread', 't')
  if (scope.of === 'site') return { scopes: sql``, from: thread, conditions: [listed] }
  if (scope.of === 'spaces') {
    const scopes = sql`cross join unnest(${scope.ids}::int[]) as s(id)`
    return { scopes, from: thread, conditions: [sql`t.space_id = s.id`, listed] }
  }
  const gate = sql`exists (select from thread g where g.id = t.id and ${whereListed(reader.access, 'thread', 'g')})`
  const from = sql`(select thread_id as id, tag_id, rule_id, listed, created_at, last_post_at from thread_tag) t`
  return { scopes: sql``, from, conditions: [sql`t.tag_id = ${scope.id}::int`, sql`t.listed`, gate] }
}

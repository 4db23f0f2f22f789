import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import type { Cursor } from '#app/domains/paging/cursor.ts'
import { keysetPage } from '#app/domains/paging/keyset.ts'
import { isUnseen, notMuted, unreadThreads } from '#app/domains/reading/reading-conditions.server.ts'
import { memberIdOf } from '#app/domains/access/actor.ts'
import { pinnedThreadIds } from './pinned-threads.queries.server.ts'
import { threadDetails } from './thread-details.queries.server.ts'
import type { ListSort, Period } from './thread-sorts.ts'
import type { ThreadListView, ThreadRowView } from './thread-list.view.ts'
import { toThreadRowView, type ThreadListRow } from './thread-row.view.ts'

/** Which threads a list is about. */
export type ListScope = { of: 'site' } | { of: 'spaces'; ids: number[] } | { of: 'tag'; id: number }

type Query = { scope: ListScope; sort: ListSort; period: Period; cursor: Cursor | null; limit?: number }

/** Rows per page of a list. */
export const LIST_PAGE = 30

/** What each sort orders by. Times travel in addresses as milliseconds, scores as they are. */
const sorts: Record<ListSort, { column: string; time: boolean }> = {
  latest: { column: 'last_post_at', time: true },
  new: { column: 'created_at', time: true },
  unanswered: { column: 'created_at', time: true },
  hot: { column: 'hot_score', time: false },
  top: { column: 'like_count', time: false },
  unread: { column: 'last_post_at', time: true },
  unseen: { column: 'created_at', time: true },
  following: { column: 'created_at', time: true },
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
function address(sort: ListSort, period: Period, direction: Cursor['direction'], cursor: string) {
  const search = new URLSearchParams({ sort })
  if (period !== 'all') search.set('period', period)
  search.set(direction, cursor)
  return `?${search}`
}

function pageQuery(reader: Reader, query: Query, limit: number): RawBuilder<ThreadListRow> {
  if (query.sort === 'unread') return unreadQuery(reader, query, limit)
  if (query.sort === 'following') return followingQuery(reader, query, limit)
  const { by, key, order, value } = ordering(query)
  const source = scopeSource(reader, query.scope)
  const conditions = [sql`t.rule_id = r.id`, ...source.conditions, ...sortConditions(reader, query)]
  const page = sql`
    select picked.id, picked.key
    from unnest(${visibleRules(reader.access)}::int[]) as r(id)
    ${source.scopes}
    cross join lateral (
      select t.id, ${value} as key
      from ${source.from}
      where ${sql.join(conditions, sql` and `)}
      order by ${key} ${by}, t.id ${by}
      limit ${limit + 1}
    ) picked
    order by picked.key ${by}, picked.id ${by}
    limit ${limit + 1}`
  return threadDetails(reader, page, order)
}

/** The unread list is read from the member's own rows, so it costs what they read, not what there is. */
function unreadQuery(reader: Reader, query: Query, limit: number): RawBuilder<ThreadListRow> {
  const { by, key, order, value } = ordering(query)
  const memberId = memberIdOf(reader.access.actor)
  const { from, where } = unreadThreads(memberId ?? 0)
  const listed = whereListed(reader.access, 'thread', 't')
  const conditions = [where, listed, ...cursorConditions(query), ...withinSpaces(query)]
  const page = sql`
    select t.id, ${value} as key from ${from}
    where ${sql.join(conditions, sql` and `)}
    order by ${key} ${by}, t.id ${by}
    limit ${limit + 1}`
  return threadDetails(reader, page, order)
}

/** What people began whom the member follows: the newest of each are read from the index of their threads, and merged. */
function followingQuery(reader: Reader, query: Query, limit: number): RawBuilder<ThreadListRow> {
  const { by, key, order, value } = ordering(query)
  const conditions = [
    sql<SqlBool>`t.author_id = f.other_id`,
    whereListed(reader.access, 'thread', 't'),
    ...cursorConditions(query),
    ...withinSpaces(query),
  ]
  const page = sql`
    select picked.id, picked.key from member_relation f
    cross join lateral (
      select t.id, ${value} as key from thread t
      where ${sql.join(conditions, sql` and `)}
      order by ${key} ${by}, t.id ${by}
      limit ${limit + 1}
    ) picked
    where f.member_id = ${memberIdOf(reader.access.actor)}::int and f.kind = 'following'
    order by picked.key ${by}, picked.id ${by}
    limit ${limit + 1}`
  return threadDetails(reader, page, order)
}

function withinSpaces({ scope }: Pick<Query, 'scope'>): RawBuilder<SqlBool>[] {
  return scope.of === 'spaces' ? [sql<SqlBool>`t.space_id = any(${scope.ids}::int[])`] : []
}

/** How a list is ordered: `value` is what cursors carry. */
function ordering({ sort, cursor }: Pick<Query, 'sort' | 'cursor'>) {
  const { column, time } = sorts[sort]
  const order = cursor?.direction === 'before' ? ('asc' as const) : ('desc' as const)
  const key = sql.ref(`t.${column}`)
  const value = time ? sql`(extract(epoch from ${key}) * 1000)::float8` : sql`${key}::float8`
  return { order, by: sql.raw(order), key, value }
}

function cursorConditions({ sort, cursor }: Pick<Query, 'sort' | 'cursor'>): RawBuilder<SqlBool>[] {
  if (!cursor) return []
  const { column, time } = sorts[sort]
  const value = time ? sql`${new Date(cursor.key)}::timestamptz` : sql`${cursor.key}::float8`
  const beyond = sql.raw(cursor.direction === 'before' ? '>' : '<')
  return [sql<SqlBool>`(${sql.ref(`t.${column}`)}, t.id) ${beyond} (${value}, ${cursor.id}::int)`]
}

function sortConditions(reader: Reader, query: Query): RawBuilder<SqlBool>[] {
  const { scope, sort, period } = query
  const conditions = cursorConditions(query)
  const memberId = memberIdOf(reader.access.actor)
  if (sort === 'unseen')
    conditions.push(...(memberId === null ? [sql<SqlBool>`false`] : isUnseen(reader, memberId)))
  else if (scope.of === 'site') conditions.push(...notMuted(reader))
  if (sort === 'unanswered') conditions.push(sql<SqlBool>`t.post_count <= 1`)
  if (sort === 'top' && period !== 'all') {
    const since = new Date(reader.now.getTime() - periodHours[period] * 3_600_000)
    conditions.push(sql<SqlBool>`t.created_at >= ${since}::timestamptz`)
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

import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import type { Cursor } from '#app/domains/paging/cursor.ts'
import { keysetPage } from '#app/domains/paging/keyset.ts'
import type { Period, ThreadSort } from './thread-list.schema.ts'
import type { ThreadListView } from './thread-list.view.ts'
import { toThreadRowView, type ThreadListRow } from './thread-row.view.ts'

/** Which threads a list is about. */
export type ListScope = { of: 'site' } | { of: 'spaces'; ids: number[] } | { of: 'tag'; id: number }

/** Rows per page of a list. */
export const LIST_PAGE = 30

/** How each sort reads its key as a number that survives an address: milliseconds or the score itself. */
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
 * and on the five-thousandth: the newest of every satisfied rule are read from its index and merged.
 */
export async function listThreads(
  reader: Reader,
  query: { scope: ListScope; sort: ThreadSort; period: Period; cursor: Cursor | null },
): Promise<ThreadListView> {
  const { sort, period, cursor } = query
  const { rows } = await pageQuery(reader, query).execute(reader.db)
  const page = keysetPage(rows, LIST_PAGE, cursor, (row) => row)
  return {
    rows: page.kept.map((row) => toThreadRowView(row, reader.now)),
    sort,
    period,
    next: page.next && address(sort, period, 'after', page.next),
    previous: page.previous && address(sort, period, 'before', page.previous),
    first: page.first,
  }
}

/** The query string of a list's page. */
function address(sort: ThreadSort, period: Period, direction: Cursor['direction'], cursor: string) {
  const search = new URLSearchParams({ sort })
  if (period !== 'all') search.set('period', period)
  search.set(direction, cursor)
  return `?${search}`
}

function pageQuery(
  reader: Reader,
  { scope, sort, period, cursor }: { scope: ListScope; sort: ThreadSort; period: Period; cursor: Cursor | null },
) {
  const { column, time } = sorts[sort]
  const backwards = cursor?.direction === 'before'
  const order = backwards ? sql.raw('asc') : sql.raw('desc')
  const key = sql.ref(`t.${column}`)
  const conditions: RawBuilder<unknown>[] = [sql`t.rule_id = r.id`]
  if (cursor) {
    const value = time ? sql`${new Date(cursor.key)}::timestamptz` : sql`${cursor.key}::float8`
    conditions.push(sql`(${key}, t.id) ${sql.raw(backwards ? '>' : '<')} (${value}, ${cursor.id}::int)`)
  }
  if (sort === 'unanswered') conditions.push(sql`t.post_count <= 1`)
  if (sort === 'top' && period !== 'all') {
    const since = new Date(reader.now.getTime() - periodHours[period] * 3_600_000)
    conditions.push(sql`t.created_at >= ${since}::timestamptz`)
  }
  const source = scopeSource(reader, scope, conditions)
  return sql<ThreadListRow>`
    with page as materialized (
      select picked.id, picked.key
      from unnest(${visibleRules(reader.access)}::int[]) as r(id)
      ${source.scopes}
      cross join lateral (
        select t.id, ${time ? sql`(extract(epoch from ${key}) * 1000)::float8` : sql`${key}::float8`} as key
        from ${source.from}
        where ${sql.join(conditions, sql` and `)}
        order by ${key} ${order}, t.id ${order}
        limit ${LIST_PAGE + 1}
      ) picked
      order by picked.key ${order}, picked.id ${order}
      limit ${LIST_PAGE + 1}
    )
    select page.key, t.id, t.title, t.slug, t.excerpt, t.post_count, t.like_count, t.views, t.created_at,
      t.last_post_at, t.closed_at, t.archived_at, t.accepted_post_id, t.pin_scope, t.pinned_until,
      space.slug as space_slug, space.name as space_name, space.hue as space_hue,
      author.handle as author_handle, author.display_name as author_name,
      last.handle as last_handle, last.display_name as last_name,
      tags.list as tags, pulse.days as pulse
    from page
    join thread t on t.id = page.id
    join space on space.id = t.space_id
    join member author on author.id = t.author_id
    left join member last on last.id = t.last_author_id
    left join lateral (
      select jsonb_agg(jsonb_build_object('slug', tag.slug, 'name', tag.name) order by tag.slug) as list
      from thread_tag join tag on tag.id = thread_tag.tag_id where thread_tag.thread_id = t.id
    ) tags on true
    left join lateral (
      select jsonb_object_agg(d.day, d.posts) as days from thread_day d
      where d.thread_id = t.id and d.day > ${reader.now}::date - 7
        and t.last_post_at > ${reader.now}::timestamptz - interval '8 days'
    ) pulse on true
    order by page.key ${order}, page.id ${order}`
}

/** What the lateral part of a list reads: the thread table by rule (and space), or the tag's own copy of the keys. */
function scopeSource(reader: Reader, scope: ListScope, conditions: RawBuilder<unknown>[]) {
  if (scope.of === 'tag') {
    const gate = sql`exists (select from thread g where g.id = t.id and ${whereListed(reader.access, 'thread', 'g')})`
    conditions.push(sql`t.tag_id = ${scope.id}::int`, sql`t.listed`, gate)
    return { scopes: sql``, from: sql`(select thread_id as id, * from thread_tag) t` }
  }
  conditions.push(whereListed(reader.access, 'thread', 't'))
  if (scope.of === 'site') return { scopes: sql``, from: sql`thread t` }
  conditions.push(sql`t.space_id = s.id`)
  return { scopes: sql`cross join unnest(${scope.ids}::int[]) as s(id)`, from: sql`thread t` }
}

import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { readingColumn } from '#app/domains/reading/reading-conditions.server.ts'
import type { ThreadListRow } from './thread-row.view.ts'

/**
 * What a list shows of the threads that `page` picked (a select of `id` and sort `key`, already gated), in its order:
 * one statement for people, space, tags and pulse together.
 */
export function threadDetails(
  reader: Reader,
  page: RawBuilder<unknown>,
  order: 'asc' | 'desc',
): RawBuilder<ThreadListRow> {
  const by = sql.raw(order)
  return sql<ThreadListRow>`
    with page as materialized (${page})
    select page.key, t.id, t.title, t.slug, t.excerpt, t.post_count, t.like_count, t.views, t.created_at,
      t.last_post_at, t.closed_at, t.archived_at, t.accepted_post_id, t.pin_scope, t.pinned_until,
      t.last_number, ${readingColumn(reader)},
      space.slug as space_slug, space.name as space_name, space.hue as space_hue, space.kind as space_kind,
      author.handle as author_handle, author.display_name as author_name, author.kind as author_kind,
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
      where d.thread_id = t.id and d.day > (${reader.now}::timestamptz at time zone 'UTC')::date - 7
        and t.last_post_at > ${reader.now}::timestamptz - interval '8 days'
    ) pulse on true
    order by page.key ${by}, page.id ${by}`
}

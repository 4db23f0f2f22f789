import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'

/** A tag and how many listed threads of it the reader may see. */
export type TagView = { slug: string; name: string; description: string; threads: number }

/** Most tags that the index page shows. */
export const TAGS_SHOWN = 500

/** Tags in use, the most used first. A tag that stands only on things the reader may not see does not exist for them. */
export async function listTags(reader: Reader, limit = TAGS_SHOWN): Promise<TagView[]> {
  const { rows } = await sql<TagView>`
    select tag.slug, tag.name, tag.description, sum(count.threads)::int as threads
    from tag_count count join tag on tag.id = count.tag_id
    where count.rule_id = any(${visibleRules(reader.access)}::int[]) and count.threads > 0
    group by tag.id order by threads desc, tag.slug limit ${limit}::int`.execute(reader.db)
  return rows
}

/** A tag by its slug, as the reader may know it. */
export async function findTag(reader: Reader, slug: string): Promise<(TagView & { id: number }) | null> {
  const { rows } = await sql<TagView & { id: number }>`
    select tag.id, tag.slug, tag.name, tag.description, sum(count.threads)::int as threads
    from tag join tag_count count on count.tag_id = tag.id
    where tag.slug = ${slug.normalize('NFKC').toLowerCase()}
      and count.rule_id = any(${visibleRules(reader.access)}::int[]) and count.threads > 0
    group by tag.id`.execute(reader.db)
  return rows[0] ?? null
}

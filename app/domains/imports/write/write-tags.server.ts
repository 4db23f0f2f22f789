import { sql, type Transaction } from 'kysely'
import { tagSlug } from '#app/domains/threads/tag-slug.ts'
import type { DB } from '#app/platform/db/database.ts'

/** Writes the tags that are not there yet; returns how many. */
export async function writeTags(tx: Transaction<DB>, names: ReadonlySet<string>): Promise<number> {
  const tags = [...names]
  const { numAffectedRows } = await sql`
    insert into tag (slug, name)
    select distinct on (slug) slug, name from unnest(${tags.map(tagSlug)}::text[], ${tags}::text[]) as named(slug, name)
    where not exists (select from tag where tag.slug = named.slug)
    order by slug, name`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

import { sql, type Transaction } from 'kysely'
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

/** What stands in a tag's address: lower case, without what addresses are made of. */
export function tagSlug(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s/?#%]+/g, '-')
}

import { sql } from 'kysely'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import type { Writer } from '#app/domains/posts/as-writer.server.ts'
import { abilitiesOf } from '#app/domains/trust/abilities.ts'
import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { tagSlug } from './tag-slug.ts'
import type { WantedTag } from './thread.schema.ts'

/** A space may want one of its own tags on each thread. Throws WriteRefusal at `tags`. */
export function checkRequiredTags(
  { required_tags: required }: { required_tags: readonly string[] },
  tags: readonly WantedTag[],
): void {
  const wanted = new Set(required.map(tagSlug))
  if (wanted.size === 0 || tags.some(({ slug }) => wanted.has(slug))) return
  throw new WriteRefusal({
    reason: 'invalid',
    fault: 'tagsRequired',
    field: 'tags',
    params: { tags: required.join(', ') },
  })
}

/**
 * Puts tags on a new thread. Who is new here chooses among those that they see; a tag that only stands on hidden things is to
 * them as one that never was. What the space itself asks for (`offered`) they may use always. Throws WriteRefusal at `tags`.
 */
export async function putTags(
  writer: Writer,
  threadId: number,
  tags: readonly WantedTag[],
  offered: readonly string[],
): Promise<void> {
  if (tags.length === 0) return
  const { db, actor } = writer
  const slugs = tags.map(({ slug }) => slug)
  if (!abilitiesOf(actor).makesTags) {
    const seen = new Set([...(await seenTags(writer, slugs)), ...offered.map(tagSlug)])
    const unknown = tags.filter(({ slug }) => !seen.has(slug)).map(({ name }) => name)
    if (unknown.length > 0)
      throw new WriteRefusal({
        reason: 'invalid',
        fault: 'tagsNew',
        field: 'tags',
        params: { tags: unknown.join(', ') },
      })
  }
  // In one order, so that two who make the same tags never wait for each other.
  const made = tags.toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  await sql`
    insert into tag (slug, name)
    select * from unnest(${made.map(({ slug }) => slug)}::text[], ${made.map(({ name }) => name)}::text[])
    on conflict (slug) do nothing`.execute(db)
  // The other columns are copied from the thread by a trigger.
  await sql`
    insert into thread_tag (thread_id, tag_id)
    select ${threadId}::int, id from tag where slug = any(${slugs}::text[])`.execute(db)
}

async function seenTags({ db, access }: Writer, slugs: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ slug: string }>`
    select distinct tag.slug from tag join tag_count c on c.tag_id = tag.id
    where tag.slug = any(${slugs}::text[]) and c.rule_id = any(${visibleRules(access)}::int[]) and c.threads > 0`.execute(
    db,
  )
  return new Set(rows.map(({ slug }) => slug))
}

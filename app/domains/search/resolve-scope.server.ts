import { sql } from 'kysely'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import { canView } from '#app/domains/access/access.policy.ts'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import { spaceThing } from '#app/domains/spaces/space.queries.server.ts'
import type { SpaceDirectory, SpaceRow } from '#app/domains/spaces/space-directory.server.ts'
import type { Scope } from './engine.ts'
import type { SearchHint, SearchQuery } from './query/search-query.ts'

/** Where to look; `nowhere` when a name that must be is none that the reader may know, so that nothing can match. */
export type ResolvedScope = { scope: Scope; nowhere: boolean; hints: SearchHint[] }

/**
 * Turns the names of a query into ids. A space, tag or person that the reader may not know of is answered exactly as one
 * that does not exist: nothing is found, with a hint; with a minus it excludes nothing.
 */
export async function resolveScope(
  reader: Reader,
  directory: SpaceDirectory,
  query: SearchQuery,
): Promise<ResolvedScope> {
  const { filters } = query
  const hints: SearchHint[] = []
  const spaces = namesOfSpaces(reader, await directory.all())
  const authors = await idsOfAuthors(reader, [...filters.authors, ...filters.not.authors])
  const tags = await idsOfTags(reader, [...filters.tags, ...filters.not.tags])
  const find =
    <T>(names: ReadonlyMap<string, T>, key: (name: string) => string, code: SearchHint['code']) =>
    (name: string): T[] => {
      const found = names.get(key(name))
      if (found === undefined) hints.push({ code, part: name })
      return found === undefined ? [] : [found]
    }
  const inSpace = find(spaces, nameKey, 'noSpace')
  const byAuthor = find(authors, handleKey, 'nobody')
  const withTag = find(tags, tagKey, 'noTag')

  const spaceIds = filters.spaces.flatMap(inSpace).flat()
  const authorIds = filters.authors.flatMap(byAuthor)
  const tagIds = filters.tags.flatMap(withTag)
  const nowhere =
    (filters.spaces.length > 0 && spaceIds.length === 0) ||
    (filters.authors.length > 0 && authorIds.length === 0) ||
    tagIds.length < filters.tags.length
  const { solved, unanswered, hasImage, before, after } = filters
  return {
    nowhere,
    hints,
    scope: {
      ruleIds: visibleRules(reader.access),
      spaceIds: filters.spaces.length > 0 ? spaceIds : null,
      notSpaceIds: filters.not.spaces.flatMap(inSpace).flat(),
      authorIds: filters.authors.length > 0 ? authorIds : null,
      notAuthorIds: filters.not.authors.flatMap(byAuthor),
      tagIds,
      notTagIds: filters.not.tags.flatMap(withTag),
      solved,
      unanswered,
      hasImage,
      before,
      after,
    },
  }
}

const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase()
const tagKey = nameKey

/** Slugs and names of the spaces that the reader may read, each with its own id and those of its inner spaces. */
function namesOfSpaces(reader: Reader, all: readonly SpaceRow[]): Map<string, number[]> {
  const seen = all.filter((space) => canView(reader.access, spaceThing(space, all)) === 'full')
  const names = new Map<string, number[]>()
  for (const space of seen) {
    const ids = [space, ...seen.filter((child) => child.parentId === space.id)].map((one) => one.id)
    for (const name of [nameKey(space.name), nameKey(space.slug)]) if (!names.has(name)) names.set(name, ids)
  }
  return names
}

/**
 * By handle, by a handle that somebody had before, and `me`. Who was erased is nobody, and so is who wrote nothing that the
 * reader may read: there is nothing to find of them, and that they are here is not told by a search.
 */
async function idsOfAuthors(reader: Reader, handles: readonly string[]): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  if (handles.length === 0) return ids
  const keys = handles.map(handleKey)
  const { rows } = await sql<{ key: string; id: number }>`
    select one.key, m.id
    from unnest(${keys}::text[]) as one(key)
    join lateral (
      select id from member where handle_key = one.key and kind <> 'erased'
      union all
      select m.id from member_handle h join member m on m.id = h.member_id where h.handle_key = one.key and m.kind <> 'erased'
      limit 1
    ) m on exists (select from member_count count where count.member_id = m.id and count.posts > 0
      and count.rule_id = any(${visibleRules(reader.access)}::int[]))`.execute(reader.db)
  for (const { key, id } of rows) ids.set(key, id)
  const me = memberIdOf(reader.access.actor)
  if (me !== null) ids.set('me', me)
  return ids
}

/** Tags that stand on something that the reader may see. */
async function idsOfTags(reader: Reader, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map()
  const { rows } = await sql<{ key: string; id: number }>`
    select one.key, min(tag.id)::int as id
    from unnest(${names.map(tagKey)}::text[]) as one(key)
    join tag on tag.slug = one.key or lower(tag.name) = one.key
    where exists (select from tag_count count where count.tag_id = tag.id and count.threads > 0
      and count.rule_id = any(${visibleRules(reader.access)}::int[]))
    group by one.key`.execute(reader.db)
  return new Map(rows.map(({ key, id }) => [key, id]))
}

import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import { canView, type SpaceThing } from '#app/domains/access/access.policy.ts'
import { threadHref } from '#app/domains/threads/thread-address.ts'
import type { SpaceDirectory, SpaceRow } from './space-directory.server.ts'
import type { SpaceCardView, SpaceLinkView } from './space.view.ts'

/** The space as the gate knows it. */
export function spaceThing(space: SpaceRow, all: readonly SpaceRow[]): SpaceThing {
  const parent = all.find((one) => one.id === space.parentId)
  return {
    noun: 'space',
    ruleId: space.ruleId,
    within: parent ? { noun: 'parent', ruleId: parent.ruleId } : null,
  }
}

function viewOf(reader: Reader, space: SpaceRow, all: readonly SpaceRow[]) {
  return canView(reader.access, spaceThing(space, all))
}

function toLink(space: SpaceRow, view: 'full' | 'teaser'): SpaceLinkView {
  const { slug, name, hue, kind } = space
  return { slug, name, hue, kind, child: space.parentId !== null, locked: view === 'teaser' }
}

/** The spaces that the reader may read, in order. */
export async function listOpenSpaces(reader: Reader, directory: SpaceDirectory): Promise<SpaceRow[]> {
  const all = await directory.all()
  return all.filter((space) => viewOf(reader, space, all) === 'full')
}

/** The spaces of the rail, in order. */
export async function listSpaceLinks(reader: Reader, directory: SpaceDirectory): Promise<SpaceLinkView[]> {
  const all = await directory.all()
  return all.flatMap((space) => {
    const view = viewOf(reader, space, all)
    return view === 'none' ? [] : [toLink(space, view)]
  })
}

/** All spaces that the reader may know of, with numbers of what they may see. */
export async function listSpaceCards(reader: Reader, directory: SpaceDirectory): Promise<SpaceCardView[]> {
  const all = await directory.all()
  const { rows } = await sql<CountRow>`
    select count.space_id, count.threads, count.posts, newest.id, newest.title, newest.slug, newest.last_post_at
    from (
      select space_id, sum(threads)::int as threads, sum(posts)::int as posts
      from space_count where rule_id = any(${visibleRules(reader.access)}::int[]) group by space_id
    ) count
    left join lateral (
      select t.id, t.title, t.slug, t.last_post_at
      from unnest(${visibleRules(reader.access)}::int[]) as r(id)
      cross join lateral (
        select * from thread t where t.space_id = count.space_id and t.rule_id = r.id
          and t.state = 'published' and not t.unlisted order by t.last_post_at desc, t.id desc limit 1
      ) t order by t.last_post_at desc limit 1
    ) newest on true`.execute(reader.db)
  const counts = new Map(rows.map((row) => [row.space_id, row]))
  return all.flatMap((space) => {
    const view = viewOf(reader, space, all)
    if (view === 'none') return []
    const count = view === 'full' ? counts.get(space.id) : undefined
    return [
      {
        ...toLink(space, view),
        id: space.id,
        description: space.description,
        threads: count?.threads ?? 0,
        posts: count?.posts ?? 0,
        newest: toNewest(count),
        teaser: view === 'teaser',
      },
    ]
  })
}

type CountRow = {
  space_id: number
  threads: number
  posts: number
  id: number | null
  title: string | null
  slug: string | null
  last_post_at: Date | null
}

function toNewest(row: CountRow | undefined): SpaceCardView['newest'] {
  if (!row || row.id === null || row.title === null || row.slug === null || row.last_post_at === null)
    return null
  return {
    title: row.title,
    href: threadHref({ id: row.id, slug: row.slug }),
    at: row.last_post_at.toISOString(),
  }
}

export type FoundSpace =
  | {
      view: 'full'
      space: SpaceRow
      parent: SpaceLinkView | null
      children: SpaceLinkView[]
      listed: number[]
    }
  | { view: 'teaser'; space: SpaceRow; thing: SpaceThing }
  | { view: 'moved'; slug: string }
  | { view: 'none' }

/**
 * Finds a space by slug and asks the gate; an old slug answers `moved` only to those who may see the space.
 * `listed` are the ids whose threads its list shows: its own and its visible children's.
 */
export async function findSpace(
  reader: Reader,
  directory: SpaceDirectory,
  slug: string,
): Promise<FoundSpace> {
  const all = await directory.all()
  const space = all.find((one) => one.slug === slug)
  if (!space) return findRenamed(reader, all, slug)
  const view = viewOf(reader, space, all)
  if (view !== 'full') return view === 'teaser' ? { view, space, thing: spaceThing(space, all) } : { view }
  const parent = all.find((one) => one.id === space.parentId)
  const children = all.filter((one) => one.parentId === space.id)
  const seen = children.flatMap((child) => {
    const childView = viewOf(reader, child, all)
    return childView === 'none' ? [] : [{ child, view: childView }]
  })
  return {
    view,
    space,
    parent: parent ? toLink(parent, 'full') : null,
    children: seen.map((one) => toLink(one.child, one.view)),
    listed: [space.id, ...seen.filter((one) => one.view === 'full').map((one) => one.child.id)],
  }
}

async function findRenamed(reader: Reader, all: readonly SpaceRow[], slug: string): Promise<FoundSpace> {
  const row = await reader.db
    .selectFrom('space_slug')
    .select('space_id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  const space = row && all.find((one) => one.id === row.space_id)
  return space && viewOf(reader, space, all) !== 'none'
    ? { view: 'moved', slug: space.slug }
    : { view: 'none' }
}

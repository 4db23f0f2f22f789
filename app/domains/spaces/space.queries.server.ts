import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import { canView, type SpaceThing } from '#app/domains/access/access.policy.ts'
import type { SpaceDirectory, SpaceRow } from './space-directory.server.ts'
import type { SpaceCardView, SpaceLinkView } from './space.view.ts'

/** The space as the gate knows it. */
export function spaceThing(space: SpaceRow, all: readonly SpaceRow[]): SpaceThing {
  const parent = all.find((one) => one.id === space.parentId)
  return { noun: 'space', ruleId: space.ruleId, within: parent ? { noun: 'parent', ruleId: parent.ruleId } : null }
}

function viewOf(reader: Reader, space: SpaceRow, all: readonly SpaceRow[]) {
  return canView(reader.access, spaceThing(space, all))
}

function toLink(space: SpaceRow, view: 'full' | 'teaser'): SpaceLinkView {
  const { slug, name, hue, kind } = space
  return { slug, name, hue, kind, child: space.parentId !== null, locked: view === 'teaser' }
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
  const { rows } = await sql<{ space_id: number; threads: number; posts: number; last_post_at: Date | null }>`
    select space_id, sum(threads)::int as threads, sum(posts)::int as posts, max(last_post_at) as last_post_at
    from space_count where rule_id = any(${visibleRules(reader.access)}::int[]) group by space_id`.execute(reader.db)
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
        lastPostAt: count?.last_post_at?.toISOString() ?? null,
        teaser: view === 'teaser',
      },
    ]
  })
}

export type FoundSpace =
  | { view: 'full'; space: SpaceRow; parent: SpaceLinkView | null; children: SpaceLinkView[]; listed: number[] }
  | { view: 'teaser'; space: SpaceRow; thing: SpaceThing }
  | { view: 'moved'; slug: string }
  | { view: 'none' }

/**
 * Finds a space by slug and asks the gate; an old slug answers `moved` only to those who may see the space.
 * `listed` are the ids whose threads its list shows: its own and its visible children's.
 */
export async function findSpace(reader: Reader, directory: SpaceDirectory, slug: string): Promise<FoundSpace> {
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
  const row = await reader.db.selectFrom('space_slug').select('space_id').where('slug', '=', slug).executeTakeFirst()
  const space = row && all.find((one) => one.id === row.space_id)
  return space && viewOf(reader, space, all) !== 'none' ? { view: 'moved', slug: space.slug } : { view: 'none' }
}

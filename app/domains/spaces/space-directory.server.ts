import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import { keepUntilTold } from '#app/platform/kept-value.ts'

/** A space as the server knows it; `space.view.ts` says what leaves. */
export type SpaceRow = {
  id: number
  slug: string
  name: string
  description: string
  kind: string
  hue: number
  parentId: number | null
  ruleId: number
  defaultSort: 'latest' | 'new' | 'top' | 'hot' | 'unanswered'
  archived: boolean
  locked: boolean
  /** Markdown that the text of a new thread begins with. */
  postTemplate: string
  /** Names of tags, one of which a new thread carries at least. */
  requiredTags: string[]
}

export type SpaceDirectory = {
  /** All spaces in their order, parents before children; not filtered by the gate. */
  all(): Promise<readonly SpaceRow[]>
}

/** Tells every process that a space changed. */
export const SPACES_CHANNEL = 'spaces'

/** Spaces are few and stand on every page: kept in memory until the bus tells of a change. */
export function createSpaceDirectory(deps: { db: Kysely<DB>; bus: Bus }): SpaceDirectory {
  return { all: keepUntilTold(deps.bus, SPACES_CHANNEL, () => readSpaces(deps.db)) }
}

async function readSpaces(db: Kysely<DB>): Promise<readonly SpaceRow[]> {
  const rows = await db
    .selectFrom('space')
    .select([
      'id',
      'slug',
      'name',
      'description',
      'kind',
      'hue',
      'parent_id as parentId',
      'rule_id as ruleId',
      'default_sort as defaultSort',
      'archived_at as archivedAt',
      'locked_at as lockedAt',
      'post_template as postTemplate',
      'required_tags as requiredTags',
      'position',
    ])
    .orderBy('position')
    .orderBy('id')
    .execute()
  const spaces = rows.map(({ archivedAt, lockedAt, position: _, ...row }) => ({
    ...row,
    archived: archivedAt !== null,
    locked: lockedAt !== null,
  }))
  const tops = spaces.filter((space) => space.parentId === null)
  return tops.flatMap((top) => [top, ...spaces.filter((space) => space.parentId === top.id)])
}

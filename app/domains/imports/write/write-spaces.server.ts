import { sql, type Transaction } from 'kysely'
import { slugOf } from '#app/domains/threads/thread-address.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Losses } from '../markdown/losses.ts'
import type { PlannedSpace } from '../plan/import-plan.ts'
import { insertRows } from './insert-rows.server.ts'

const COLUMNS = {
  id: 'int',
  slug: 'text',
  name: 'text',
  description: 'text',
  kind: 'space_kind',
  hue: 'int',
  parent_id: 'int',
  position: 'int',
}
/** Where at least this part of the threads has an accepted answer, the space is one for questions. */
const QUESTIONS_FROM = 0.1
const DEFAULT_HUE = 150

/** Writes the spaces that are not there yet, open to everyone, after those that are; returns how many. */
export async function writeSpaces(
  tx: Transaction<DB>,
  spaces: ReadonlyMap<string, PlannedSpace>,
  ids: ReadonlyMap<string, number>,
  losses: Losses,
): Promise<number> {
  const { rows: present } = await sql<{ id: number; slug: string; position: number }>`
    select id, slug, position from space
    union all select space_id, slug, 0 from space_slug`.execute(tx)
  const there = new Set(present.map((row) => row.id))
  const taken = new Set(present.map((row) => row.slug))
  const after = Math.max(0, ...present.map((row) => row.position))
  const fresh = [...spaces.values()].filter((space) => !there.has(ids.get(space.externalId) ?? 0))
  const rows = fresh
    .toSorted((a, b) => a.position - b.position)
    .map((space, i) => {
      if (space.name === null) losses.add('space-without-name', `category ${space.externalId}`)
      const name = nameOf(space)
      const answered = space.threads > 0 && space.answered / space.threads >= QUESTIONS_FROM
      return {
        id: ids.get(space.externalId) ?? 0,
        slug: freeSlug(slugOf(space.slug || name), taken),
        name,
        description: space.description,
        kind: answered ? 'questions' : 'discussion',
        hue: hueOf(space.color),
        parent_id: topOf(space, spaces, ids),
        position: after + i + 1,
      }
    })
  await insertRows(tx, 'space', COLUMNS, rows)
  return rows.length
}

function nameOf(space: PlannedSpace): string {
  if (space.name !== null) return space.name
  return space.externalId === 'none' ? 'Uncategorised' : `Category ${space.externalId}`
}

function freeSlug(wanted: string, taken: Set<string>): string {
  let slug = wanted
  for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`
  taken.add(slug)
  return slug
}

/** Our spaces have two levels: what lay deeper there comes below its topmost ancestor. */
function topOf(
  space: PlannedSpace,
  spaces: ReadonlyMap<string, PlannedSpace>,
  ids: ReadonlyMap<string, number>,
): number | null {
  let top: PlannedSpace = space
  for (let level = 0; level < spaces.size && top.parentExternalId !== null; level++) {
    top = spaces.get(top.parentExternalId) ?? top
  }
  return top === space ? null : (ids.get(top.externalId) ?? null)
}

/** The nearest hue in steps of 15 degrees; greys get the default. */
function hueOf(color: string | null): number {
  const [r = 0, g = 0, b = 0] = (color?.match(/[\da-f]{2}/gi) ?? []).map(
    (part) => Number.parseInt(part, 16) / 255,
  )
  const max = Math.max(r, g, b)
  const spread = max - Math.min(r, g, b)
  if (spread < 0.08) return DEFAULT_HUE
  const sixth =
    max === r ? ((g - b) / spread + 6) % 6 : max === g ? (b - r) / spread + 2 : (r - g) / spread + 4
  return (Math.round((sixth * 60) / 15) * 15) % 360
}

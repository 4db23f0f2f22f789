import type { Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { makeSpace } from '#tests/factories/content.ts'
import type { Rules } from './rules.ts'
import type { Tokens } from './tokens.ts'

/** Each space, by the rule that it carries; `in` names the space that it lies in. */
const plan = {
  'open space': { rule: 'everyone' },
  'members space': { rule: 'members' },
  'trust space': { rule: 'trust' },
  'insiders space': { rule: 'insiders' },
  'backers space': { rule: 'backers' },
  'staff space': { rule: 'staff' },
  // Rows that no command of ours leaves behind: the gate must not need them to be right.
  'open child of staff space': { rule: 'everyone', in: 'staff space' },
  'insiders child of open space': { rule: 'insiders', in: 'open space' },
  'opened space': { rule: 'open' },
  'early space': { rule: 'early' },
  'late space': { rule: 'late' },
  'gone space': { rule: 'gone' },
} as const satisfies Record<string, { rule: keyof Rules; in?: string }>

export type SpaceName = keyof typeof plan
export type Spaces = Record<
  SpaceName,
  { id: number; rule_id: number; slug: string; oldSlug: string; categoryId: number }
>

/** Makes every space, with a slug that it had before, and the category of an imported forum that it was. */
export async function makeSpaces(
  db: Kysely<DB>,
  tokens: Tokens,
  rules: Rules,
  sourceId: number,
): Promise<Spaces> {
  const spaces: Partial<Spaces> = {}
  for (const [name, { rule, ...where }] of Object.entries(plan) as [
    SpaceName,
    { rule: keyof Rules; in?: SpaceName },
  ][]) {
    const parent = where.in && spaces[where.in]
    const space = await makeSpace(db, {
      slug: tokens.of(name, 'slug'),
      name: `Space ${tokens.of(name, 'name')}`,
      description: `About ${tokens.of(name, 'description')}.`,
      rule_id: rules[rule],
      post_template: `About ${tokens.of(name, 'template')}.`,
      required_tags: [tokens.of(name, 'required tag')],
      ...(parent ? { parent_id: parent.id } : {}),
    })
    const oldSlug = tokens.of(name, 'old slug')
    await db.insertInto('space_slug').values({ slug: oldSlug, space_id: space.id }).execute()
    const { id, rule_id, slug } = space
    const categoryId = 800_000 + id
    await db
      .insertInto('import_map')
      .values({ source_id: sourceId, kind: 'space', external_id: String(categoryId), internal_id: id })
      .execute()
    spaces[name] = { id, rule_id, slug, oldSlug, categoryId }
  }
  return spaces as Spaces
}

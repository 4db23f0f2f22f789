import type { Transaction } from 'kysely'
import { ruleSchema, type RuleInput } from '#app/domains/access/access.schema.ts'
import { EVERYONE_RULE } from '#app/domains/access/rules.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { DemoSpace } from './content/spaces.ts'

export type WrittenSpace = { id: number; ruleId: number }

/** Writes the spaces in their order, and the rules that they carry; answers them by slug. */
export async function writeSpaces(
  tx: Transaction<DB>,
  spaces: readonly DemoSpace[],
  createdAt: Date,
): Promise<ReadonlyMap<string, WrittenSpace>> {
  const written = new Map<string, WrittenSpace>()
  for (const [position, space] of spaces.entries()) {
    const parent = space.parent === undefined ? null : written.get(space.parent)
    if (parent === undefined) throw new Error(`the space ${space.slug} comes before its parent`)
    const ruleId = space.rule ? await writeRule(tx, space.rule) : (parent?.ruleId ?? EVERYONE_RULE)
    const { id } = await tx
      .insertInto('space')
      .values({
        slug: space.slug,
        name: space.name,
        description: space.description,
        kind: space.kind,
        hue: space.hue,
        parent_id: parent?.id ?? null,
        position,
        rule_id: ruleId,
        default_sort: space.defaultSort ?? 'latest',
        created_at: createdAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    written.set(space.slug, { id, ruleId })
  }
  return written
}

/** As `saveRule` does, but in this transaction: the demo comes whole or not at all. */
async function writeRule(tx: Transaction<DB>, rule: RuleInput): Promise<number> {
  const { name, expression, teaser } = ruleSchema().parse(rule)
  const { id } = await tx
    .insertInto('access_rule')
    .values({ name, teaser, expression: JSON.stringify(expression) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

import { bothSchema, EVERYONE_RULE } from './rules.ts'
import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Both } from './rules.ts'

/**
 * The rule that a thing carries which has a rule of its own (or EVERYONE_RULE for none) and lies in something with the
 * effective rule `outer`: never looser than either, so that lists and counters by rule alone tell nothing that is
 * closed. Where both say something, it is a rule of both, made when first needed.
 */
export async function effectiveRule(tx: Transaction<DB>, outer: number, own: number): Promise<number> {
  if (own === EVERYONE_RULE) return outer
  if (outer === EVERYONE_RULE) return own
  const expression: Both = { kind: 'both', outer, own }
  // A name that no editor accepts: it finds the rule of the same two again.
  const name = `both:${outer}:${own}`
  await tx
    .insertInto('access_rule')
    .values({ name, expression: JSON.stringify(expression) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const rule = await tx
    .selectFrom('access_rule')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  return rule.id
}

/** The own part of a rule that a thing carries: `effectiveRule` read backwards. */
export async function ownRule(tx: Transaction<DB>, effective: number): Promise<number> {
  const rule = await tx
    .selectFrom('access_rule')
    .select('expression')
    .where('id', '=', effective)
    .executeTakeFirst()
  const both = bothSchema.safeParse(rule?.expression)
  return both.success ? both.data.own : effective
}

import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { ruleSchema } from './access.schema.ts'
import { announceAccess } from './access.events.ts'
import { authorizeAccess, doerOfCommand } from './manage-access.ts'
import { Refusal } from './refusal.ts'
import { bothSchema, MEMBERS_RULE } from './rules.ts'
import { coreTerms } from './terms.ts'
import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Expression, RuleInput } from './access.schema.ts'
import type { AccessCommand } from './manage-access.ts'
import type { Terms } from './terms.ts'

const UNIQUE_VIOLATION = '23505'

/**
 * Makes a rule, or changes the one with `id`; returns its id. What it guards follows at once, in every process.
 * Throws ZodError for a malformed input; Refusal where the actor may not, the rule is missing, its name is taken, or
 * it is one of those that always exist and would mean something else.
 */
export async function saveRule(
  command: AccessCommand,
  input: RuleInput,
  terms: Terms = coreTerms,
): Promise<number> {
  const { db, bus, actor, clock } = command
  authorizeAccess(actor)
  const { id, name, expression, teaser } = ruleSchema(terms).parse(input)
  const values = { name, teaser, expression: JSON.stringify(expression) }
  const saved = await transaction({ kysely: db }, async (tx) => {
    const old = id === undefined ? null : await checkEditable(tx, id, expression)
    const savedId = id === undefined ? await insertRule(tx, values) : await updateRule(tx, id, values)
    await announceAccess(bus, tx, { everybody: true })
    await recordAct(tx, doerOfCommand(command), {
      act: 'access.saveRule',
      target: { kind: 'rule', id: savedId, name },
      ...(old ? { before: old } : {}),
      after: { name, rule: values.expression, teaser },
      now: clock.now(),
    })
    return savedId
  }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error
    throw new Refusal('invalid', `There is a rule called “${name}” already.`, 'name')
  })
  await bus.caughtUp()
  return saved
}

/** Answers what the rule is before the change. */
async function checkEditable(tx: Transaction<DB>, id: number, expression: Expression) {
  const rule = await tx
    .selectFrom('access_rule')
    .select(['name', 'expression', 'teaser'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!rule || bothSchema.safeParse(rule.expression).success)
    throw new Refusal('missing', 'There is no such rule.')
  if (id <= MEMBERS_RULE && !isDeepStrictEqual(rule.expression, expression)) {
    throw new Refusal('invalid', 'What this rule says is fixed, because the site relies on it.', 'expression')
  }
  return { name: rule.name, rule: JSON.stringify(rule.expression), teaser: rule.teaser }
}

type Values = { name: string; teaser: boolean; expression: string }

async function insertRule(tx: Transaction<DB>, values: Values): Promise<number> {
  const { id } = await tx.insertInto('access_rule').values(values).returning('id').executeTakeFirstOrThrow()
  return id
}

async function updateRule(tx: Transaction<DB>, id: number, values: Values): Promise<number> {
  const update = tx.updateTable('access_rule').set({ ...values, updated_at: sql`now()` })
  await update.where('id', '=', id).execute()
  return id
}

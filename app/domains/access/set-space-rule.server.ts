import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { scheduleNames } from '#app/domains/posts/rebake-posts.server.ts'
import { SPACES_CHANNEL } from '#app/domains/spaces/space-directory.server.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { announceAccess } from './access.events.ts'
import { spaceRuleSchema } from './access.schema.ts'
import { effectiveRule, ownRule } from './effective-rule.server.ts'
import { authorizeAccess, doerOfCommand } from './manage-access.ts'
import { moveCounts } from './move-counts.server.ts'
import { Refusal } from './refusal.ts'
import { bothSchema, EVERYONE_RULE } from './rules.ts'
import type { Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { SpaceRuleInput } from './access.schema.ts'
import type { AccessCommand } from './manage-access.ts'
import type { Move } from './move-counts.server.ts'

/**
 * Puts a space under a rule; EVERYONE_RULE means that it has none of its own. Its threads and the spaces in it follow
 * in the same transaction, those with a rule of their own keep it beside the new one, and all numbers that are kept
 * by rule move along; posts that name them are baked anew. Throws ZodError, or Refusal where the actor may not or space or rule is missing.
 */
export async function setSpaceRule(command: AccessCommand, input: SpaceRuleInput): Promise<void> {
  const { db, bus, actor, clock } = command
  authorizeAccess(actor)
  const { spaceId, ruleId } = spaceRuleSchema.parse(input)
  await transaction({ kysely: db }, async (tx) => {
    const { space, before } = await placeUnderRule(tx, bus, { spaceId, ruleId })
    await bus.publish(SPACES_CHANNEL, { spaceId }, tx)
    await recordAct(tx, doerOfCommand(command), {
      act: 'access.setSpaceRule',
      target: { kind: 'space', id: spaceId, name: space.name },
      before: { rule: before },
      after: { rule: ruleId },
      now: clock.now(),
    })
  })
  await bus.caughtUp()
}

/** The same within a transaction that says itself what happened: answers the space, and its own rule before. */
export async function placeUnderRule(
  tx: Transaction<DB>,
  bus: Pick<AccessCommand['bus'], 'publish'>,
  { spaceId, ruleId }: { spaceId: number; ruleId: number },
): Promise<{ space: Space; before: number }> {
  const space = await lockSpace(tx, spaceId)
  await checkRule(tx, ruleId)
  const outer = space.parent_id === null ? EVERYONE_RULE : (await lockSpace(tx, space.parent_id)).rule_id
  const before = await ownRule(tx, space.rule_id)
  await moveCounts(tx, await carry(tx, space, await effectiveRule(tx, outer, ruleId)))
  await scheduleNames(tx)
  await announceAccess(bus, tx, { everybody: true })
  return { space, before }
}

type Space = { id: number; parent_id: number | null; rule_id: number; name: string }

/** Whoever starts a thread in the space locks it `for share`, so that no thread begins under the rule before. */
async function lockSpace(tx: Transaction<DB>, id: number): Promise<Space> {
  const space = await tx
    .selectFrom('space')
    .select(['id', 'parent_id', 'rule_id', 'name'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!space) throw new Refusal('missing', 'There is no such space.')
  return space
}

async function checkRule(tx: Transaction<DB>, id: number): Promise<void> {
  const rule = await tx.selectFrom('access_rule').select('expression').where('id', '=', id).executeTakeFirst()
  if (!rule || bothSchema.safeParse(rule.expression).success) {
    throw new Refusal('missing', 'There is no such rule.', 'ruleId')
  }
}

/** Gives a locked space its effective rule, and all that lies in it; answers which threads were moved. */
async function carry(tx: Transaction<DB>, space: Space, to: number): Promise<Move[]> {
  if (space.rule_id === to) return []
  await tx.updateTable('space').set({ rule_id: to }).where('id', '=', space.id).execute()
  const moves = await carryThreads(tx, space.id, to)
  const children = await tx
    .selectFrom('space')
    .select(['id', 'parent_id', 'rule_id', 'name'])
    .where('parent_id', '=', space.id)
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const child of children) {
    // A space that carries what lies around it has nothing of its own.
    const own = child.rule_id === space.rule_id ? EVERYONE_RULE : await ownRule(tx, child.rule_id)
    moves.push(...(await carry(tx, child, await effectiveRule(tx, to, own))))
  }
  return moves
}

/** The update locks the threads: what is counted afterwards includes every post whose transaction came first. */
async function carryThreads(tx: Transaction<DB>, spaceId: number, spaceRule: number): Promise<Move[]> {
  const inSpace = tx.selectFrom('thread').where('space_id', '=', spaceId)
  const groups = await inSpace.select(['rule_id as from', 'own_rule as isOwn']).distinct().execute()
  const moves: Move[] = []
  for (const { from, isOwn } of groups) {
    const to = await effectiveRule(tx, spaceRule, isOwn ? await ownRule(tx, from) : EVERYONE_RULE)
    if (from === to) continue
    const moved = await tx
      .updateTable('thread')
      .set({ rule_id: to })
      .where('space_id', '=', spaceId)
      .where('rule_id', '=', from)
      .where('own_rule', '=', isOwn)
      .returning('id')
      .execute()
    moves.push({ spaceId, threadIds: moved.map(({ id }) => id), from, to })
  }
  return moves
}

import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { announceAccess } from './access.events.ts'
import { grantSchema } from './access.schema.ts'
import { authorizeAccess, doerOfCommand } from './manage-access.ts'
import { Refusal } from './refusal.ts'
import type { GrantInput } from './access.schema.ts'
import type { AccessCommand } from './manage-access.ts'

const FOREIGN_KEY_VIOLATION = '23503'

/**
 * Gives a member something that rules may ask for, in [startsAt, endsAt); what they hold of the same kind and key is
 * replaced. Acts at once, in every process. Throws ZodError, or Refusal where the actor may not or the member is
 * missing.
 */
export async function grantAccess(command: AccessCommand, input: GrantInput): Promise<void> {
  const { db, bus, actor, clock } = command
  authorizeAccess(actor)
  const { memberId, kind, key, startsAt, endsAt } = grantSchema.parse(input)
  await transaction({ kysely: db }, async (tx) => {
    await tx
      .insertInto('access_grant')
      .values({ member_id: memberId, kind, key, starts_at: startsAt, ends_at: endsAt })
      .onConflict((conflict) =>
        conflict.columns(['member_id', 'kind', 'key']).doUpdateSet({ starts_at: startsAt, ends_at: endsAt }),
      )
      .execute()
    await announceAccess(bus, tx, { memberId })
    await recordAct(tx, doerOfCommand(command), {
      act: 'access.grant',
      target: { kind: 'member', id: memberId },
      after: { kind, key, startsAt, endsAt },
      now: clock.now(),
    })
  }).catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== FOREIGN_KEY_VIOLATION) throw error
    throw new Refusal('missing', 'There is no such member.', 'memberId')
  })
  await bus.caughtUp()
}

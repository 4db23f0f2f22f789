import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { announceAccess } from './access.events.ts'
import { revokeSchema } from './access.schema.ts'
import { authorizeAccess, doerOfCommand } from './manage-access.ts'
import type { RevokeInput } from './access.schema.ts'
import type { AccessCommand } from './manage-access.ts'

/**
 * Takes from a member what `grantAccess` gave; where they don't hold it, nothing happens. Acts at once, in every
 * process. Throws ZodError, or Refusal where the actor may not.
 */
export async function revokeAccess(command: AccessCommand, input: RevokeInput): Promise<void> {
  const { db, bus, actor, clock } = command
  authorizeAccess(actor)
  const { memberId, kind, key } = revokeSchema.parse(input)
  await transaction({ kysely: db }, async (tx) => {
    const { numDeletedRows: taken } = await tx
      .deleteFrom('access_grant')
      .where('member_id', '=', memberId)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .executeTakeFirst()
    if (taken === 0n) return
    await announceAccess(bus, tx, { memberId })
    await recordAct(tx, doerOfCommand(command), {
      act: 'access.revoke',
      target: { kind: 'member', id: memberId },
      before: { kind, key },
      now: clock.now(),
    })
  })
  await bus.caughtUp()
}

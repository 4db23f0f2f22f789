import { transaction } from '#app/platform/db/transaction.ts'
import { announceAccess } from './access.events.ts'
import { revokeSchema } from './access.schema.ts'
import { authorizeAccess } from './manage-access.ts'
import type { RevokeInput } from './access.schema.ts'
import type { AccessCommand } from './manage-access.ts'

/**
 * Takes from a member what `grantAccess` gave; where they don't hold it, nothing happens. Acts at once, in every
 * process. Throws ZodError, or Refusal where the actor may not.
 */
export async function revokeAccess({ db, bus, actor }: AccessCommand, input: RevokeInput): Promise<void> {
  authorizeAccess(actor)
  const { memberId, kind, key } = revokeSchema.parse(input)
  await transaction({ kysely: db }, async (tx) => {
    await tx
      .deleteFrom('access_grant')
      .where('member_id', '=', memberId)
      .where('kind', '=', kind)
      .where('key', '=', key)
      .execute()
    await announceAccess(bus, tx, { memberId })
  })
  await bus.caughtUp()
}

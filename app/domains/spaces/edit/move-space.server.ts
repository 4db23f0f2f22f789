import { sql } from 'kysely'
import { can } from '#app/domains/access/actor.ts'
import { doerOfCommand, type AccessCommand } from '#app/domains/access/manage-access.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { SPACES_CHANNEL } from '../space-directory.server.ts'
import { SpaceRefusal } from './save-space.server.ts'

/** Moves a space before or behind its neighbour among those that lie in the same. At the end of them nothing happens. */
export async function moveSpace(command: AccessCommand, id: number, direction: 'up' | 'down'): Promise<void> {
  const { db, bus, actor, clock } = command
  if (!can(actor, 'spaces.manage')) throw new SpaceRefusal('forbidden')
  await transaction({ kysely: db }, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('guildhall order of spaces'))`.execute(tx)
    const all = await tx
      .selectFrom('space')
      .select(['id', 'parent_id', 'name'])
      .orderBy('position')
      .orderBy('id')
      .execute()
    const space = all.find((one) => one.id === id)
    if (!space) throw new SpaceRefusal('missing')
    const siblings = all.filter((one) => one.parent_id === space.parent_id).map((one) => one.id)
    const from = siblings.indexOf(id)
    const to = from + (direction === 'up' ? -1 : 1)
    if (to < 0 || to >= siblings.length) return
    siblings.splice(to, 0, ...siblings.splice(from, 1))
    await sql`
      update space set position = place.position
      from unnest(${siblings}::int[]) with ordinality as place (id, position)
      where space.id = place.id and space.position <> place.position`.execute(tx)
    await bus.publish(SPACES_CHANNEL, { spaceId: id }, tx)
    const target = { kind: 'space', id, name: space.name } as const
    await recordAct(tx, doerOfCommand(command), {
      act: 'spaces.move',
      target,
      before: { place: from + 1 },
      after: { place: to + 1 },
      now: clock.now(),
    })
  })
  await bus.caughtUp()
}

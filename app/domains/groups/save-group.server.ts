import { sql } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { letIn, type GroupDeps } from './membership.server.ts'
import type { GroupInput } from './group.schema.ts'

/**
 * Makes a group that its maker owns; false where there is one with this key. Who holds its grant already, given by hand and
 * for good, belongs to it from the beginning. The caller has asked whether they may.
 */
export async function makeGroup(
  deps: GroupDeps,
  { memberId }: MemberActor,
  { key, ...input }: GroupInput & { key: string },
): Promise<boolean> {
  const made = await transaction({ kysely: deps.db.kysely }, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      insert into member_group (key, name, description, kind, domains)
      values (${key}, ${input.name}, ${input.description}, ${input.kind}::group_kind, ${input.domains}::text[])
      on conflict (key) do nothing returning id`.execute(tx)
    const [group] = rows
    if (!group) return false
    await letIn(deps, tx, { id: group.id, key }, memberId, true)
    await sql`
      insert into group_member (group_id, member_id)
      select ${group.id}::int, member_id from access_grant
      where kind = 'group' and key = ${key} and starts_at is null and ends_at is null
      on conflict do nothing`.execute(tx)
    await deps.pages.purge(['groups'], tx)
    return true
  })
  await deps.bus.caughtUp()
  return made
}

/** Changes what is said of a group, and who gets in; who is in stays. False where there is none. */
export async function changeGroup(deps: GroupDeps, key: string, input: GroupInput): Promise<boolean> {
  const changed = await transaction({ kysely: deps.db.kysely }, async (tx) => {
    const { rows } = await sql<{ id: number }>`
      update member_group set name = ${input.name}, description = ${input.description},
        kind = ${input.kind}::group_kind, domains = ${input.domains}::text[]
      where key = ${key} returning id`.execute(tx)
    const [group] = rows
    if (group) await deps.pages.purge(['groups', `group:${group.id}`], tx)
    return group !== undefined
  })
  await deps.bus.caughtUp()
  return changed
}

import type { Transaction } from 'kysely'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { PlannedMember } from './plan-demo.ts'

export type People = {
  /** Throws where the content names somebody who is not there. */
  idOf(handle: string): number
  /** The account of whoever types what the brand says. */
  brandTypist: number | null
}

/** Writes the members. Those who are neither the brand nor gone have an account, which is who types. */
export async function writePeople(tx: Transaction<DB>, members: readonly PlannedMember[]): Promise<People> {
  const rows = await tx
    .insertInto('member')
    .values(members.map(toRow))
    .returning(['id', 'handle', 'kind', 'role', 'joined_at'])
    .execute()
  const accounts = await tx
    .insertInto('account')
    .values(
      rows
        .filter((row) => row.kind === 'member')
        .map((row) => ({ member_id: row.id, created_at: row.joined_at })),
    )
    .returning(['id', 'member_id'])
    .execute()
  const ids = new Map(rows.map((row) => [row.handle, row.id]))
  const manager = rows.find((row) => row.role === 'manager')
  return {
    idOf(handle) {
      const id = ids.get(handle)
      if (id === undefined) throw new Error(`the demo has no member called “${handle}”`)
      return id
    },
    brandTypist: accounts.find((account) => account.member_id === manager?.id)?.id ?? null,
  }
}

function toRow(member: PlannedMember) {
  return {
    kind: member.kind ?? 'member',
    handle: member.handle,
    handle_key: handleKey(member.handle),
    display_name: member.name ?? '',
    bio: member.bio ?? '',
    location: member.location ?? '',
    role: member.role ?? 'member',
    trust_level: member.trust ?? 1,
    title: member.title ?? '',
    time_zone: member.zone ?? 'Europe/Oslo',
    joined_at: member.joinedAt,
    last_seen_at: member.lastSeenAt,
    created_at: member.joinedAt,
  } as const
}

import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import { canRelate, type RelationRefusal } from './relation.policy.ts'
import { MOST_RELATIONS, type RelationKind } from './relation.ts'
import type { Role } from '#prisma/generated/kysely/enums.ts'

/**
 * Makes somebody followed, muted or ignored by a member, in place of what they were; null undoes it. Answers why not: there
 * is nobody of this name, it is the member themselves, the team, or one too many.
 */
export async function setRelation(
  { db, now }: Pick<Reader, 'db' | 'now'>,
  memberId: number,
  { handle, kind }: { handle: string; kind: RelationKind | null },
): Promise<{ refused: RelationRefusal | 'missing' | 'many' } | null> {
  const { rows } = await sql<{ id: number; role: Role; kind: 'member' | 'imported' | 'brand' | 'erased' }>`
    select id, role, kind from member where handle_key = ${handleKey(handle)} and kind <> 'erased'`.execute(
    db,
  )
  const [other] = rows
  if (!other) return { refused: 'missing' }
  if (kind === null) {
    await sql`
      delete from member_relation where member_id = ${memberId}::int and other_id = ${other.id}::int`.execute(
      db,
    )
    return null
  }
  const allowed = canRelate(memberId, other, kind)
  if (!allowed.may) return { refused: allowed.because }
  const done = await sql`
    insert into member_relation as r (member_id, other_id, kind, since)
    select ${memberId}::int, ${other.id}::int, ${kind}::relation_kind, ${now}::timestamptz
    where (select count(*) from member_relation where member_id = ${memberId}::int) < ${MOST_RELATIONS}::int
      or exists (select from member_relation where member_id = ${memberId}::int and other_id = ${other.id}::int)
    on conflict (member_id, other_id) do update set kind = excluded.kind, since = excluded.since
    returning r.kind`.execute(db)
  return done.rows.length === 0 ? { refused: 'many' } : null
}

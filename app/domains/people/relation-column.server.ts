import { sql, type RawBuilder } from 'kysely'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'

/** A column with what the member `m` is to the reader. */
export function relationColumn({ access }: Pick<Reader, 'access'>): RawBuilder<unknown> {
  const memberId = memberIdOf(access.actor)
  if (memberId === null) return sql`null::text as relation`
  return sql`(
    select r.kind from member_relation r where r.member_id = ${memberId}::int and r.other_id = m.id) as relation`
}

import { sql, type RawBuilder } from 'kysely'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'

/** `own_reaction` of a post `p`: what the reader gave it. */
export function ownReactionColumn({ access }: Pick<Reader, 'access'>): RawBuilder<unknown> {
  const memberId = memberIdOf(access.actor)
  if (memberId === null) return sql`null as own_reaction`
  return sql`(select emoji from reaction r where r.post_id = p.id and r.member_id = ${memberId}::int) as own_reaction`
}

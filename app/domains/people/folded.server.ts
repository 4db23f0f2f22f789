import { sql, type RawBuilder } from 'kysely'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'

/** Why a post is folded for its reader: they ignore who wrote it, or muted a word in it. */
export type Folded = 'person' | 'word'

/**
 * A column with why the reader sees the post `p` of `author` folded; null where they don't, for visitors always. The team and
 * the reader's own posts are never folded, whatever was chosen before.
 */
export function foldedColumn({ access }: Pick<Reader, 'access'>): RawBuilder<unknown> {
  const memberId = memberIdOf(access.actor)
  if (memberId === null) return sql`null::text as folded`
  return sql`case
    when p.author_id = ${memberId}::int or author.kind = 'brand' or author.role <> 'member' then null
    when exists (select from member_relation r
      where r.member_id = ${memberId}::int and r.other_id = p.author_id and r.kind = 'ignored') then 'person'
    when exists (select from muted_word w
      where w.member_id = ${memberId}::int and position(w.word in lower(p.text)) > 0) then 'word'
  end as folded`
}

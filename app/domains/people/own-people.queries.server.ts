import { sql } from 'kysely'
import { visibleRules, whereVisible } from '#app/domains/access/access.filter.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { WatchLevel } from '#app/domains/reading/watch-level.ts'
import type { RelatedView } from './relation.ts'

/** A space or tag for which a member chose how much they want to hear. */
export type ChosenView = { of: 'space' | 'tag'; id: number; name: string; slug: string; level: WatchLevel }

/** Whom a member follows, mutes and ignores, which words they don't want to read, and what they chose for spaces and tags. */
export type OwnPeopleView = { people: RelatedView[]; words: string[]; chosen: ChosenView[] }

/** All of it in one statement; spaces and tags as far as the member still sees them. */
export async function readOwnPeople(reader: Reader, memberId: number): Promise<OwnPeopleView> {
  const { rows } = await sql<OwnPeopleView>`
    select
      coalesce((select jsonb_agg(jsonb_build_object('handle', m.handle, 'name', m.display_name, 'kind', m.kind,
          'relation', r.kind) order by r.kind, m.handle_key)
        from member_relation r join member m on m.id = r.other_id
        where r.member_id = ${memberId}::int and m.kind <> 'erased'), '[]') as people,
      array(select word from muted_word where member_id = ${memberId}::int order by word) as words,
      coalesce((select jsonb_agg(to_jsonb(c) order by c.of, c.name) from (
        select 'space' as of, s.id, s.name, s.slug, r.level from space_reading r join space s on s.id = r.space_id
        where r.member_id = ${memberId}::int and r.level is not null and ${whereVisible(reader.access, 'space', 's')}
        union all
        select 'tag', tag.id, tag.name, tag.slug, r.level from tag_reading r join tag on tag.id = r.tag_id
        where r.member_id = ${memberId}::int and exists (
          select from tag_count n
          where n.tag_id = tag.id and n.threads > 0 and n.rule_id = any(${visibleRules(reader.access)}::int[]))
      ) c), '[]') as chosen`.execute(reader.db)
  return rows[0] ?? { people: [], words: [], chosen: [] }
}

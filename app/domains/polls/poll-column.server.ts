import { sql, type RawBuilder } from 'kysely'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { PollKind, PollResults } from '#prisma/generated/kysely/enums.ts'
import type { Ballots } from './run-off.ts'

export type PollRow = {
  question: string
  options: string[]
  kind: PollKind
  least: number
  most: number
  closes_at: string | null
  results: PollResults
  secret: boolean
  changeable: boolean
  mine: number[] | null
  /** Null where the reader may not see results yet: they don't even leave the database. */
  ballots: Ballots[] | null
  /** Null where the vote is secret, too. */
  voters: { handle: string; name: string; choices: number[] }[] | null
}

/** People who are named at a public poll, the first to vote first. */
const NAMED = 200

/** Selects, as `poll`, the poll of each post `p` that is published, with as much of its results as the reader may see. */
export function pollColumn({ access, now }: Pick<Reader, 'access' | 'now'>): RawBuilder<unknown> {
  const me = memberIdOf(access.actor)
  const mine = sql`(select v.choices from poll_vote v where v.post_id = p.id and v.member_id = ${me}::int)`
  return sql`
    (select jsonb_build_object('question', poll.question, 'options', poll.options, 'kind', poll.kind,
       'least', poll.least, 'most', poll.most, 'closes_at', poll.closes_at, 'results', poll.results,
       'secret', poll.secret, 'changeable', poll.changeable, 'mine', ${mine},
       'ballots', case when shown.yes then (
         select coalesce(jsonb_agg(jsonb_build_object('choices', b.choices, 'count', b.count)), '[]')
         from (select v.choices, count(*)::int as count from poll_vote v where v.post_id = p.id group by v.choices) b) end,
       'voters', case when shown.yes and not poll.secret then (
         select coalesce(jsonb_agg(jsonb_build_object('handle', n.handle, 'name', n.name, 'choices', n.choices)), '[]')
         from (select m.handle, m.display_name as name, v.choices from poll_vote v join member m on m.id = v.member_id
               where v.post_id = p.id and m.kind <> 'erased' order by v.voted_at, m.id limit ${NAMED}) n) end)
     from poll, lateral (select poll.results = 'always' or coalesce(poll.closes_at <= ${now}::timestamptz, false)
       or (poll.results = 'after_vote' and ${mine} is not null) as yes) shown
     where poll.post_id = p.id and p.state = 'published') as poll`
}

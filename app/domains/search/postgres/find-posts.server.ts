import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { PostHits, PostQuery, Scope } from '../engine.ts'
import type { SearchSort } from '../query/search-query.ts'
import { daysFrom, daysUntil } from './days.ts'
import { timeAt, type PostTimes } from './post-times.server.ts'
import type { Match, TermQueries } from './terms.server.ts'

/** How many of the newest matches are ranked unless fewer will do: a bound on the work, whatever the word. The page says so. */
const RANKED = 2_000

/** How often a part of the forum, counted from the newest post, is looked at before all of it. */
const TRIES = 2
/** Looking at more than this share of the posts costs what looking at all of them does. */
const LARGEST_SHARE = 0.9
/** Some times have more of the matches than others. */
const MARGIN = 1.5
/** Long posts have more of all words, so that two stand together more often than the planner thinks: by up to twice. */
const TOGETHER = 1.5

type Row = { post_id: number | null; thread_id: number; score: number; total: number; seen: number }

/**
 * The newest matches of `match` within the scope, best first. `match` null: whatever the filters let through. Where there
 * are far more matches than are ranked, only as many of the newest posts (or oldest, if they are asked for) are looked at as
 * probably have enough of them: the others are never read, neither their rows nor where their words stand.
 */
export async function findMatches(
  tx: Transaction<DB>,
  query: PostQuery,
  match: Match | null,
  terms: TermQueries | null,
  times: PostTimes,
): Promise<PostHits> {
  const { ranked = RANKED } = query
  let share = match === null ? 1 : (MARGIN * ranked) / (await estimate(tx, query.scope, match))
  for (let tries = 0; tries < TRIES && share <= LARGEST_SHARE; tries++) {
    const edge = edgeOf(times, share, query.sort)
    if (edge === null) break
    const { seen, ...found } = await findWithin(tx, query, match, terms, edge)
    if (seen > ranked) return found
    share *= (MARGIN * ranked) / Math.max(1, seen)
  }
  const { seen: _, ...found } = await findWithin(tx, query, match, terms, null)
  return found
}

/** About how many posts match: what the planner thinks, and that words don't stand alone; at least 1. */
async function estimate(tx: Transaction<DB>, scope: Scope, { guess, words }: Match): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`
    explain (format json) select ${from(scope)} where ${sql.join(conditions(scope, guess), sql` and `)}`.execute(
    tx,
  )
  return Math.max(1, (rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 1) * TOGETHER ** (words - 1))
}

/**
 * What holds for the posts of about this share of the forum that come first in the order: whole days, by which the index of
 * words is narrowed. Null where nothing is known yet.
 */
function edgeOf(times: PostTimes, share: number, sort: SearchSort): RawBuilder<unknown> | null {
  const at = timeAt(times, sort === 'oldest' ? share : 1 - share)
  if (at === null) return null
  return sql`search_days(s.created_at) && ${sort === 'oldest' ? daysUntil(at) : daysFrom(at)}::int[]`
}

/**
 * The hits among the posts before the edge, or among all where it is null. Where there are no more matches than are ranked
 * before an edge, it only counts them: there may be others behind it.
 */
async function findWithin(
  tx: Transaction<DB>,
  query: PostQuery,
  match: Match | null,
  terms: TermQueries | null,
  edge: RawBuilder<unknown> | null,
): Promise<PostHits & { seen: number }> {
  const { ranked = RANKED } = query
  const order = query.sort === 'oldest' ? sql`asc` : sql`desc`
  const { rows } = await sql<Row>`
    with found as (
      select s.post_id, s.thread_id, s.number, s.created_at, s.words
      ${from(query.scope)}
      where ${sql.join([...conditions(query.scope, match?.query ?? null), ...(edge ? [edge] : [])], sql` and `)}
      order by s.created_at ${order}, s.post_id ${order}
      limit ${ranked + 1}
    ), threads as materialized (
      -- Each once: many of the matches stand in few threads.
      select id, accepted_post_id, like_count, post_count from thread where id = any(array(select thread_id from found))
    ), scored as materialized (
      select f.post_id, f.thread_id, f.created_at, f.number, ${score(query.sort, terms)} as score
      from found f join threads t on t.id = f.thread_id
      ${query.sort === 'liked' ? sql`join post p on p.id = f.post_id` : sql``}
      ${edge ? sql`where (select count(*) from found) > ${ranked}` : sql``}
    ), hits as (
      ${query.grouped ? grouped : sql`select post_id, thread_id, score from scored`}
    ), page as (
      select post_id, thread_id, score, count(*) over ()::int as total from hits order by score desc, post_id desc
      limit ${query.limit}::int offset ${query.offset}::int
    )
    select page.*, looked.seen from (select count(*)::int as seen from found) looked left join page on true
    order by score desc, post_id desc`.execute(tx)
  const [first] = rows
  const seen = first?.seen ?? 0
  return {
    hits: rows.flatMap(({ post_id, thread_id, score }) =>
      post_id === null ? [] : [{ postId: post_id, threadId: thread_id, score }],
    ),
    total: first?.total ?? 0,
    atLeast: seen > ranked,
    relaxed: false,
    seen,
  }
}

/** Only what narrows a question joins the thread; what everybody sees lies in the row itself. */
const from = ({ solved, unanswered }: Scope): RawBuilder<unknown> =>
  solved !== null || unanswered !== null
    ? sql`from search_post s join thread t on t.id = s.thread_id`
    : sql`from search_post s`

/** A thread is as good as its best post, and a little better for each further one. */
const grouped = sql`
  select distinct on (thread_id) post_id, thread_id,
    max(score) over same + 0.02 * abs(max(score) over same) * ln(count(*) over same) as score
  from scored window same as (partition by thread_id)
  order by thread_id, scored.score desc, number`

function conditions(scope: Scope, match: string | null): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [sql`s.rule_id = any(${scope.ruleIds}::int[])`]
  if (match !== null) all.push(sql`s.words @@ ${match}::tsquery`)
  if (scope.spaceIds) all.push(sql`s.space_id = any(${scope.spaceIds}::int[])`)
  if (scope.notSpaceIds.length > 0) all.push(sql`s.space_id <> all(${scope.notSpaceIds}::int[])`)
  if (scope.authorIds) all.push(sql`s.author_id = any(${scope.authorIds}::int[])`)
  if (scope.notAuthorIds.length > 0) all.push(sql`s.author_id <> all(${scope.notAuthorIds}::int[])`)
  for (const tag of scope.tagIds) all.push(sql`exists (${tagged(sql`tag_id = ${tag}::int`)})`)
  if (scope.notTagIds.length > 0)
    all.push(sql`not exists (${tagged(sql`tag_id = any(${scope.notTagIds}::int[])`)})`)
  if (scope.solved !== null) all.push(sql`(t.accepted_post_id is not null) = ${scope.solved}::boolean`)
  if (scope.unanswered !== null) all.push(sql`(t.post_count <= 1) = ${scope.unanswered}::boolean`)
  if (scope.hasImage !== null) all.push(sql`s.has_image = ${scope.hasImage}::boolean`)
  if (scope.before) all.push(sql`s.created_at < ${scope.before}::timestamptz`)
  if (scope.after) all.push(sql`s.created_at >= ${scope.after}::timestamptz`)
  return all
}

const tagged = (which: RawBuilder<unknown>) =>
  sql`select from thread_tag where thread_tag.thread_id = s.thread_id and ${which}`

/**
 * What an order sorts by. The best: how much and where the words stand (ts_rank, the title ten times the text), how
 * close the title is to what was asked, whether the post is the accepted answer, how well liked the thread is, and
 * how old (a tenth less after two years). Only first posts have titles. All in float8:
 * numeric costs three times as much.
 */
function score(sort: SearchSort, terms: TermQueries | null): RawBuilder<unknown> {
  switch (sort) {
    case 'newest':
      return sql`extract(epoch from f.created_at)::float8`
    case 'oldest':
      return sql`-extract(epoch from f.created_at)::float8`
    case 'liked':
      return sql`p.like_count::float8`
    case 'best':
      if (!terms?.any) return sql`extract(epoch from f.created_at)::float8`
      return sql`(
        ts_rank('{0.1, 0.3, 0.6, 1.0}', f.words, ${terms.any}::tsquery, 1)
        * case when f.number <> 1 then 1::float8
            when f.words @@ ${terms.allInTitle}::tsquery then 3::float8
            when f.words @@ ${terms.anyInTitle}::tsquery then 1.5::float8 else 1::float8 end
        * case when t.accepted_post_id = f.post_id then 1.3::float8 else 1::float8 end
        * (1 + 0.08::float8 * ln(1 + t.like_count + t.post_count / 4::float8))
        / (1 + 0.05::float8 * greatest(0, extract(epoch from now() - f.created_at)::float8 / 31557600))
      )`
  }
}

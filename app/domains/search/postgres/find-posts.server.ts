import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { PostHits, PostQuery, Scope } from '../engine.ts'
import type { SearchSort } from '../query/search-query.ts'
import type { TermQueries } from './terms.server.ts'

/** How many of the newest matches are ranked: a bound on the work, whatever the word. The page says so. */
export const RANKED = 2_000

type Row = { post_id: number; thread_id: number; score: number; total: number; seen: number }

/**
 * The newest matches of `match` within the scope, best first. `match` null: whatever the filters let through. The
 * planner chooses between the index of words (rare ones) and a walk from the newest (common ones).
 */
export async function findMatches(
  tx: Transaction<DB>,
  query: PostQuery,
  match: string | null,
  terms: TermQueries | null,
): Promise<PostHits> {
  const { rows } = await sql<Row>`
    with found as (
      select s.post_id, s.thread_id, s.number, s.created_at, s.words
      from search_post s ${needsThread(query.scope) ? sql`join thread t on t.id = s.thread_id` : sql``}
      where ${sql.join(conditions(query.scope, match), sql` and `)}
      order by s.created_at ${query.sort === 'oldest' ? sql`asc` : sql`desc`}, s.post_id ${query.sort === 'oldest' ? sql`asc` : sql`desc`}
      limit ${RANKED + 1}
    ), scored as (
      select f.post_id, f.thread_id, f.created_at, f.number, ${score(query.sort, terms)} as score
      from found f join thread t on t.id = f.thread_id
      ${query.sort === 'liked' ? sql`join post p on p.id = f.post_id` : sql``}
    ), hits as (${query.grouped ? grouped : sql`select post_id, thread_id, score from scored`})
    select post_id, thread_id, score, count(*) over ()::int as total, (select count(*)::int from found) as seen
    from hits order by score desc, post_id desc
    limit ${query.limit}::int offset ${query.offset}::int`.execute(tx)
  const [first] = rows
  return {
    hits: rows.map((row) => ({ postId: row.post_id, threadId: row.thread_id, score: row.score })),
    total: first?.total ?? 0,
    atLeast: (first?.seen ?? 0) > RANKED,
    relaxed: false,
  }
}

/** A thread is as good as its best post, and a little better for each further one. */
const grouped = sql`
  select distinct on (thread_id) post_id, thread_id,
    max(score) over same + 0.02 * abs(max(score) over same) * ln(count(*) over same) as score
  from scored window same as (partition by thread_id)
  order by thread_id, scored.score desc, number`

/** Only what narrows a question joins the thread; what everybody sees lies in the row itself. */
function needsThread({ solved, unanswered }: Scope): boolean {
  return solved !== null || unanswered !== null
}

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
 * how old (a tenth less after two years).
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
        * case when f.words @@ ${terms.allInTitle}::tsquery then 3
            when f.words @@ ${terms.anyInTitle}::tsquery then 1.5 else 1 end
        * case when t.accepted_post_id = f.post_id then 1.3 else 1 end
        * (1 + 0.08 * ln(1 + t.like_count + t.post_count / 4.0))
        / (1 + 0.05 * greatest(0, extract(epoch from now() - f.created_at) / 31557600))
      )::float8`
  }
}

import { sql, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { SimilarQuery } from '../engine.ts'

/** First posts that are compared, the newest of those with one of the title's rarer words. */
const COMPARED = 2_000
/** Words of the title that are looked at, and such by which threads are looked up. */
const MOST_WORDS = 24
const MOST_LOOKED_UP = 8
/** Posts whose words are counted (`countWords`): a word that stands in all of them says nothing. */
const ALL = 200_000

type Term = { query: string; stop: boolean; docs: number }

/**
 * Ids of listed threads that may be about the same as a title, the closest first. Each word counts the more the rarer it is,
 * in a title three times as much as in the text of a first post; titles written alike and threads of the same space come
 * a little sooner.
 */
export async function findSimilar(
  tx: Transaction<DB>,
  query: SimilarQuery,
  languages: readonly string[],
): Promise<number[]> {
  const terms = await termsOf(tx, query, languages)
  const total = terms.reduce((sum, term) => sum + weightOf(term), 0)
  if (total === 0) return []
  const { rows } = await sql<{ id: number }>`
    with term as (
      select query::tsquery as query, weight
      from unnest(${terms.map((term) => term.query)}::text[], ${terms.map(weightOf)}::float8[]) as one(query, weight)
    ), found as (
      select s.thread_id, s.space_id, s.words, ts_filter(s.words, '{a,b}') as title_words
      from search_post s
      where s.number = 1 and s.rule_id = any(${query.ruleIds}::int[]) and s.words @@ ${lookUp(terms)}::tsquery
      order by s.created_at desc, s.post_id desc limit ${COMPARED}::int
    )
    select f.thread_id as id
    from found f join thread t on t.id = f.thread_id
    cross join lateral (
      select sum(weight * case when f.title_words @@ query then 1 when f.words @@ query then 0.3 else 0 end) / ${total}::float8 as said
      from term
    ) as words
    where said > 0.19
    order by said + 0.4 * similarity(lower(t.title), ${query.text.toLowerCase()})
      + case when f.space_id = ${query.spaceId}::int then 0.05 else 0 end desc, f.thread_id desc
    limit ${query.limit}::int`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The title's words as PostgreSQL looks them up, without those that say nothing, and in how many posts each stands. */
async function termsOf(
  tx: Transaction<DB>,
  { text, ruleIds }: SimilarQuery,
  languages: readonly string[],
): Promise<Term[]> {
  const words = [...new Set(text.match(/[\p{L}\p{M}\p{N}_][\p{L}\p{M}\p{N}_.+#]*/gu))].slice(0, MOST_WORDS)
  const { rows } = await sql<Term>`
    select distinct on (term.query::text) term.query::text as query, term.stop, coalesce(known.docs, 0)::int as docs
    from unnest(${words}::text[]) as one(text)
    cross join lateral search_term(one.text, ${[...languages]}::text[], false, false) as term
    left join lateral (
      select sum(w.docs) as docs from search_word w
      where w.word = trim(search_fold(one.text)) and w.rule_id = any(${ruleIds}::int[])
    ) as known on true
    where term.query::text <> ''`.execute(tx)
  const telling = rows.filter(({ stop }) => !stop)
  return telling.length > 0 ? telling : rows
}

/** A word that nobody has written yet, in this form, says only half as much: it may be another form of one that is there. */
const weightOf = ({ docs }: Term): number => Math.log(1 + ALL / (docs + 5)) * (docs === 0 ? 0.5 : 1)

/** The rarer words, any of them: so many that together they find no more than what is compared. */
function lookUp(terms: readonly Term[]): string {
  let found = 0
  const rare = [...terms]
    .sort((one, other) => one.docs - other.docs)
    .filter(({ docs }, at) => at < 3 || (at < MOST_LOOKED_UP && (found += docs) <= COMPARED))
  return rare.map(({ query }) => `(${query})`).join(' | ')
}

import { sql, type Kysely, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Terms } from '../engine.ts'

/**
 * What must match, as a query in text form. `guess` is asked instead where only its number matters: the planner adds up what
 * stands in the same posts, and words that it does not know. `words`: how many must stand together.
 */
export type Match = { query: string; guess: string; words: number }

/** The terms of a question as PostgreSQL's queries: they are parameters of the statement that searches. */
export type TermQueries = {
  /** All that must match; null where nothing must (then filters alone decide). */
  all: Match | null
  /**
   * The same with the most frequent words that begin like the last instead of its beginning, which would gather every place
   * of each of them; null where they are so few that it costs nothing.
   */
  known: Match | null
  /** Most of them, for when nothing has all; null where there is nothing to leave out. */
  most: Match | null
  /** What ranks: any of the words, also of those that say nothing by themselves. */
  any: string
  /** All of them in the title (weight A as written, B as stems), and any of them there. */
  allInTitle: string
  anyInTitle: string
}

type Row = { query: string; stop: boolean }

/** Words that a beginning is looked up by, the most frequent; and in how many posts they must stand to be worth it. */
const KNOWN = 64
/** Those that say how many posts match: of the others the planner only knows that they are rare, and thinks them too many. */
const GUESSED = 8
const MANY = 2_000

/**
 * Asks PostgreSQL for the terms' queries. `languages`: whose stems count, the community's own first; `ruleIds`: in whose posts
 * words are known. Words that say nothing ("how", "the") need not match where another word is there.
 */
export async function termQueries(
  db: Kysely<DB> | Transaction<DB>,
  terms: Terms,
  languages: readonly string[],
  ruleIds: readonly number[],
): Promise<TermQueries> {
  const asked = [
    ...terms.words.map((text) => ({ text, quoted: false, without: false })),
    ...terms.phrases.map((text) => ({ text, quoted: true, without: false })),
    ...terms.without.map((text) => ({ text, quoted: /\s/.test(text), without: true })),
  ]
  const last = terms.prefix ? terms.words.length - 1 : -1
  const { rows } = await sql<Row>`
    select term.query::text as query, term.stop
    from unnest(${asked.map((one) => one.text)}::text[], ${asked.map((one) => one.quoted)}::boolean[])
      with ordinality as one(text, quoted, at)
    cross join lateral search_term(one.text, ${[...languages]}::text[], one.at - 1 = ${last}, one.quoted) as term
    order by one.at`.execute(db)
  const found = rows.map(({ query, stop }, at) => ({
    stop,
    query: onceEach(query),
    stem: stemOf(query, stop),
    without: asked[at]?.without ?? false,
  }))
  const wanted = found.filter((row) => !row.without && row.query !== '')
  const telling = wanted.filter((row) => !row.stop)
  const musts = telling.length > 0 ? telling : wanted
  const must = [...new Set(musts.map((row) => `(${row.query})`))]
  const stems = [...new Set(musts.map((row) => `(${row.stem})`))]
  const any = wanted.map((row) => `(${row.query})`)
  const not = found.filter((row) => row.without && row.query !== '').map((row) => `!(${row.query})`)
  const known = await knownWords(db, must.find((query) => BEGINNING.test(query)) ?? '', ruleIds)
  const match = (query: readonly string[], guess: readonly string[]): Match => ({
    query: [...query, ...not].join(' & '),
    guess: [...guess, ...not].join(' & '),
    words: query.length,
  })
  return {
    all: must.length + not.length === 0 ? null : match(must, stems),
    known: known && match(beginWith(must, known), beginWith(stems, known.slice(0, GUESSED))),
    most: must.length < 2 ? null : match([mostOf(must)], [mostOf(must)]),
    any: any.join(' | '),
    allInTitle: inTitle(must.join(' & ')),
    anyInTitle: inTitle(must.join(' | ')),
  }
}

/**
 * A word whose stems look like itself is asked for once: twice would be counted as twice as many posts, and ranked twice.
 */
function onceEach(query: string): string {
  return /[&<!]/.test(query) ? query : [...new Set(query.split(' | '))].join(' | ')
}

const BEGINNING = /'((?:[^']|'')*)':\*/

/** The most frequent words with the beginning in the query; null where they are rare, or it has none. */
async function knownWords(
  db: Kysely<DB> | Transaction<DB>,
  query: string,
  ruleIds: readonly number[],
): Promise<string[] | null> {
  const beginning = BEGINNING.exec(query)?.[1]
  if (!beginning) return null
  const { rows } = await sql<{ word: string; docs: number }>`
    select word, sum(docs)::int as docs from search_word
    where rule_id = any(${[...ruleIds]}::int[]) and word like ${`${beginning.replace(/[\\%_]/g, '\\$&')}%`}
    group by word order by docs desc limit ${KNOWN}`.execute(db)
  const posts = rows.reduce((sum, { docs }) => sum + docs, 0)
  return posts < MANY ? null : rows.map(({ word }) => `'${word.replaceAll("'", "''")}'`)
}

/** The queries with these words, any of them, instead of the beginning. */
const beginWith = (queries: readonly string[], words: readonly string[]): string[] =>
  queries.map((query) => query.replace(BEGINNING, () => words.join(' | ')))

/** Of a word and its stems, the community's own language first, that which most posts have; a phrase as it is. */
function stemOf(query: string, stop: boolean): string {
  const [word = '', stem] = query.split(' | ')
  return stop || stem === undefined || /[&<!*]/.test(query) ? word : stem
}

/** All but one of the terms; of more than six, any two that stand side by side. */
function mostOf(terms: readonly string[]): string {
  const choices =
    terms.length > 6
      ? terms.slice(1).map((term, at) => [terms[at] ?? term, term])
      : terms.map((_, left) => terms.filter((_, at) => at !== left))
  return `(${choices.map((choice) => `(${choice.join(' & ')})`).join(' | ')})`
}

function inTitle(query: string): string {
  return query.replace(/'(?:[^']|'')*'(:\*?)?/g, (lexeme) =>
    lexeme.endsWith(':*') ? `${lexeme}AB` : `${lexeme}:AB`,
  )
}

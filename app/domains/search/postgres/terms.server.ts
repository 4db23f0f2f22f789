import { sql, type Kysely, type Transaction } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Terms } from '../engine.ts'

/** The terms of a question as PostgreSQL's queries, in text form: they are parameters of the statement that searches. */
export type TermQueries = {
  /** All that must match; null where nothing must (then filters alone decide). */
  all: string | null
  /**
   * The same, for guessing how many match: one stem for each word. Where a word stands its stem does too, and a guess that
   * adds them up is up to twice too high.
   */
  allStems: string
  /** How many words and phrases must match. */
  words: number
  /** Most of them, for when nothing has all; null where there is nothing to leave out. */
  most: string | null
  /** What ranks: any of the words, also of those that say nothing by themselves. */
  any: string
  /** All of them in the title (weight A as written, B as stems), and any of them there. */
  allInTitle: string
  anyInTitle: string
}

type Row = { query: string; stop: boolean }

/**
 * Asks PostgreSQL for the terms' queries. `languages`: whose stems count, the community's own first. Words that say
 * nothing ("how", "the") need not match where another word is there.
 */
export async function termQueries(
  db: Kysely<DB> | Transaction<DB>,
  terms: Terms,
  languages: readonly string[],
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
  const any = wanted.map((row) => `(${row.query})`)
  const not = found.filter((row) => row.without && row.query !== '').map((row) => `!(${row.query})`)
  return {
    all: must.length + not.length === 0 ? null : [...must, ...not].join(' & '),
    allStems: [...new Set(musts.map((row) => `(${row.stem})`)), ...not].join(' & '),
    words: must.length,
    most: must.length < 2 ? null : [mostOf(must), ...not].join(' & '),
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

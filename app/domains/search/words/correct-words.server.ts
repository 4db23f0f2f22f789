import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { editDistance } from './edit-distance.ts'

/** Words of at most this many letters are never corrected: everything is close to them. */
const SHORTEST = 4
/** Neighbours that are looked at, the most used first: a bound on the work of a word. */
const NEIGHBOURS = 1_500
/** A word this many times as frequent is worth asking about, although what was typed exists. */
const FAR_MORE = 40

type Neighbour = { asked: string; word: string; docs: number }

/** Likely words for each that was typed, and ways to combine them, that are tried. */
const ALTERNATIVES = 2
const MOST_WAYS = 4

/**
 * Ways in which the words were probably meant, the likeliest first; none where none is likely to be mistyped. Only words
 * that stand in posts under the rules are known here. Whoever shows a correction has to find something with it first:
 * words of posts that were hidden since are still among them until the next count.
 */
export async function correctWords(
  db: Kysely<DB>,
  words: readonly string[],
  ruleIds: readonly number[],
): Promise<string[][]> {
  const asked = words.filter((word) => word.length >= SHORTEST && /^\p{L}+$/u.test(word))
  if (asked.length === 0) return []
  const { rows } = await sql<Neighbour>`
    with one as (
      select word as asked, btrim(search_fold(word)) as folded from unnest(${asked}::text[]) as word
    )
    select one.asked, near.word, sum(near.docs)::int as docs
    from one
    cross join unnest(${[...ruleIds]}::int[]) as rule(id)
    cross join lateral (
      (select word, docs from search_word where rule_id = rule.id and word = one.folded)
      union
      (select word, docs from search_word
        where rule_id = rule.id and left(word, 1) = left(one.folded, 1)
          and length(word) between length(one.folded) - 2 and length(one.folded) + 2
        order by docs desc limit ${NEIGHBOURS})
      union
      (select word, docs from search_word
        where rule_id = rule.id and word % one.folded order by similarity(word, one.folded) desc limit 20)
    ) near
    group by one.asked, near.word`.execute(db)
  const better = new Map(asked.map((word) => [word, likeliest(word, rows)]))
  if ([...better.values()].every((choices) => choices.length === 0)) return []
  let ways: string[][] = [[]]
  for (const word of words) {
    const found = better.get(word) ?? []
    const choices = found.length > 0 ? found : [word]
    ways = ways.flatMap((way) => choices.map((choice) => [...way, choice])).slice(0, MOST_WAYS)
  }
  return ways
}

function likeliest(asked: string, rows: readonly Neighbour[]): string[] {
  const folded = asked.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const near = rows.filter((row) => row.asked === asked)
  const own = near.find((row) => row.word === folded)?.docs ?? 0
  const most = folded.length < 8 ? 1 : 2
  const ranked = near
    .filter((row) => row.word !== folded && row.docs > own * FAR_MORE && !isFormOf(row.word, folded))
    .map((row) => ({ ...row, distance: editDistance(folded, row.word, most) }))
    .filter((row) => row.distance <= most)
    .sort((a, b) => a.distance - b.distance || b.docs - a.docs)
  return ranked.slice(0, ALTERNATIVES).map(({ word }) => word)
}

/** "pole" and "poles" are two forms of a word, and no mistake. */
const isFormOf = (a: string, b: string): boolean =>
  `${a}s` === b || `${b}s` === a || `${a}es` === b || `${b}es` === a

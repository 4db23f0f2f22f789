import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { NameQuery, TitleQuery } from '../engine.ts'

/**
 * Characters of a text beyond which nothing is called like it. Every letter more is looked up in the trigrams of all names: three
 * hundred of them cost seconds.
 */
const LONGEST_NAME = 60
const LONGEST_TITLE = 120
/** Names that are put in order, of those that are like the text: a bound on the work, however many are. */
const ORDERED = 2_000

/** `%`, `_` and the backslash mean themselves. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * Ids of listed threads whose titles are like the text: those that begin with it or have it first, then those that share
 * most of its trigrams, so that a mistyped letter costs little. Three characters at least.
 */
export async function findTitles(db: Kysely<DB>, query: TitleQuery): Promise<number[]> {
  const text = query.text.trim().toLowerCase()
  if ([...text].length < 3 || text.length > LONGEST_TITLE) return []
  const { rows } = await sql<{ id: number }>`
    select t.id from (
      select id, title, accepted_post_id, like_count from thread
      where state = 'published' and not unlisted and rule_id = any(${query.ruleIds}::int[])
        and (lower(title) like ${`%${literal(text)}%`} or ${text} <% lower(title))
      limit ${ORDERED}::int
    ) t
    order by (lower(t.title) like ${`${literal(text)}%`}) desc, (lower(t.title) like ${`%${literal(text)}%`}) desc,
      word_similarity(${text}, lower(t.title)) desc, t.accepted_post_id is null, t.like_count desc, t.id desc
    limit ${query.limit}::int`.execute(db)
  return rows.map((row) => row.id)
}

/**
 * Ids of members by handle and name: the same first, then beginnings, then parts, then what looks alike. Only who wrote
 * something under the rules is found: nobody is told of by a search who is nowhere to be read.
 */
export async function findMembers(db: Kysely<DB>, query: NameQuery): Promise<number[]> {
  const text = query.text.trim().replace(/^@/, '').normalize('NFKC').toLowerCase()
  if (text === '' || text.length > LONGEST_NAME) return []
  const beginning = `${literal(text)}%`
  const begins = sql`m.handle_key like ${beginning} or lower(m.display_name) like ${beginning}`
  const first = await membersLike(db, query, text, begins)
  // Nobody who is only alike comes before handles that begin so: with enough of them there is no need to look.
  if ([...text].length < 3 || first.filter(({ leads }) => leads).length === query.limit) return idsOf(first)
  return idsOf(
    await membersLike(
      db,
      query,
      text,
      sql`${begins} or m.handle_key % ${text} or lower(m.display_name) % ${text}
        or lower(m.display_name) like ${`% ${beginning}`}`,
    ),
  )
}

type MemberRow = { id: number; leads: boolean }
const idsOf = (rows: readonly MemberRow[]): number[] => rows.map(({ id }) => id)

/**
 * Those of `which`, best first; `leads`: no likeness of anybody else comes before. Whoever has the very handle is among them
 * however many others are like it.
 */
async function membersLike(
  db: Kysely<DB>,
  query: NameQuery,
  text: string,
  which: RawBuilder<unknown>,
): Promise<MemberRow[]> {
  const begins = sql`m.handle_key like ${`${literal(text)}%`}`
  const found = (condition: RawBuilder<unknown>) => sql`
    (select m.id, m.handle_key, m.display_name from member m
    where m.kind <> 'erased'
      and exists (select from member_count c where c.member_id = m.id and c.posts > 0 and c.rule_id = any(${query.ruleIds}::int[]))
      and (${condition})
    limit ${ORDERED}::int)`
  const { rows } = await sql<MemberRow>`
    select m.id, (${begins} or lower(m.display_name) = ${text}) as leads
    from (${found(sql`m.handle_key = ${text}`)} union ${found(which)}) m
    order by (m.handle_key = ${text}) desc, (lower(m.display_name) = ${text}) desc, (${begins}) desc,
      greatest(similarity(m.handle_key, ${text}), similarity(lower(m.display_name), ${text})) desc, m.id
    limit ${query.limit}::int`.execute(db)
  return rows
}

/** Ids of tags by name, those with most threads first, of those that stand on something under the rules. */
export async function findTags(db: Kysely<DB>, query: NameQuery): Promise<number[]> {
  const text = query.text.trim().replace(/^#/, '').toLowerCase()
  if (text === '' || text.length > LONGEST_NAME) return []
  const beginning = `${literal(text)}%`
  const { rows } = await sql<{ id: number }>`
    select tag.id from tag join tag_count count on count.tag_id = tag.id
    where count.rule_id = any(${query.ruleIds}::int[]) and count.threads > 0
      and (tag.slug like ${beginning} or lower(tag.name) like ${beginning} or lower(tag.name) % ${text})
    group by tag.id
    order by (tag.slug = ${text} or lower(tag.name) = ${text}) desc, (tag.slug like ${beginning}) desc,
      sum(count.threads) desc, tag.id
    limit ${query.limit}::int`.execute(db)
  return rows.map((row) => row.id)
}

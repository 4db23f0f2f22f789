import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { formatCursor } from '#app/domains/paging/cursor.ts'
import { createRandom } from './forum/random.ts'
import { createVocabulary } from './forum/vocabulary.ts'

/** Addresses to measure, asked in turn; `first` lies less deep: the first page of a list, the second window of a thread. */
export type Address = { what: string; paths: readonly string[]; first?: string }

/** Pages of each kind, found by what they show: a busy space, a thread of a full window, the end of the longest one. */
export async function findAddresses(db: Kysely<DB>): Promise<Address[]> {
  const space = await one<{ id: number; slug: string }>(
    db,
    sql`select s.id, s.slug from space s join space_count c on c.space_id = s.id where c.rule_id = 1 order by c.threads desc limit 1`,
  )
  const tag = await one<{ id: number; slug: string }>(
    db,
    sql`select g.id, g.slug from tag g join tag_count c on c.tag_id = g.id where c.rule_id = 1 order by c.threads desc limit 1`,
  )
  const busy = await thread(db, sql`post_count between 20 and 24 order by last_post_at desc`)
  const longest = await thread(db, sql`true order by post_count desc`)
  const member = await one<{ handle: string }>(
    db,
    sql`select m.handle from member m join member_count c on c.member_id = m.id where c.rule_id = 1 order by c.posts desc limit 1`,
  )
  const listed = sql`thread t where t.state = 'published' and not t.unlisted and t.rule_id in (1, 2)`
  const inSpace = sql`thread t where t.state = 'published' and not t.unlisted and t.rule_id in (1, 2) and t.space_id = ${space.id}`
  const tagged = sql`thread_tag t where t.listed and t.rule_id in (1, 2) and t.tag_id = ${tag.id}`
  const posts = `/t/${longest.id}/${longest.slug}`
  const pages = Math.floor(longest.last_number / 20)
  return [
    { what: 'home', paths: ['/'] },
    deep('home, the last cursor', '/', await cursor(db, listed, 'last_post_at', 't.id')),
    { what: 'home, hottest', paths: ['/?sort=hot'] },
    { what: 'home, most liked of the year', paths: ['/?sort=top&period=year'] },
    { what: 'home, unanswered', paths: ['/?sort=unanswered'] },
    { what: 'spaces', paths: ['/spaces'] },
    { what: 'space', paths: [`/s/${space.slug}`] },
    deep('space, the last cursor', `/s/${space.slug}`, await cursor(db, inSpace, 'last_post_at', 't.id')),
    { what: 'tags', paths: ['/tags'] },
    { what: 'tag', paths: [`/tags/${tag.slug}`] },
    deep(
      'tag, the last cursor',
      `/tags/${tag.slug}`,
      await cursor(db, tagged, 'last_post_at', 't.thread_id'),
    ),
    { what: 'thread of 20 posts', paths: [`/t/${busy.id}/${busy.slug}`] },
    // The first window has fewer parts: nothing before it, and few answers to what is before them.
    {
      what: 'longest thread, the last full window',
      paths: [`${posts}?page=${pages}`],
      first: `${posts}?page=2`,
    },
    { what: 'busiest member', paths: [`/u/${member.handle}`] },
    { what: 'index of the sitemap', paths: ['/sitemap.xml'] },
    { what: 'members in the sitemap', paths: ['/sitemap/members/1.xml'] },
    { what: 'feed', paths: ['/feed.xml'] },
  ]
}

/** Searches for two words and for the beginning of the first; any forum can be asked them. */
export const searchAddresses = (words: readonly string[]): Address[] => [
  { what: 'search for two words', paths: words.map((two) => `/search?q=${encodeURIComponent(two)}`) },
  {
    what: 'suggestions',
    paths: words.map((two) => `/search/suggest?q=${encodeURIComponent(two.split(' ')[0]!.slice(0, 5))}`),
  },
]

const deep = (what: string, path: string, edge: string): Address => ({
  what,
  paths: [`${path}?sort=latest&after=${edge}`],
  first: `${path}?sort=latest`,
})

async function one<T>(db: Kysely<DB>, statement: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await statement.execute(db)
  return rows[0] as T
}

const thread = (db: Kysely<DB>, which: ReturnType<typeof sql>) =>
  one<{ id: number; slug: string; last_number: number }>(
    db,
    sql`select id, slug, last_number from thread where state = 'published' and not unlisted and rule_id = 1 and ${which} limit 1`,
  )

/** The cursor before the last page of a list. */
async function cursor(
  db: Kysely<DB>,
  from: ReturnType<typeof sql>,
  column: string,
  id: string,
): Promise<string> {
  const edge = await one<{ key: number; id: number }>(
    db,
    sql`select (extract(epoch from t.${sql.ref(column)}) * 1000)::float8 as key, ${sql.ref(id)} as id from ${from}
      order by t.${sql.ref(column)}, ${sql.ref(id)} offset 40 limit 1`,
  )
  return formatCursor(edge)
}

/** Two words that stand in one title, of threads all over the forum. */
export async function titleWords(db: Kysely<DB>, count: number): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    select title from thread where state = 'published' and not unlisted and rule_id = 1 and title ~ '^[ -~]+$'
      and array_length(regexp_split_to_array(title, ' '), 1) >= 4
    order by md5(id::text) limit ${count}`.execute(db)
  const random = createRandom(5)
  return rows.map(({ title }) => {
    const words = title.split(' ').toSorted((a, b) => b.length - a.length)
    const at = random.below(2)
    return `${words[at]} ${words[at + 1]}`
  })
}

/** The most frequent words that mean something: each stands in a tenth of the posts or so. */
export function commonWords(count: number): string[] {
  const vocabulary = createVocabulary()
  return Array.from({ length: count }, (_, rank) => vocabulary.word(rank))
}

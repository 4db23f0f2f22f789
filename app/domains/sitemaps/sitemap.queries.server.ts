import { sql, type RawBuilder } from 'kysely'
import { visibleRules, whereListed } from '#app/domains/access/access.filter.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { listOpenSpaces } from '#app/domains/spaces/space.queries.server.ts'
import type { SpaceDirectory } from '#app/domains/spaces/space-directory.server.ts'
import { threadHref } from '#app/domains/threads/thread-address.ts'
import { PART_IDS, sitemapKinds, type SitemapKind, type SitemapPart } from './sitemap.view.ts'

/** Most parts that an index may name. */
const MOST_PARTS = 50_000

type Source = {
  /** The table with the ids, called `x`. */
  from: RawBuilder<unknown>
  /** What stands in a sitemap: the same for the index and for the parts. */
  where: (reader: Reader) => RawBuilder<unknown>
}

/**
 * Listed threads; tags of such; people of whom there is something to read, and who have a page. Counters alone would
 * name people for threads that lie in more hidden places than their rule says, so they only leave out the rest. Each
 * person is looked up alone (`offset 0`): a join of all would read the posts of the whole forum for every part.
 */
const sources: Record<Exclude<SitemapKind, 'pages'>, Source> = {
  threads: { from: sql`thread x`, where: ({ access }) => whereListed(access, 'thread', 'x') },
  tags: {
    from: sql`tag x`,
    where: ({ access }) => sql`exists (select from tag_count c
      where c.tag_id = x.id and c.rule_id = any(${visibleRules(access)}::int[]) and c.threads > 0)`,
  },
  members: {
    from: sql`member x`,
    where: ({ access }) => sql`x.kind <> 'erased'
      and exists (select from member_count c
        where c.member_id = x.id and c.rule_id = any(${visibleRules(access)}::int[]) and c.posts > 0 offset 0)
      and exists (select from post p join thread t on t.id = p.thread_id
        where p.author_id = x.id and p.state = 'published' and ${whereListed(access, 'thread', 't')} offset 0)`,
  },
}

/** The paths of all parts that have something in them for the reader. */
export async function listSitemapParts(reader: Reader): Promise<string[]> {
  const lists = await Promise.all(
    sitemapKinds.map(async (kind) => {
      const numbers = kind === 'pages' ? [1] : await partsOf(reader, sources[kind])
      return numbers.map((number) => `/sitemap/${kind}/${number}.xml`)
    }),
  )
  return lists.flat()
}

/** Jumps from part to part: the first id that fits, then the first beyond its part, and so on. */
async function partsOf(reader: Reader, { from, where }: Source): Promise<number[]> {
  const first = (beyond: RawBuilder<unknown>) =>
    sql`select x.id from ${from} where x.id > ${beyond} and ${where(reader)} order by x.id limit 1`
  const { rows } = await sql<{ part: number }>`
    with recursive found(part) as (
      (select (id - 1) / ${PART_IDS}::int from (${first(sql`0`)}) first)
      union all
      select (next.id - 1) / ${PART_IDS}::int
      from found cross join lateral (${first(sql`(found.part + 1)::bigint * ${PART_IDS}::int`)}) next
    )
    select part + 1 as part from found limit ${MOST_PARTS}`.execute(reader.db)
  return rows.map((row) => row.part)
}

/** One part; null where nothing of it is for the reader. */
export async function readSitemapPart(
  reader: Reader,
  directory: SpaceDirectory,
  kind: SitemapKind,
  number: number,
): Promise<SitemapPart | null> {
  const part =
    kind === 'pages' ? await pagesPart(reader, directory, number) : await readers[kind](reader, number)
  return part && part.entries.length > 0 ? part : null
}

/** The pages that are always there, and the spaces. */
async function pagesPart(
  reader: Reader,
  directory: SpaceDirectory,
  number: number,
): Promise<SitemapPart | null> {
  if (number !== 1) return null
  const open = await listOpenSpaces(reader, directory)
  const paths = ['/', '/spaces', '/tags', ...open.map(({ slug }) => `/s/${encodeURIComponent(slug)}`)]
  return { entries: paths.map((path) => ({ path, changed: null })), madeOf: [] }
}

const readers: Record<
  Exclude<SitemapKind, 'pages'>,
  (reader: Reader, number: number) => Promise<SitemapPart>
> = {
  async threads(reader, number) {
    const { rows } = await selectPart<{ id: number; slug: string; space_id: number; last_post_at: Date }>(
      reader,
      sources.threads,
      sql`x.id, x.slug, x.space_id, x.last_post_at`,
      number,
    )
    return {
      entries: rows.map((row) => ({ path: threadHref(row), changed: row.last_post_at.toISOString() })),
      madeOf: [...new Set(rows.map((row) => `space:${row.space_id}`))],
    }
  },
  async tags(reader, number) {
    const { rows } = await selectPart<{ slug: string }>(reader, sources.tags, sql`x.slug`, number)
    return plain(rows.map(({ slug }) => `/tags/${encodeURIComponent(slug)}`))
  },
  async members(reader, number) {
    const { rows } = await selectPart<{ handle: string }>(reader, sources.members, sql`x.handle`, number)
    return plain(rows.map(({ handle }) => `/u/${encodeURIComponent(handle)}`))
  },
}

const plain = (paths: string[]): SitemapPart => ({
  entries: paths.map((path) => ({ path, changed: null })),
  madeOf: [],
})

function selectPart<Row>(
  reader: Reader,
  { from, where }: Source,
  columns: RawBuilder<unknown>,
  number: number,
) {
  const last = number * PART_IDS
  return sql<Row>`select ${columns} from ${from}
    where x.id > ${last - PART_IDS}::bigint and x.id <= ${last}::bigint and ${where(reader)} order by x.id`.execute(
    reader.db,
  )
}

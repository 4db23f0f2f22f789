import { sql } from 'kysely'
import { whereVisible } from '#app/domains/access/access.filter.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import type { AuthorKind, ThreadRowView } from '#app/domains/threads/thread-list.view.ts'
import { listThreads, type ListScope } from '#app/domains/threads/thread-list.queries.server.ts'
import type { FeedEntry, FeedWords } from './feed.view.ts'
import { contentWithin } from './post-content.ts'

/** Entries of a feed. */
export const FEED_ENTRIES = 30
/** A post whose HTML has more bytes is not even fetched: its first lines stand for it. */
const LONGEST_POST = 128 * 1024

/** Where the site is, and in which words it speaks. */
type Site = { origin: string; words: FeedWords }
/** Entries, and what they were made of, as tags of the page cache. */
export type Entries = { entries: FeedEntry[]; madeOf: string[] }

type PostRow = {
  id: number
  thread_id: number
  number: number
  author_id: number
  html: string | null
  excerpt: string
  created_at: Date
  edited_at: Date | null
  handle: string
  display_name: string
  kind: AuthorKind
}

/** The newest threads of a scope, each with its whole first post. One whose first post may not be read is left out. */
export async function newestThreads(reader: Reader, scope: ListScope, site: Site): Promise<Entries> {
  const list = await listThreads(reader, {
    scope,
    sort: 'new',
    period: 'all',
    cursor: null,
    limit: FEED_ENTRIES,
  })
  const ids = list.rows.map((row) => row.id)
  const posts = await readPosts(reader, sql`p.thread_id = any(${ids}::int[]) and p.number = 1`)
  const content = contentWithin(site.words)
  const found = list.rows.flatMap((thread) => {
    const post = posts.find((one) => one.thread_id === thread.id)
    return post ? [{ thread, post }] : []
  })
  return {
    entries: found.map(({ thread, post }) => threadEntry(thread, post, content, site)),
    // Those that are left out, too: they may come back.
    madeOf: [...ids.map((id) => `thread:${id}`), ...found.map(({ post }) => `member:${post.author_id}`)],
  }
}

function threadEntry(thread: ThreadRowView, post: PostRow, content: Content, site: Site): FeedEntry {
  const url = site.origin + thread.href
  return {
    ...postEntry(post, url, content, site),
    id: `${site.origin}/t/${thread.id}`,
    title: thread.title,
    tags: [thread.space.name, ...thread.tags.map((tag) => tag.name)],
    answered: thread.status === 'solved',
  }
}

type Thread = { id: number; slug: string; title: string; accepted_post_id: number | null }

/** The newest posts of a thread that the gate has opened to the reader. */
export async function newestPosts(reader: Reader, thread: Thread, site: Site): Promise<Entries> {
  const posts = await readPosts(reader, sql`p.thread_id = ${thread.id}::int`)
  const content = contentWithin(site.words)
  return {
    entries: posts.map((post) => {
      const { number } = post
      const entry = postEntry(post, site.origin + postHref(thread, number), content, site)
      return {
        ...entry,
        id: `${site.origin}/p/${post.id}`,
        title: site.words.post({ number, name: entry.author.name, thread: thread.title }),
        tags: [],
        answered: post.id === thread.accepted_post_id,
      }
    }),
    madeOf: posts.map((post) => `member:${post.author_id}`),
  }
}

type Content = ReturnType<typeof contentWithin>

function postEntry(post: PostRow, url: string, content: Content, { origin, words }: Site) {
  const author =
    post.kind === 'erased'
      ? { name: words.erased, url: null }
      : { name: post.display_name || post.handle, url: `${origin}/u/${encodeURIComponent(post.handle)}` }
  return {
    url,
    author,
    published: post.created_at.toISOString(),
    updated: (post.edited_at ?? post.created_at).toISOString(),
    html: content({ ...post, url }),
    summary: post.excerpt,
  }
}

/** Posts that the reader may read, newest first. */
async function readPosts(reader: Reader, which: ReturnType<typeof sql>): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select p.id, p.thread_id, p.number, p.author_id, p.excerpt, p.created_at, p.edited_at,
      case when octet_length(p.html) <= ${LONGEST_POST}::int then p.html end as html,
      author.handle, author.display_name, author.kind
    from post p join member author on author.id = p.author_id
    where ${which} and ${whereVisible(reader.access, 'post', 'p')}
    order by p.number desc, p.thread_id desc limit ${FEED_ENTRIES}`.execute(reader.db)
  return rows
}

import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import { findReferences } from './pipeline/find-references.server.ts'
import type { References } from './pipeline/references.ts'

/** The rule that everybody satisfies. */
const EVERYONE = 1

type Draft = { source: string; ruleId: number }

/**
 * Looks up what a batch of posts mentions and links to. What is baked into a post is read by everybody who may read
 * the post, so a title or a name goes in only when the target, and all that it lies in, is open to everyone or under
 * the very same rule. What is unlisted is never named.
 * Answers one lookup per draft, in order; three statements for the whole batch.
 */
export async function lookUpReferences(db: Kysely<DB>, drafts: readonly Draft[]): Promise<References[]> {
  const wanted = drafts.map((draft) => findReferences(draft.source))
  const [members, threads, posts] = await Promise.all([
    readMembers(db, [...new Set(wanted.flatMap((one) => one.handles.map((handle) => handle.toLowerCase())))]),
    readThreads(db, [...new Set(wanted.flatMap((one) => one.threadIds))]),
    readPosts(db, [...new Set(wanted.flatMap((one) => one.postIds))]),
  ])
  return drafts.map((draft) => {
    const open = ({ rules }: { rules: number[] }) =>
      rules.every((rule) => rule === EVERYONE || rule === draft.ruleId)
    return {
      members,
      threads: new Map(
        threads.filter(open).map((row) => [row.id, { title: row.title, href: threadHref(row) }]),
      ),
      posts: new Map(
        posts.filter(open).map((row) => [
          row.id,
          {
            handle: row.handle,
            number: row.number,
            href: postHref({ id: row.thread_id, slug: row.slug }, row.number),
          },
        ]),
      ),
    }
  })
}

async function readMembers(db: Kysely<DB>, keys: string[]): Promise<References['members']> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ handle: string; handle_key: string }>`
    select handle, handle_key from member where handle_key = any(${keys}::text[]) and kind <> 'erased'`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.handle_key, { handle: row.handle }]))
}

/** The rules of a thread and of the spaces that it lies in. */
const rulesOfThread = sql`array_remove(array[t.rule_id, space.rule_id, parent.rule_id], null)`
const spacesOfThread = sql`
  join space on space.id = t.space_id left join space parent on parent.id = space.parent_id`

async function readThreads(db: Kysely<DB>, ids: number[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number; title: string; slug: string; rules: number[] }>`
    select t.id, t.title, t.slug, ${rulesOfThread} as rules from thread t ${spacesOfThread}
    where t.id = any(${ids}::int[]) and t.state = 'published' and not t.unlisted`.execute(db)
  return rows
}

async function readPosts(db: Kysely<DB>, ids: number[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<{
    id: number
    number: number
    handle: string
    thread_id: number
    slug: string
    rules: number[]
  }>`
    select p.id, p.number, m.handle, t.id as thread_id, t.slug, ${rulesOfThread} as rules
    from post p join thread t on t.id = p.thread_id ${spacesOfThread} join member m on m.id = p.author_id
    where p.id = any(${ids}::int[]) and p.state = 'published' and t.state = 'published' and not t.unlisted
      and m.kind <> 'erased'`.execute(db)
  return rows
}

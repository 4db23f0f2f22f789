import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { postHref, threadHref } from '#app/domains/threads/thread-address.ts'
import { readShownUploads, type ShownUpload } from '#app/domains/uploads/link-uploads.server.ts'
import { findReferences } from './pipeline/find-references.server.ts'
import type { References } from './pipeline/references.ts'

/** The rule that everybody satisfies. */
const EVERYONE = 1

/** The references of a post, and the uploads that it shows. */
export type FoundForPost = References & { uploadIds: number[] }

type Draft = { source: string; ruleId: number; authorId: number }

/**
 * Looks up what a batch of posts mentions and links to. What is baked into a post is read by everybody who may read
 * the post, so a title or a name goes in only when the target, and all that it lies in, is open to everyone or under
 * the very same rule. What is unlisted is never named. Uploads are known to the posts of who uploaded them alone: nobody
 * opens another's file to their own readers by writing its address.
 * Answers one lookup per draft, in order; four statements for the whole batch.
 */
export async function lookUpReferences(db: Kysely<DB>, drafts: readonly Draft[]): Promise<FoundForPost[]> {
  const wanted = drafts.map((draft) => findReferences(draft.source))
  const [members, threads, posts, uploads] = await Promise.all([
    readMembers(db, [...new Set(wanted.flatMap((one) => one.handles.map((handle) => handle.toLowerCase())))]),
    readThreads(db, [...new Set(wanted.flatMap((one) => one.threadIds))]),
    readPosts(db, [...new Set(wanted.flatMap((one) => one.postIds))]),
    readShownUploads(db, [...new Set(wanted.flatMap((one) => one.fileKeys))]),
  ])
  return drafts.map((draft, at) => {
    const keys = new Set(wanted[at]?.fileKeys)
    const own = uploads.filter(({ key, ownerId }) => ownerId === draft.authorId && keys.has(key))
    const open = ({ rules }: { rules: number[] }) =>
      rules.every((rule) => rule === EVERYONE || rule === draft.ruleId)
    return {
      uploadIds: own.map(({ id }) => id),
      pictures: picturesOf(own),
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

function picturesOf(uploads: readonly ShownUpload[]): References['pictures'] {
  return new Map(
    uploads.flatMap(({ key, width, height, hue, files }) => {
      if (width === null || height === null) return []
      const sized = files.map((file) => ({ name: file.name, width: file.width ?? width }))
      return [[key, { width, height, hue, files: sized }] as const]
    }),
  )
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

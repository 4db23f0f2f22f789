import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import { recount } from '#app/domains/counters/recount.server.ts'
import { bakePost } from '#app/domains/posts/pipeline/bake-post.server.ts'
import { NO_REFERENCES } from '#app/domains/posts/pipeline/references.ts'
import { handleKey } from '#app/domains/members/member.queries.server.ts'
import { slugOf } from '#app/domains/threads/thread-address.ts'

let serial = 0
const next = () => ++serial

type MemberOverrides = Partial<{
  handle: string
  display_name: string
  role: 'member' | 'moderator' | 'manager' | 'admin'
  kind: 'member' | 'imported' | 'brand' | 'erased'
  trust_level: number
  bio: string
}>

/** A member who may sign in; answers the member's and the account's id. */
export async function makeMember(db: Kysely<DB>, overrides: MemberOverrides = {}) {
  const handle = overrides.handle ?? `member-${next()}`
  const member = await db
    .insertInto('member')
    .values({ handle, handle_key: handleKey(handle), ...overrides })
    .returning(['id', 'handle'])
    .executeTakeFirstOrThrow()
  const account = await db
    .insertInto('account')
    .values({ member_id: member.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...member, accountId: account.id }
}

type SpaceOverrides = Partial<{
  slug: string
  name: string
  description: string
  rule_id: number
  parent_id: number
  kind: 'questions'
  post_template: string
  required_tags: string[]
}>

/** A space open to everyone unless `rule_id` says otherwise. */
export async function makeSpace(db: Kysely<DB>, overrides: SpaceOverrides = {}) {
  const slug = overrides.slug ?? `space-${next()}`
  return db
    .insertInto('space')
    .values({ slug, name: `Space ${slug}`, ...overrides })
    .returning(['id', 'slug', 'name', 'rule_id'])
    .executeTakeFirstOrThrow()
}

export type PostDraft = {
  authorId: number
  source: string
  number?: number
  at?: Date
  likes?: number
  replyTo?: number
  state?: 'published' | 'held' | 'hidden' | 'deleted'
}

type ThreadDraft = {
  space: { id: number; rule_id: number }
  title?: string
  posts: PostDraft[]
  tags?: string[]
  /** The number of the accepted post. */
  accepted?: number
  columns?: Partial<{
    rule_id: number
    own_rule: boolean
    state: 'published' | 'held' | 'hidden' | 'deleted'
    unlisted: boolean
    pin_scope: 'space' | 'site'
    closed_at: Date
    archived_at: Date
    last_number: number
    views: number
  }>
}

/** A thread with its posts, baked and counted as the importer leaves them. */
export async function makeThread(db: Kysely<DB>, draft: ThreadDraft) {
  const title = draft.title ?? `Thread ${next()}`
  const first = draft.posts[0]
  if (!first) throw new Error('A thread needs a first post')
  return db.transaction().execute(async (tx) => {
    const thread = await tx
      .insertInto('thread')
      .values({
        space_id: draft.space.id,
        rule_id: draft.space.rule_id,
        author_id: first.authorId,
        title,
        slug: slugOf(title),
        created_at: first.at ?? new Date(),
        ...draft.columns,
      })
      .returning(['id', 'slug', 'title'])
      .executeTakeFirstOrThrow()
    const ids = new Map<number, number>()
    for (const [index, post] of draft.posts.entries()) {
      const number = post.number ?? index + 1
      ids.set(number, await insertPost(tx, thread.id, number, post, ids.get(post.replyTo ?? 0) ?? null))
    }
    if (draft.accepted !== undefined) {
      await tx
        .updateTable('thread')
        .set({ accepted_post_id: ids.get(draft.accepted) ?? null })
        .where('id', '=', thread.id)
        .execute()
    }
    for (const slug of draft.tags ?? []) await tagThread(tx, thread.id, slug)
    await recount(tx)
    return { ...thread, postIds: ids }
  })
}

async function insertPost(
  db: Kysely<DB>,
  threadId: number,
  number: number,
  post: PostDraft,
  replyToId: number | null,
): Promise<number> {
  const row = await db
    .insertInto('post')
    .values({
      thread_id: threadId,
      number,
      author_id: post.authorId,
      source: post.source,
      html: '',
      pipeline_version: 0,
      created_at: post.at ?? new Date(),
      like_count: post.likes ?? 0,
      imported_likes: post.likes ?? 0,
      reply_to_id: replyToId,
      state: post.state ?? 'published',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const baked = bakePost(post.source, NO_REFERENCES, {
    siteOrigin: 'http://localhost:3000',
    idPrefix: `p${row.id}-`,
  })
  await db
    .updateTable('post')
    .set({
      html: baked.html,
      excerpt: baked.excerpt,
      text: baked.text,
      language: baked.language,
      pipeline_version: baked.version,
    })
    .where('id', '=', row.id)
    .execute()
  return row.id
}

/** Puts a tag, made if need be, on a thread. */
export async function tagThread(db: Kysely<DB>, threadId: number, slug: string): Promise<void> {
  const tag = await db
    .insertInto('tag')
    .values({ slug, name: slug })
    .onConflict((oc) => oc.column('slug').doUpdateSet({ slug }))
    .returning('id')
    .executeTakeFirstOrThrow()
  // The other columns are copied from the thread by a trigger.
  await sql`insert into thread_tag (thread_id, tag_id) values (${threadId}, ${tag.id})`.execute(db)
}

import { sql } from 'kysely'
import { z } from 'zod'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { slugOf } from '#app/domains/threads/thread-address.ts'
import { titleSchema } from '#app/domains/threads/thread.schema.ts'
import { linkUploads } from '#app/domains/uploads/link-uploads.server.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import { checkBaked, type Written } from './add-post.server.ts'
import { asWriter, type From, type WriteDeps, type Writer } from './as-writer.server.ts'
import { bakeOne } from './bake-posts.server.ts'
import { pagesWithThread } from './changed-pages.server.ts'
import { lockPost, type WrittenPost } from './find-written-post.server.ts'
import './post.events.ts'
import { canEdit } from './post.policy.ts'
import { bodySchema } from './post.schema.ts'
import { schedulePointers } from './rebake-posts.server.ts'
import { recordVersion } from './record-version.server.ts'
import { threadFacts } from './thread-facts.ts'
import { refused, WriteRefusal } from './write-refusal.ts'

/** For so long after it was posted, its author changes a post without anybody being told: typing errors are found then. */
const GRACE_MS = 5 * 60_000

export const editSchema = z.object({
  /** Of the first post of a thread. */
  title: titleSchema.optional(),
  body: bodySchema,
  reason: z.string().trim().max(200, 'write.reason.long').default(''),
  /** The version that was there when the form was shown. */
  base: z.string().max(40).default(''),
})
type EditInput = z.infer<typeof editSchema>

/**
 * Changes what a post says, and the title of the thread that it begins. What it said before is kept, for everybody to see, but
 * for what its author changes right after posting. Throws WriteRefusal: `conflict` where somebody changed it meanwhile.
 */
export async function editPost(
  deps: WriteDeps,
  member: MemberActor & From,
  postId: number,
  input: EditInput,
): Promise<Written> {
  return asWriter(deps, member, async (writer) => {
    const post = await lockPost(writer, postId)
    const allowed = canEdit(writer.actor, post, threadFacts(post.thread))
    if (!allowed.may) throw refused(allowed.because)
    const title = post.number === 1 ? (input.title ?? post.thread.title) : null
    const { thread } = post
    const place = { postId, threadId: thread.id, slug: thread.slug, number: post.number }
    // Sent twice, or nothing to change: what is wanted stands there.
    if (input.body === post.source && (title === null || title === thread.title)) return place
    if (input.base !== post.version) throw new WriteRefusal({ reason: 'conflict' })
    await writer.charge('change')
    const slug =
      title === null || title === thread.title ? thread.slug : await rename(writer, thread.id, title)
    await recordVersion(
      writer,
      post,
      { title, source: input.body, reason: input.reason },
      isInGrace(writer, post),
    )
    await rewrite(deps, writer, post, input.body)
    await emit(writer.db, 'post.edited', { postId, threadId: thread.id, memberId: writer.memberId })
    await deps.pages.purge(await pagesWithThread(writer.db, thread, [post.authorId]), writer.db)
    await writer.record('posts.edit', post, input.reason)
    return { ...place, slug }
  })
}

/** What the author changes within minutes of posting it, before anything was changed in public. */
export function isInGrace({ now, memberId }: Pick<Writer, 'now' | 'memberId'>, post: WrittenPost): boolean {
  return (
    post.editedAt === null &&
    memberId === post.authorId &&
    now.getTime() - post.createdAt.getTime() < GRACE_MS
  )
}

/** The address follows the title; the old one leads to it. Posts that name the thread are baked anew. */
async function rename({ db, now }: Writer, threadId: number, title: string): Promise<string> {
  const slug = slugOf(title)
  await db.updateTable('thread').set({ title, slug, updated_at: now }).where('id', '=', threadId).execute()
  await schedulePointers(db, threadId)
  return slug
}

async function rewrite(deps: WriteDeps, writer: Writer, post: WrittenPost, source: string): Promise<void> {
  const { db, now } = writer
  const { id, thread } = post
  const baked = await bakeOne(
    db,
    { id, source, ruleId: thread.rule_id, authorId: post.authorId },
    deps.env.PUBLIC_URL,
  )
  checkBaked(writer, baked)
  await db
    .updateTable('post')
    .set({
      source,
      html: baked.html,
      excerpt: baked.excerpt,
      text: baked.text,
      language: baked.language,
      pipeline_version: baked.version,
      ...(isInGrace(writer, post) ? {} : { edited_at: now }),
    })
    .where('id', '=', id)
    .execute()
  await linkUploads(
    db,
    [id],
    baked.uploadIds.map((uploadId) => ({ postId: id, uploadId })),
  )
  await sql`
    update thread t set excerpt = coalesce((select p.excerpt from post p where p.thread_id = t.id and p.state = 'published'
      order by p.number limit 1), '')
    where t.id = ${thread.id}::int`.execute(db)
}

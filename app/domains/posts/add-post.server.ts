import { sql, type Transaction } from 'kysely'
import { addPoll } from '#app/domains/polls/add-poll.server.ts'
import type { NewPoll } from '#app/domains/polls/read-poll.ts'
import { linkUploads } from '#app/domains/uploads/link-uploads.server.ts'
import { countPost } from '#app/domains/counters/count-post.server.ts'
import type { DB } from '#app/platform/db/database.ts'
import { abilitiesOf } from '#app/domains/trust/abilities.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import type { WriteDeps, Writer } from './as-writer.server.ts'
import { bakeOne } from './bake-posts.server.ts'
import './post.events.ts'
import { WriteRefusal, type Fault } from './write-refusal.ts'

export type NewPost = {
  thread: { id: number; ruleId: number }
  number: number
  source: string
  replyToId: number | null
  /** The form by which it came. */
  submission: string
  /** What it asks its readers. */
  poll: NewPoll | null
}

/** Where a post is that was written. */
export type Written = { postId: number; threadId: number; slug: string; number: number }

/** Writes a published post into a locked thread: baked, counted and announced. Throws WriteRefusal for what it says. */
export async function addPost(deps: WriteDeps, writer: Writer, post: NewPost): Promise<number> {
  const { db: tx, memberId, now } = writer
  const id = await nextPostId(tx)
  const { thread, number, source, replyToId, submission } = post
  const baked = await bakeOne(
    tx,
    { id, source, ruleId: thread.ruleId, authorId: memberId },
    deps.env.PUBLIC_URL,
  )
  checkBaked(writer, baked)
  await tx
    .insertInto('post')
    .values({
      id,
      thread_id: thread.id,
      number,
      author_id: memberId,
      source,
      html: baked.html,
      excerpt: baked.excerpt,
      text: baked.text,
      language: baked.language,
      pipeline_version: baked.version,
      reply_to_id: replyToId,
      submission,
      created_at: now,
    })
    .execute()
  await linkUploads(
    tx,
    [id],
    baked.uploadIds.map((uploadId) => ({ postId: id, uploadId })),
  )
  if (post.poll) await addPoll(writer, id, post.poll)
  await countPost(tx, id, 1)
  await emit(tx, 'post.created', { postId: id, threadId: thread.id, memberId })
  return id
}

/** What only the finished post tells: whether there is anything to read, how many people it speaks to, and where it leads. */
export function checkBaked(
  { actor }: Pick<Writer, 'actor'>,
  baked: { html: string; mentionedHandles: readonly string[] },
): void {
  const { mentions, links } = abilitiesOf(actor)
  if (baked.html.trim() === '') throw invalid('bodyShort')
  if (baked.mentionedHandles.length > mentions) throw invalid('bodyMentions', mentions)
  const outside = baked.html.match(/<a [^>]*?href="https?:/g)?.length ?? 0
  if (links !== null && outside > links) throw invalid('bodyLinks', links)
}

const invalid = (fault: Fault, most = 0) =>
  new WriteRefusal({ reason: 'invalid', fault, field: 'body', params: { most } })

/**
 * What this form wrote already; or the id under which it may write. A browser that goes back sends the same form with other
 * words: those are another post.
 */
export async function findSubmission(
  { db, memberId }: Pick<Writer, 'db' | 'memberId'>,
  { submission, body }: { submission: string; body: string },
): Promise<{ written: Written } | { submission: string }> {
  const { rows } = await sql<Written & { source: string }>`
    select p.id as "postId", p.thread_id as "threadId", t.slug, p.number, p.source
    from post p join thread t on t.id = p.thread_id
    where p.author_id = ${memberId}::int and p.submission = ${submission}::uuid`.execute(db)
  const [found] = rows
  if (!found) return { submission }
  const { source, ...written } = found
  return source === body ? { written } : { submission: crypto.randomUUID() }
}

/** Ids stand in the HTML of a post, so it has one before it is baked. */
async function nextPostId(tx: Transaction<DB>): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('post', 'id'))::int as id`.execute(tx)
  return rows[0]?.id ?? 0
}

import { sql } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { markWritten } from '#app/domains/reading/mark-read.server.ts'
import { readPoll } from '#app/domains/polls/read-poll.ts'
import { findPost } from '#app/domains/threads/thread-page.queries.server.ts'
import { addPost, findSubmission, type Written } from './add-post.server.ts'
import { asWriter, type WriteDeps, type Writer } from './as-writer.server.ts'
import { pagesWithThread } from './changed-pages.server.ts'
import { dropDraft } from './drafts.server.ts'
import { lockThread } from './lock-thread.server.ts'
import { canReply } from './post.policy.ts'
import type { ReplyInput } from './post.schema.ts'
import { threadFacts } from './thread-facts.ts'
import { refused } from './write-refusal.ts'

/**
 * Writes a reply at the end of a thread; answers where it stands, or where the same form wrote it before. What it answers
 * must be a post of the thread that the writer sees, or it answers none. Throws WriteRefusal.
 */
export async function replyToThread(
  deps: WriteDeps,
  member: MemberActor,
  threadId: number,
  input: ReplyInput,
): Promise<Written> {
  return asWriter(deps, member, async (writer) => {
    const before = await findSubmission(writer, input)
    if ('written' in before) return before.written
    const thread = await lockThread(writer, threadId)
    const allowed = canReply(writer.actor, threadFacts(thread))
    if (!allowed.may) throw refused(allowed.because)
    const poll = readPoll(input)
    await writer.charge('reply')
    const number = thread.last_number + 1
    const postId = await addPost(deps, writer, {
      thread: { id: thread.id, ruleId: thread.rule_id },
      number,
      source: input.body,
      replyToId: input.replyTo === null ? null : await answered(writer, thread.id, input.replyTo),
      submission: before.submission,
      poll,
    })
    await markWritten(writer, { threadId, number, level: 'tracking' })
    await dropDraft(writer, { threadId })
    await deps.pages.purge(await pagesWithThread(writer.db, thread, [writer.memberId]), writer.db)
    return { postId, threadId, slug: thread.slug, number }
  })
}

/** The post with a number, as far as the writer may know of it. */
async function answered(writer: Writer, threadId: number, number: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select id from post where thread_id = ${threadId}::int and number = ${number}::int and state = 'published'`.execute(
    writer.db,
  )
  const id = rows[0]?.id
  return id !== undefined && (await findPost(writer, id)) ? id : null
}

import { sql } from 'kysely'
import { memberIdOf, type Actor } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { postHref } from '#app/domains/threads/thread-address.ts'
import type { ThreadRow } from '#app/domains/threads/thread-page.view.ts'
import type { PostRefView } from '#app/domains/threads/thread.view.ts'
import { findDraft } from './drafts.server.ts'
import { canReply } from './post.policy.ts'
import { quotePost } from './quote-post.server.ts'
import { threadFacts } from './thread-facts.ts'
import type { Because } from './write-refusal.ts'

/** What stands at the end of a thread: the form as it begins, or the reason why there is none. */
export type ReplyFormView =
  | { may: false; because: Because }
  | { may: true; submission: string; text: string; replyTo: PostRefView | null; savedAt: string | null }

/** `reply`: the number of the post that is answered; `quote`: the id of a post whose words the reply begins with. */
export async function readReplyForm(
  reader: Reader & { actor: Actor },
  thread: ThreadRow,
  wanted: { reply: number | null; quote: number | null },
): Promise<ReplyFormView> {
  const allowed = canReply(reader.actor, threadFacts(thread))
  const memberId = memberIdOf(reader.actor)
  if (!allowed.may || memberId === null)
    return { may: false, because: allowed.may ? 'visitor' : allowed.because }
  const draft = await findDraft(reader, memberId, { threadId: thread.id })
  const answered = wanted.reply ?? draft?.replyTo ?? null
  const quote = wanted.quote === null ? '' : await quotePost(reader, wanted.quote)
  const begun = draft?.body ?? ''
  return {
    may: true,
    submission: crypto.randomUUID(),
    text: begun && quote ? `${begun.trimEnd()}\n\n${quote}` : begun || quote,
    replyTo: answered === null ? null : await findAnswered(reader, thread, answered),
    savedAt: draft?.savedAt ?? null,
  }
}

/** The post of a thread that is answered, as the form names it. The reader sees the thread. */
export async function findAnswered(
  { db }: Pick<Reader, 'db'>,
  thread: { id: number; slug: string },
  number: number,
): Promise<PostRefView | null> {
  const { rows } = await sql<PostRefView['author']>`
    select m.handle, m.display_name as name, m.kind from post p join member m on m.id = p.author_id
    where p.thread_id = ${thread.id}::int and p.number = ${number}::int and p.state = 'published'`.execute(db)
  return rows[0] ? { number, href: postHref(thread, number), author: rows[0] } : null
}

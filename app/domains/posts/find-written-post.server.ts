import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import { canView } from '#app/domains/access/access.policy.ts'
import { findThread, postThing, threadThing } from '#app/domains/threads/thread-page.queries.server.ts'
import type { ThreadRow } from '#app/domains/threads/thread-page.view.ts'
import type { ContentState } from '#prisma/generated/kysely/enums.ts'
import type { Writer } from './as-writer.server.ts'
import { lockThread } from './lock-thread.server.ts'
import type { PostFacts } from './post.policy.ts'
import { missing } from './write-refusal.ts'

/** A post as those who change it need it. `source` is what was typed: for who may change it alone. */
export type WrittenPost = PostFacts & {
  id: number
  source: string
  createdAt: Date
  editedAt: Date | null
  thread: ThreadRow
  /** Changes with every change of the text and, at the first post, of the title. */
  version: string
}

/** Finds a post that the reader sees, or took back themself; null where there is none for them. */
export async function findWrittenPost(reader: Reader, postId: number): Promise<WrittenPost | null> {
  const threadId = await threadOf(reader, postId)
  const found = threadId === null ? null : await findThread(reader, threadId)
  return found?.view === 'full' ? readWithin(reader, postId, found.row) : null
}

/** The same for a write: under the lock of its thread. Throws WriteRefusal `missing`. */
export async function lockPost(writer: Writer, postId: number): Promise<WrittenPost> {
  const threadId = await threadOf(writer, postId)
  if (threadId === null) throw missing()
  const post = await readWithin(writer, postId, await lockThread(writer, threadId))
  if (!post) throw missing()
  return post
}

async function threadOf({ db }: Pick<Reader, 'db'>, postId: number): Promise<number | null> {
  const row = await db.selectFrom('post').select('thread_id').where('id', '=', postId).executeTakeFirst()
  return row?.thread_id ?? null
}

type Row = {
  id: number
  number: number
  author_id: number
  state: ContentState
  state_by_id: number | null
  source: string
  created_at: Date
  edited_at: Date | null
}

async function readWithin(reader: Reader, postId: number, thread: ThreadRow): Promise<WrittenPost | null> {
  const { rows } = await sql<Row>`
    select id, number, author_id, state, state_by_id, source, created_at, edited_at from post
    where id = ${postId}::int and thread_id = ${thread.id}::int`.execute(reader.db)
  const [row] = rows
  if (!row) return null
  const { actor } = reader.access
  const takenBack =
    row.state === 'deleted' &&
    actor.kind === 'member' &&
    row.author_id === actor.memberId &&
    row.state_by_id === row.author_id
  if (!takenBack && canView(reader.access, postThing(row, threadThing(thread))) !== 'full') return null
  const title = row.number === 1 ? thread.title : null
  return {
    id: row.id,
    number: row.number,
    authorId: row.author_id,
    state: row.state,
    stateById: row.state_by_id,
    accepted: thread.accepted_post_id === row.id,
    source: row.source,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    thread,
    version: versionOf(title, row.source),
  }
}

function versionOf(title: string | null, source: string): string {
  return createHash('sha256')
    .update(JSON.stringify([title, source]))
    .digest('base64url')
    .slice(0, 16)
}

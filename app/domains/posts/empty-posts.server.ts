import { sql, type Kysely, type Transaction } from 'kysely'
import { countPost, countThread } from '#app/domains/counters/count-post.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { emit } from '#app/platform/outbox/outbox.ts'
import type { ContentState } from '#prisma/generated/kysely/enums.ts'
import { pagesWithThread } from './changed-pages.server.ts'
import './post.events.ts'
import { schedulePointers } from './rebake-posts.server.ts'

export type EmptyDeps = {
  db: { kysely: Kysely<DB> }
  clock: Clock
  bus: Pick<Bus, 'caughtUp'>
  pages: { purge(tags: readonly string[], tx: Transaction<DB>): Promise<void> }
}

/** What stands where the title of a thread was that went with its author. */
const NO_TITLE = '–'
const NO_SLUG = 'removed'

/**
 * Empties every post of a member who wants their words gone, whatever its state: the numbers stay, and so do the threads in
 * which others wrote, with their titles; of a thread in which nobody else did the title goes, too. A thread at a time, so that
 * nobody waits long; may be stopped and run again.
 */
export async function emptyPostsOf(deps: EmptyDeps, memberId: number): Promise<void> {
  for (let threadId = await nextThread(deps, memberId, 0); threadId !== null;) {
    await emptyInThread(deps, memberId, threadId)
    threadId = await nextThread(deps, memberId, threadId)
  }
  await deps.bus.caughtUp()
}

async function nextThread({ db }: EmptyDeps, memberId: number, after: number): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select min(thread_id) as id from post where author_id = ${memberId}::int and thread_id > ${after}::int`.execute(
    db.kysely,
  )
  return rows[0]?.id ?? null
}

type Emptied = { id: number; state: ContentState }

async function emptyInThread(deps: EmptyDeps, memberId: number, threadId: number): Promise<void> {
  await transaction(deps.db, async (tx) => {
    await sql`select from thread where id = ${threadId}::int for no key update`.execute(tx)
    const { rows: posts } = await sql<Emptied>`
      select id, state from post where thread_id = ${threadId}::int and author_id = ${memberId}::int
      order by number desc for update`.execute(tx)
    for (const { id, state } of posts) {
      await empty(tx, id, deps.clock.now())
      if (state !== 'published') continue
      await countPost(tx, id, -1)
      await emit(tx, 'post.deleted', { postId: id, threadId, memberId })
    }
    const thread = await tx
      .selectFrom('thread')
      .select(['id', 'space_id'])
      .where('id', '=', threadId)
      .executeTakeFirstOrThrow()
    const pages = await pagesWithThread(tx, thread, [memberId])
    await takeThread(tx, threadId, memberId, deps.clock.now())
    await schedulePointers(tx, threadId)
    await deps.pages.purge(pages, tx)
  })
}

async function empty(tx: Transaction<DB>, id: number, now: Date): Promise<void> {
  const nothing = { source: '', html: '', excerpt: '', text: '', language: 'und' }
  await tx
    .updateTable('post')
    .set({ ...nothing, state: 'deleted', state_reason: '', state_at: now, edited_at: null })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('post_revision').where('post_id', '=', id).execute()
  await tx.deleteFrom('post_upload').where('post_id', '=', id).execute()
}

/** A thread that nobody else wrote in goes as a whole. */
async function takeThread(tx: Transaction<DB>, threadId: number, memberId: number, now: Date): Promise<void> {
  const { rows } = await sql<{ state: ContentState; unlisted: boolean }>`
    select state, unlisted from thread where id = ${threadId}::int and title <> ${NO_TITLE}
      and not exists (select from post where thread_id = ${threadId}::int and author_id <> ${memberId}::int)`.execute(
    tx,
  )
  const [thread] = rows
  if (!thread) return
  await tx.deleteFrom('thread_event').where('thread_id', '=', threadId).execute()
  await tx
    .updateTable('thread')
    .set({ state: 'deleted', state_reason: '', state_at: now, title: NO_TITLE, slug: NO_SLUG, excerpt: '' })
    .where('id', '=', threadId)
    .execute()
  if (thread.state === 'published' && !thread.unlisted) await countThread(tx, threadId, -1)
}

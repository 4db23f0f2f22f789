import type { Kysely } from 'kysely'
import type { Reader } from '#app/domains/access/reader.ts'
import type { DB } from '#app/platform/db/database.ts'

/** Characters that a draft keeps of each field. */
const MOST = { title: 400, body: 64_000, tags: 400 }

/** Where a draft belongs: a reply to a thread, or a new thread in a space. */
export type DraftPlace = { threadId: number } | { spaceId: number }

export type DraftText = { title: string; body: string; tags: string; replyTo: number | null }
export type DraftView = DraftText & { savedAt: string }

/**
 * Keeps what a member has written so far, one draft per place; an empty one is none. The caller has asked the gate about the
 * place. Answers when it was saved, or null where there is nothing left.
 */
export async function saveDraft(
  { db, now }: Pick<Reader, 'db' | 'now'>,
  memberId: number,
  place: DraftPlace,
  { title, body, tags, replyTo }: DraftText,
): Promise<Date | null> {
  if (`${title}${body}${tags}`.trim() === '') {
    await dropDraft({ db, memberId }, place)
    return null
  }
  const text = {
    title: cut(title, MOST.title),
    body: cut(body, MOST.body),
    tags: cut(tags, MOST.tags),
    reply_to: replyTo,
    updated_at: now,
  }
  const where = columnsOf(place)
  await db
    .insertInto('draft')
    .values({ member_id: memberId, ...where, ...text })
    .onConflict((conflict) =>
      conflict.columns(['member_id', 'thread_id' in where ? 'thread_id' : 'space_id']).doUpdateSet(text),
    )
    .execute()
  return now
}

/** What a member began to write there. */
export async function findDraft(
  { db }: Pick<Reader, 'db'>,
  memberId: number,
  place: DraftPlace,
): Promise<DraftView | null> {
  const row = await whereAt(db.selectFrom('draft').selectAll(), memberId, place).executeTakeFirst()
  if (!row) return null
  const { title, body, tags, reply_to: replyTo, updated_at: savedAt } = row
  return { title, body, tags, replyTo, savedAt: savedAt.toISOString() }
}

/** Forgets it: it was posted, or thrown away. */
export async function dropDraft(
  { db, memberId }: { db: Kysely<DB>; memberId: number },
  place: DraftPlace,
): Promise<void> {
  await whereAt(db.deleteFrom('draft'), memberId, place).execute()
}

const columnsOf = (place: DraftPlace) =>
  'threadId' in place ? { thread_id: place.threadId } : { space_id: place.spaceId }

type Narrowed<Q> = { where(column: 'member_id' | 'thread_id' | 'space_id', is: '=', id: number): Q }

function whereAt<Q extends Narrowed<Q>>(query: Q, memberId: number, place: DraftPlace): Q {
  const of = query.where('member_id', '=', memberId)
  return 'threadId' in place
    ? of.where('thread_id', '=', place.threadId)
    : of.where('space_id', '=', place.spaceId)
}

const cut = (text: string, most: number) => text.slice(0, most).toWellFormed()

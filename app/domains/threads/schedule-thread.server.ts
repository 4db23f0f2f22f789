import { sql } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { readPoll } from '#app/domains/polls/read-poll.ts'
import { asWriter, type WriteDeps, type Writer } from '#app/domains/posts/as-writer.server.ts'
import { findSubmission } from '#app/domains/posts/add-post.server.ts'
import { dropDraft, findDraft, saveDraft } from '#app/domains/posts/drafts.server.ts'
import { missing, refused, WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { checkRequiredTags } from './put-tags.server.ts'
import { lockSpace } from './start-thread.server.ts'
import { momentIn } from './zoned-time.ts'
import type { NewThreadInput } from './thread.schema.ts'

/** Threads of one member that wait at the same time. */
const MOST_WAITING = 20
/** Days ahead. */
const FARTHEST = 366

/**
 * Keeps a thread until its time, written by the clocks of `timeZone`. Nobody but its author knows of it; they may start it
 * there today, or it is not taken. The same form keeps it once. Throws WriteRefusal.
 */
export async function scheduleThread(
  deps: WriteDeps,
  member: MemberActor,
  input: NewThreadInput,
  when: { at: string; timeZone: string },
): Promise<void> {
  await asWriter(deps, member, async (writer) => {
    const publishAt = checkedTime(writer, when)
    // It would open before anybody sees it: said, so that nothing typed is lost.
    if (readPoll(input))
      throw new WriteRefusal({ reason: 'invalid', fault: 'pollLater', field: 'pollQuestion' })
    if ('written' in (await findSubmission(writer, input))) return
    const space = await lockSpace(writer, input.space)
    checkRequiredTags(space, input.tags)
    const { rows } = await sql<{ waiting: number; again: boolean }>`
      select count(*)::int as waiting, coalesce(bool_or(submission = ${input.submission}::uuid), false) as again
      from scheduled_thread where member_id = ${writer.memberId}::int`.execute(writer.db)
    const { waiting = 0, again = false } = rows[0] ?? {}
    if (again) return
    if (waiting >= MOST_WAITING) throw refused('tooManyWaiting')
    await writer.charge('start')
    await writer.db
      .insertInto('scheduled_thread')
      .values({
        member_id: writer.memberId,
        space_id: space.id,
        title: input.title,
        body: input.body,
        tags: input.tags.map(({ name }) => name).join(', '),
        submission: input.submission,
        publish_at: publishAt,
        created_at: writer.now,
      })
      .execute()
    await dropDraft(writer, { spaceId: space.id })
  })
}

/** Gives a thread that waits another time; one that could not be published is tried again then. Throws WriteRefusal. */
export async function reschedule(
  deps: WriteDeps,
  member: MemberActor,
  id: number,
  when: { at: string; timeZone: string },
): Promise<void> {
  await asWriter(deps, member, async (writer) => {
    const publishAt = checkedTime(writer, when)
    const { numUpdatedRows } = await writer.db
      .updateTable('scheduled_thread')
      .set({ publish_at: publishAt, failed: null })
      .where('id', '=', id)
      .where('member_id', '=', writer.memberId)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw missing()
  })
}

/** Makes a thread that waits the draft of its space again; answers the space's slug. Throws WriteRefusal where there is one. */
export async function takeBack(deps: WriteDeps, member: MemberActor, id: number): Promise<string> {
  return asWriter(deps, member, async (writer) => {
    const { rows } = await sql<{ space_id: number; title: string; body: string; tags: string; slug: string }>`
      delete from scheduled_thread w using space s
      where w.id = ${id}::int and w.member_id = ${writer.memberId}::int and s.id = w.space_id
      returning w.space_id, w.title, w.body, w.tags, s.slug`.execute(writer.db)
    const [row] = rows
    if (!row) throw missing()
    const place = { spaceId: row.space_id }
    if (await findDraft(writer, writer.memberId, place)) throw refused('draftThere')
    await saveDraft(writer, writer.memberId, place, { ...row, replyTo: null })
    return row.slug
  })
}

export type ScheduledView = { id: number; title: string; space: string; at: Date; failed: string | null }

/** The threads of a member that wait, the next first. */
export async function listScheduled({ db }: Pick<Reader, 'db'>, memberId: number): Promise<ScheduledView[]> {
  const { rows } = await sql<ScheduledView>`
    select w.id, w.title, s.name as space, w.publish_at as at, w.failed
    from scheduled_thread w join space s on s.id = w.space_id
    where w.member_id = ${memberId}::int order by w.publish_at, w.id`.execute(db)
  return rows
}

function checkedTime({ now }: Writer, { at, timeZone }: { at: string; timeZone: string }): Date {
  const moment = momentIn(timeZone, at)
  const ahead = moment === null ? -1 : moment.getTime() - now.getTime()
  if (moment && ahead > 0 && ahead < FARTHEST * 86_400_000) return moment
  throw new WriteRefusal({ reason: 'invalid', fault: moment ? 'timeGone' : 'timeMissing', field: 'at' })
}

import { sql } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { NO_POLL } from '#app/domains/polls/poll.schema.ts'
import { asWriter, type WriteDeps } from '#app/domains/posts/as-writer.server.ts'
import { WriteRefusal } from '#app/domains/posts/write-refusal.ts'
import { checkRequiredTags } from './put-tags.server.ts'
import { lockSpace, startIn } from './start-thread.server.ts'
import { tagsSchema } from './thread.schema.ts'

/** Threads of one run; the next one comes within a minute. */
const MOST = 100

type Due = { id: number; actor: MemberActor }

/**
 * Publishes every thread whose time has come, as its author and by the rules of now. Each in one transaction, in which it
 * stops waiting: whenever a process dies, and however many run, a thread is published once. What can't be published keeps
 * waiting, with the reason, for its author.
 */
export async function publishScheduled(deps: WriteDeps): Promise<number> {
  let published = 0
  for (const { id, actor } of await readDue(deps)) {
    try {
      if (await publishOne(deps, actor, id)) published++
    } catch (error) {
      if (!(error instanceof WriteRefusal)) throw error
      const { why } = error
      const failed =
        why.reason === 'forbidden' ? why.because : why.reason === 'invalid' ? why.fault : 'outside'
      await deps.db.kysely.updateTable('scheduled_thread').set({ failed }).where('id', '=', id).execute()
    }
  }
  return published
}

function publishOne(deps: WriteDeps, member: MemberActor, id: number): Promise<boolean> {
  return asWriter(deps, member, async (writer) => {
    const { rows } = await sql<{
      title: string
      body: string
      tags: string
      submission: string
      slug: string
    }>`
      delete from scheduled_thread w using space s
      where w.id = ${id}::int and w.publish_at <= ${writer.now} and w.failed is null and s.id = w.space_id
      returning w.title, w.body, w.tags, w.submission, s.slug`.execute(writer.db)
    const [row] = rows
    if (!row) return false
    const space = await lockSpace(writer, row.slug)
    const input = { ...NO_POLL, ...row, space: row.slug, tags: tagsSchema.parse(row.tags) }
    checkRequiredTags(space, input.tags)
    await startIn(deps, writer, space, input)
    return true
  })
}

async function readDue({ db, clock }: WriteDeps): Promise<Due[]> {
  const { rows } = await sql<Omit<MemberActor, 'kind' | 'suspended' | 'moderates'> & { id: number }>`
    select w.id, m.id as "memberId", a.id as "accountId", m.handle, m.display_name as "displayName", m.role,
      m.trust_level as "trustLevel"
    from scheduled_thread w join member m on m.id = w.member_id join account a on a.member_id = m.id
    where w.publish_at <= ${clock.now()} and w.failed is null
    order by w.publish_at, w.id limit ${MOST}::int`.execute(db.kysely)
  // Whether they are suspended is read with the rest, afresh, by the transaction that writes.
  return rows.map(({ id, ...member }) => ({
    id,
    actor: { kind: 'member', suspended: false, ...member, moderates: [] },
  }))
}

import { sql, type Kysely, type Transaction } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import type { Act } from '#app/domains/audit/acts.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import type { Gate } from '#app/domains/access/gate.server.ts'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { missing, WriteRefusal } from './write-refusal.ts'
import type { Writing, WritingLimits } from './writing-limits.ts'

/** What writing needs of the community; the services of a process are one. */
export type WriteDeps = {
  db: { kysely: Kysely<DB> }
  gate: Pick<Gate, 'accessWithin'>
  bus: Pick<Bus, 'caughtUp'>
  clock: Clock
  env: { PUBLIC_URL: string }
  pages: { purge(tags: readonly string[], tx: Transaction<DB>): Promise<void> }
  writingLimits: WritingLimits
}

/** Where a member came from, for the log. */
export type From = { network?: string | null }

/** Who writes, and in which transaction. A Reader: queries take it as it is. */
export type Writer = Reader & {
  db: Transaction<DB>
  actor: MemberActor
  memberId: number
  /** Counts what is about to be written. Throws WriteRefusal where it is too much. */
  charge(writing: Writing): Promise<void>
  /** Writes into the log what was done to somebody else's post. Comes last. */
  record(act: Extract<Act, `posts.${string}`>, post: WrittenAbout, reason?: string): Promise<void>
}

/** Of a post, what the log needs. */
type WrittenAbout = { id: number; authorId: number; thread: { id: number } }

/**
 * Runs a write of a member in one transaction. What two requests of one member write comes one after the other, so that a
 * form which is sent twice finds its first time; who they are to the rules is read afresh, past all that is kept. When it
 * answers, this process shows the change, and the others do in a moment.
 */
export async function asWriter<T>(
  deps: WriteDeps,
  member: MemberActor & From,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  const done = await transaction(deps.db, async (tx) => {
    const { rows } =
      await sql`select from member where id = ${member.memberId}::int and kind <> 'erased' for no key update`.execute(
        tx,
      )
    if (rows.length === 0) throw missing()
    const access = await deps.gate.accessWithin(tx, member)
    const { actor } = access
    const charge = async (writing: Writing) => {
      const seconds = await deps.writingLimits.take(writing, actor)
      if (seconds > 0) throw new WriteRefusal({ reason: 'wait', seconds })
    }
    const { memberId } = actor
    const now = deps.clock.now()
    const record: Writer['record'] = async (act, post, reason = '') => {
      if (post.authorId === memberId) return
      const doer = { memberId, network: member.network ?? null }
      const about = { target: { kind: 'post', id: post.id }, after: { thread: post.thread.id } } as const
      await recordAct(tx, doer, { act, ...about, reason, now })
    }
    return work({ db: tx, access, now, actor, memberId, charge, record })
  })
  await deps.bus.caughtUp()
  return done
}

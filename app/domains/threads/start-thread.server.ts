import { sql } from 'kysely'
import { canView } from '#app/domains/access/access.policy.ts'
import type { MemberActor } from '#app/domains/access/actor.ts'
import { countThread } from '#app/domains/counters/count-post.server.ts'
import { readPoll } from '#app/domains/polls/read-poll.ts'
import { addPost, findSubmission, type Written } from '#app/domains/posts/add-post.server.ts'
import { asWriter, type WriteDeps, type Writer } from '#app/domains/posts/as-writer.server.ts'
import { pagesWithThread } from '#app/domains/posts/changed-pages.server.ts'
import { dropDraft } from '#app/domains/posts/drafts.server.ts'
import { missing, refused } from '#app/domains/posts/write-refusal.ts'
import { markWritten } from '#app/domains/reading/mark-read.server.ts'
import { canStart } from '#app/domains/spaces/space.policy.ts'
import { checkRequiredTags, putTags } from './put-tags.server.ts'
import { slugOf } from './thread-address.ts'
import type { NewThreadInput } from './thread.schema.ts'

/**
 * Starts a thread with its first post; answers where it stands, or where the same form started it before. It carries the
 * rule of its space. Throws WriteRefusal.
 */
export async function startThread(
  deps: WriteDeps,
  member: MemberActor,
  input: NewThreadInput,
): Promise<Written> {
  return asWriter(deps, member, async (writer) => {
    const before = await findSubmission(writer, input)
    if ('written' in before) return before.written
    const space = await lockSpace(writer, input.space)
    checkRequiredTags(space, input.tags)
    await writer.charge('start')
    const written = await startIn(deps, writer, space, { ...input, submission: before.submission })
    await dropDraft(writer, { spaceId: space.id })
    return written
  })
}

/** Starts the thread in a space that is locked, within the transaction of who writes. Throws WriteRefusal for what it says. */
export async function startIn(
  deps: WriteDeps,
  writer: Writer,
  space: LockedSpace,
  input: NewThreadInput,
): Promise<Written> {
  const poll = readPoll(input)
  const thread = await insertThread(writer, space, input.title)
  await putTags(writer, thread.id, input.tags, space.required_tags)
  await countThread(writer.db, thread.id, 1)
  const postId = await addPost(deps, writer, {
    thread: { id: thread.id, ruleId: space.rule_id },
    number: 1,
    source: input.body,
    replyToId: null,
    submission: input.submission,
    poll,
  })
  await markWritten(writer, { threadId: thread.id, number: 1, level: 'watching' })
  const tags = await pagesWithThread(writer.db, { id: thread.id, space_id: space.id }, [writer.memberId])
  await deps.pages.purge(tags, writer.db)
  return { postId, threadId: thread.id, slug: thread.slug, number: 1 }
}

export type LockedSpace = {
  id: number
  kind: string
  rule_id: number
  parent_rule_id: number | null
  archived: boolean
  locked: boolean
  required_tags: string[]
}

/**
 * Locks the space, so that no thread begins under the rule that it had before; asks the gate, and whether one may. Throws
 * WriteRefusal.
 */
export async function lockSpace(writer: Writer, slug: string): Promise<LockedSpace> {
  await sql`select from space where slug = ${slug} for share`.execute(writer.db)
  const { rows } = await sql<LockedSpace>`
    select s.id, s.kind, s.rule_id, parent.rule_id as parent_rule_id, s.archived_at is not null as archived,
      s.locked_at is not null as locked, s.required_tags
    from space s left join space parent on parent.id = s.parent_id where s.slug = ${slug}`.execute(writer.db)
  const [space] = rows
  if (!space) throw missing()
  const { rule_id: ruleId, parent_rule_id: around } = space
  const within = around === null ? null : ({ noun: 'parent', ruleId: around } as const)
  const sight = canView(writer.access, { noun: 'space', ruleId, within })
  if (sight === 'none') throw missing()
  if (sight === 'teaser') throw refused('outside')
  const allowed = canStart(writer.actor, space)
  if (!allowed.may) throw refused(allowed.because)
  return space
}

function insertThread({ db, memberId, now }: Writer, space: LockedSpace, title: string) {
  return db
    .insertInto('thread')
    .values({
      space_id: space.id,
      rule_id: space.rule_id,
      author_id: memberId,
      title,
      slug: slugOf(title),
      created_at: now,
      last_post_at: now,
      updated_at: now,
    })
    .returning(['id', 'slug'])
    .executeTakeFirstOrThrow()
}

import { sql } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { visibleRules } from '#app/domains/access/access.filter.server.ts'
import { findDraft } from '#app/domains/posts/drafts.server.ts'
import type { SpaceDirectory, SpaceRow } from '#app/domains/spaces/space-directory.server.ts'
import { canStart } from '#app/domains/spaces/space.policy.ts'
import { listOpenSpaces } from '#app/domains/spaces/space.queries.server.ts'

/** Tags that are offered while one types. */
const OFFERED = 100

export type NewThreadFormView = {
  submission: string
  spaces: {
    slug: string
    name: string
    child: boolean
    question: boolean
    /** Whether a text there begins with one of the space. */
    templated: boolean
    /** A conversation there carries one of these at least. */
    requiredTags: string[]
  }[]
  /** The slug of the space that is chosen; empty while none is. */
  space: string
  title: string
  body: string
  tags: string
  savedAt: string | null
  /** Names of the tags that people here use most. */
  knownTags: string[]
}

/** The spaces where a member may start a thread, in order. */
export async function listStartableSpaces(
  reader: Reader,
  directory: SpaceDirectory,
  actor: MemberActor,
): Promise<SpaceRow[]> {
  const open = await listOpenSpaces(reader, directory)
  return open.filter((space) => canStart(actor, space).may)
}

/** The form of a new thread as it begins: with the draft of the space that is chosen, or its template, or else the last draft anywhere. */
export async function readNewThreadForm(
  reader: Reader,
  actor: MemberActor,
  spaces: readonly SpaceRow[],
  chosen: SpaceRow | null,
): Promise<NewThreadFormView> {
  const space = chosen ?? (await lastBegun(reader, actor.memberId, spaces))
  const draft = space && (await findDraft(reader, actor.memberId, { spaceId: space.id }))
  return {
    submission: crypto.randomUUID(),
    spaces: spaces.map(({ slug, name, parentId, kind, postTemplate, requiredTags }) => ({
      slug,
      name,
      child: parentId !== null,
      question: kind === 'questions',
      templated: postTemplate !== '',
      requiredTags,
    })),
    space: space?.slug ?? '',
    title: draft?.title ?? '',
    body: draft?.body ?? space?.postTemplate ?? '',
    tags: draft?.tags ?? '',
    savedAt: draft?.savedAt ?? null,
    knownTags: await readKnownTags(reader),
  }
}

async function lastBegun(
  { db }: Reader,
  memberId: number,
  spaces: readonly SpaceRow[],
): Promise<SpaceRow | null> {
  const { rows } = await sql<{ space_id: number }>`
    select space_id from draft where member_id = ${memberId}::int and space_id = any(${spaces.map(({ id }) => id)}::int[])
    order by updated_at desc limit 1`.execute(db)
  return spaces.find(({ id }) => id === rows[0]?.space_id) ?? null
}

async function readKnownTags({ db, access }: Reader): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tag.name from tag_count c join tag on tag.id = c.tag_id
    where c.rule_id = any(${visibleRules(access)}::int[]) and c.threads > 0
    group by tag.id, tag.name order by sum(c.threads) desc, tag.name limit ${OFFERED}::int`.execute(db)
  return rows.map(({ name }) => name)
}

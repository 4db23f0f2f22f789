import type { Transaction } from 'kysely'
import { can } from '#app/domains/access/actor.ts'
import { doerOfCommand, type AccessCommand } from '#app/domains/access/manage-access.ts'
import { placeUnderRule } from '#app/domains/access/set-space-rule.server.ts'
import type { SimpleRule } from '#app/domains/access/simple-rule.ts'
import { ruleFor } from '#app/domains/access/simple-rule.server.ts'
import { ownRule } from '#app/domains/access/effective-rule.server.ts'
import { recordAct } from '#app/domains/audit/record-act.server.ts'
import { isUniqueViolation } from '#app/platform/db/errors.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { SPACES_CHANNEL } from '../space-directory.server.ts'
import type { SpaceInput } from './space.schema.ts'

/** Why a space was not saved; `field` is where it is said. */
export class SpaceRefusal extends Error {
  override name = 'SpaceRefusal'
  readonly because: 'forbidden' | 'missing' | 'conflict' | 'slugTaken' | 'parent'
  readonly field: string

  constructor(because: SpaceRefusal['because'], field = '') {
    super(because)
    this.because = because
    this.field = field
  }
}

export type SpaceEdit = {
  /** Null for a new one. */
  id: number | null
  /** The version that the editor saw. */
  version: number
  input: SpaceInput
  /** Null leaves the rule as it is. */
  rule: SimpleRule | null
}

/**
 * Makes a space or changes one, its rule with it; what lies in it follows (see `set-space-rule`). An address that it had leads
 * to the new one. Answers its id. Throws SpaceRefusal, `conflict` where somebody changed it since it was shown.
 */
export async function saveSpace(
  command: AccessCommand,
  { id, version, input, rule }: SpaceEdit,
): Promise<number> {
  const { db, bus, actor, clock } = command
  if (!can(actor, 'spaces.manage')) throw new SpaceRefusal('forbidden')
  const now = clock.now()
  const saved = await transaction({ kysely: db }, async (tx) => {
    await checkParent(tx, id, input.parent)
    await checkSlug(tx, id, input.slug)
    const before = id === null ? null : await lockVersion(tx, id, version)
    const spaceId = before ? await update(tx, before, input, now) : await insert(tx, input, now)
    const own = rule ? await ruleFor(tx, rule) : before ? before.own : 1
    await placeUnderRule(tx, bus, { spaceId, ruleId: own })
    await bus.publish(SPACES_CHANNEL, { spaceId }, tx)
    await recordAct(tx, doerOfCommand(command), {
      act: before ? 'spaces.change' : 'spaces.create',
      target: { kind: 'space', id: spaceId, name: input.name },
      ...(before ? { before: factsOf(before, before.own) } : {}),
      after: factsOf(columnsOf(input, now), own),
      now,
    })
    return spaceId
  }).catch((error: unknown) => {
    if (isUniqueViolation(error, 'space_slug_key')) throw new SpaceRefusal('slugTaken', 'slug')
    throw error
  })
  await bus.caughtUp()
  return saved
}

function columnsOf({ name, slug, description, kind, hue, sort, parent, state }: SpaceInput, now: Date) {
  return {
    name,
    slug,
    description,
    kind,
    hue,
    default_sort: sort,
    parent_id: parent,
    archived_at: state === 'archived' ? now : null,
    locked_at: state === 'locked' ? now : null,
  }
}

type Columns = ReturnType<typeof columnsOf>
type Before = Columns & { id: number; own: number }

/** A space as the log keeps it. */
function factsOf(space: Columns, rule: number) {
  const { name, slug, description, kind, hue, default_sort: sort, parent_id: parent } = space
  const state = space.archived_at ? 'archived' : space.locked_at ? 'locked' : 'open'
  return { name, slug, description, kind, hue, sort, parent, state, rule }
}

async function lockVersion(tx: Transaction<DB>, id: number, version: number): Promise<Before> {
  const space = await tx.selectFrom('space').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!space) throw new SpaceRefusal('missing')
  if (space.version !== version) throw new SpaceRefusal('conflict')
  return { ...space, own: await ownPart(tx, space) }
}

/** The rule that the space has beside its parent's: none of its own is everybody's. */
async function ownPart(
  tx: Transaction<DB>,
  space: { rule_id: number; parent_id: number | null },
): Promise<number> {
  if (space.parent_id === null) return ownRule(tx, space.rule_id)
  const parent = await tx
    .selectFrom('space')
    .select('rule_id')
    .where('id', '=', space.parent_id)
    .executeTakeFirst()
  return parent?.rule_id === space.rule_id ? 1 : ownRule(tx, space.rule_id)
}

async function update(tx: Transaction<DB>, before: Before, input: SpaceInput, now: Date): Promise<number> {
  const { id, slug } = before
  const columns = columnsOf(input, now)
  await tx
    .updateTable('space')
    .set((set) => ({
      ...columns,
      // When it was closed stays when it was closed.
      archived_at: columns.archived_at && (before.archived_at ?? now),
      locked_at: columns.locked_at && (before.locked_at ?? now),
      version: set('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  if (slug !== input.slug) {
    await tx.deleteFrom('space_slug').where('slug', '=', input.slug).execute()
    await tx.insertInto('space_slug').values({ slug, space_id: id, changed_at: now }).execute()
  }
  return id
}

async function insert(tx: Transaction<DB>, input: SpaceInput, now: Date): Promise<number> {
  const last = await tx
    .selectFrom('space')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst()
  const { id } = await tx
    .insertInto('space')
    .values({ ...columnsOf(input, now), position: (last?.position ?? 0) + 1, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Spaces nest two deep: a parent lies in nothing, and what has children lies in nothing either. */
async function checkParent(tx: Transaction<DB>, id: number | null, parentId: number | null): Promise<void> {
  if (parentId === null) return
  const parent = await tx
    .selectFrom('space')
    .select(['id', 'parent_id'])
    .where('id', '=', parentId)
    .forUpdate()
    .executeTakeFirst()
  const child =
    id === null
      ? undefined
      : await tx.selectFrom('space').select('id').where('parent_id', '=', id).limit(1).executeTakeFirst()
  if (!parent || parent.parent_id !== null || parent.id === id || child)
    throw new SpaceRefusal('parent', 'parent')
}

/** An address that another space had still leads there. */
async function checkSlug(tx: Transaction<DB>, id: number | null, slug: string): Promise<void> {
  const old = await tx.selectFrom('space_slug').select('space_id').where('slug', '=', slug).executeTakeFirst()
  if (old && old.space_id !== id) throw new SpaceRefusal('slugTaken', 'slug')
}

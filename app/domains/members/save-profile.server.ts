import { sql, type Kysely, type Transaction } from 'kysely'
import type { Bus } from '#app/platform/bus/bus.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import { transaction } from '#app/platform/db/transaction.ts'
import { isUniqueViolation } from '#app/platform/db/errors.ts'
import { scheduleMentions } from '#app/domains/posts/rebake-posts.server.ts'
import { handleKey } from './member.queries.server.ts'

type Deps = {
  db: { kysely: Kysely<DB> }
  clock: Clock
  bus: Pick<Bus, 'caughtUp'>
  pages: { purge(tags: readonly string[], tx: Transaction<DB>): Promise<void> }
}

/** What a member says about themselves. `website` is empty, or an address of http or https. */
export type Profile = { handle: string; name: string; bio: string; location: string; website: string }

/** Days that pass between two handles of one member: nobody who reads can follow more. */
export const RENAME_DAYS = 30

/** `taken`: the handle is, or was, somebody else's. `soon`: it was changed a short while ago. */
export type ProfileOutcome = 'saved' | 'taken' | 'soon'

/**
 * Saves what a member says about themselves. A new handle is theirs alone, however many want it at once; the old one leads to
 * it and is nobody else's. Every page that may show the name is made anew.
 */
export async function saveProfile(deps: Deps, memberId: number, profile: Profile): Promise<ProfileOutcome> {
  const outcome = await transaction(deps.db, (tx) => save(deps, tx, memberId, profile)).catch(
    (error: unknown) => {
      if (isUniqueViolation(error, 'member_handle_key_key')) return 'taken' as const
      throw error
    },
  )
  await deps.bus.caughtUp()
  return outcome
}

async function save(
  { pages, clock }: Deps,
  tx: Transaction<DB>,
  memberId: number,
  { handle, name, bio, location, website }: Profile,
): Promise<ProfileOutcome> {
  const before = await tx
    .selectFrom('member')
    .where('id', '=', memberId)
    .select(['handle', 'handle_key'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  const key = handleKey(handle)
  if (key !== before.handle_key) {
    const refused = await takeHandle(tx, memberId, { from: before.handle_key, to: key, now: clock.now() })
    if (refused) return refused
  }
  await tx
    .updateTable('member')
    .set({ handle, handle_key: key, display_name: name, bio, location, website })
    .where('id', '=', memberId)
    .execute()
  if (handle !== before.handle) await scheduleMentions(tx, before.handle)
  // A name stands on every page on which its bearer wrote, and in the lists.
  await pages.purge(['site'], tx)
  return 'saved'
}

/** Keeps the old handle for its bearer; answers why the new one can't be theirs. */
async function takeHandle(
  tx: Transaction<DB>,
  memberId: number,
  { from, to, now }: { from: string; to: string; now: Date },
): Promise<'taken' | 'soon' | null> {
  // One at a time for each handle: who had it before must not be asked while somebody gives it up.
  await sql`select pg_advisory_xact_lock(hashtext('handle'), hashtext(${to}))`.execute(tx)
  const owner = await tx
    .selectFrom('member_handle')
    .where('handle_key', '=', to)
    .select('member_id')
    .executeTakeFirst()
  if (owner && owner.member_id !== memberId) return 'taken'
  const bearer = await tx.selectFrom('member').where('handle_key', '=', to).select('id').executeTakeFirst()
  if (bearer) return 'taken'
  const { rows } = await sql<{ soon: boolean }>`
    select coalesce(max(changed_at) > ${now}::timestamptz - make_interval(days => ${RENAME_DAYS}), false) as soon
    from member_handle where member_id = ${memberId}::int`.execute(tx)
  if (rows[0]?.soon) return 'soon'
  await tx.deleteFrom('member_handle').where('handle_key', '=', to).execute()
  await tx
    .insertInto('member_handle')
    .values({ handle_key: from, member_id: memberId, changed_at: now })
    .onConflict((oc) => oc.column('handle_key').doUpdateSet({ changed_at: now }))
    .execute()
  return null
}

import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

type Deps = { db: Kysely<DB>; pages: { purge(tags: string[]): Promise<void> } }

/** Threads whose pages are made anew at once; others show the change when their pages age, within a minute. */
const NEWEST_POSTS = 200

/**
 * Makes an upload of the member their avatar. Only what they uploaded themselves as an avatar can be one; false where it is
 * not. The one of before goes with the unused uploads.
 */
export async function setAvatar(deps: Deps, memberId: number, key: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update member set avatar_id = upload.id from upload
    where member.id = ${memberId}::int and upload.owner_id = member.id and upload.key = ${key}
      and upload.kind = 'avatar' and upload.state = 'ready'`.execute(deps.db)
  await purgePages(deps, memberId)
  return numAffectedRows === 1n
}

/** Takes the member's avatar away: the letters of their handle stand in its place again. */
export async function removeAvatar(deps: Deps, memberId: number): Promise<void> {
  await sql`update member set avatar_id = null where id = ${memberId}::int`.execute(deps.db)
  await purgePages(deps, memberId)
}

async function purgePages({ db, pages }: Deps, memberId: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct thread_id as id from (
      select thread_id from post where author_id = ${memberId}::int
      order by created_at desc, id desc limit ${NEWEST_POSTS}) newest`.execute(db)
  await pages.purge([`member:${memberId}`, ...rows.map(({ id }) => `thread:${id}`)])
}

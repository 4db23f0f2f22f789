import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { storageKey } from './upload-address.ts'
import type { StoredFile } from './upload.view.ts'

/** Who is writing a post, or took a picture out of one by mistake, has so long. */
const KEPT_HOURS = 24
const BATCH = 100

/**
 * Removes uploads that nothing has shown for a day, and those that were never stored as a whole. Files go first, the row
 * last: what is interrupted is done the next time. Answers how many went.
 */
export async function removeUnusedUploads(
  deps: { db: Kysely<DB>; storage: Storage },
  now: Date,
): Promise<number> {
  await noteUse(deps.db, now)
  let removed = 0
  for (let batch = await claim(deps.db, now); batch.length > 0; batch = await claim(deps.db, now)) {
    for (const { id, key, files } of batch) {
      for (const { name } of files) await deps.storage.remove(storageKey(key, name))
      await deps.db.deleteFrom('upload').where('id', '=', id).execute()
      removed += 1
    }
  }
  return removed
}

/** Notes since when nothing shows an upload; what is shown again has no such time. */
async function noteUse(db: Kysely<DB>, now: Date): Promise<void> {
  await sql`
    update upload u set unused_since = case when used.yes then null else ${now}::timestamptz end
    from (select id, exists (select from post_upload where upload_id = each.id)
                  or exists (select from member where avatar_id = each.id) or ${isBegun('each')} as yes
          from upload each) used
    where used.id = u.id and used.yes = (u.unused_since is not null)`.execute(db)
}

/**
 * Takes the next ones out of use, so that no post can begin to show them while their files go: a post that is baked finds
 * only what is ready.
 */
async function claim(db: Kysely<DB>, now: Date) {
  const { rows } = await sql<{ id: number; key: string; files: StoredFile[] }>`
    update upload set state = 'pending'
    where id in (
      select u.id from upload u
      where u.unused_since < ${now}::timestamptz - make_interval(hours => ${KEPT_HOURS})
        and not exists (select from post_upload where upload_id = u.id)
        and not exists (select from member where avatar_id = u.id) and not ${isBegun('u')}
      order by u.id limit ${BATCH} for update of u skip locked)
    returning id, key, files`.execute(db)
  return rows
}

/** Whether a draft of its owner, or what they wrote for later, is to show it. */
const isBegun = (upload: string) => sql<boolean>`(
  exists (select from draft d
          where d.member_id = ${sql.ref(upload)}.owner_id and position(${sql.ref(upload)}.key in d.body) > 0)
  or exists (select from scheduled_thread w
             where w.member_id = ${sql.ref(upload)}.owner_id and position(${sql.ref(upload)}.key in w.body) > 0))`

import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { storageKey } from './upload-address.ts'
import type { StoredFile } from './upload.view.ts'

/**
 * Removes the uploads of a former member, files first; `unshown`: only those that no post shows. What stays loses the name that
 * its owner gave it.
 */
export async function removeUploadsOf(
  { db, storage }: { db: Kysely<DB>; storage: Pick<Storage, 'remove'> },
  memberId: number,
  which: 'all' | 'unshown',
): Promise<void> {
  const { rows } = await sql<{ id: number; key: string; files: StoredFile[] }>`
    update upload u set state = 'pending'
    where u.owner_id = ${memberId}::int
      and (${which === 'all'} or not exists (select from post_upload where upload_id = u.id))
    returning u.id, u.key, u.files`.execute(db)
  for (const { id, key, files } of rows) {
    for (const { name } of files) await storage.remove(storageKey(key, name))
    await db.deleteFrom('upload').where('id', '=', id).execute()
  }
  await sql`
    update upload set name = 'file' || coalesce(substring(name from '\\.[A-Za-z0-9]{1,8}$'), '')
    where owner_id = ${memberId}::int`.execute(db)
}

import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'
import type { StoredFile } from './upload.view.ts'

/** An upload that a post may show. */
export type ShownUpload = {
  id: number
  key: string
  ownerId: number
  width: number | null
  height: number | null
  hue: number | null
  files: StoredFile[]
}

/** The uploads with these keys that are there to be shown. */
export async function readShownUploads(db: Kysely<DB>, keys: readonly string[]): Promise<ShownUpload[]> {
  if (keys.length === 0) return []
  // Locked until the post is written: the hourly task can't take one away in between.
  const { rows } = await sql<ShownUpload>`
    select id, key, owner_id as "ownerId", width, height, hue, files from upload
    where key = any(${keys}::text[]) and state = 'ready' and owner_id is not null and kind <> 'avatar'
    order by id for key share`.execute(db)
  return rows
}

/** Writes which uploads posts show, in place of what they showed before. */
export async function linkUploads(
  tx: Kysely<DB>,
  postIds: readonly number[],
  links: readonly { postId: number; uploadId: number }[],
): Promise<void> {
  const [posts, uploads] = [links.map(({ postId }) => postId), links.map(({ uploadId }) => uploadId)]
  await sql`
    with wanted as (select * from unnest(${posts}::int[], ${uploads}::int[]) as w(post_id, upload_id)),
      gone as (
        delete from post_upload link where link.post_id = any(${postIds}::int[])
          and not exists (select from wanted w where w.post_id = link.post_id and w.upload_id = link.upload_id))
    insert into post_upload (post_id, upload_id) select post_id, upload_id from wanted on conflict do nothing`.execute(
    tx,
  )
}

import { sql } from 'kysely'
import { whereVisible } from '#app/domains/access/access.filter.server.ts'
import type { Access } from '#app/domains/access/access.ts'
import { memberIdOf } from '#app/domains/access/actor.ts'
import type { Reader } from '#app/domains/access/reader.ts'
import { toUploadView, type StoredFile, type UploadRow, type UploadView } from './upload.view.ts'

/** A file that the reader may have. */
export type FoundFile = {
  file: StoredFile
  /** As its owner called the upload. */
  name: string
  isPicture: boolean
  /** Whether somebody who is not signed in may have it, too. */
  open: boolean
}

/**
 * Finds one file of an upload and asks the gate: whoever may read a post of the owner that shows it, and the owner. An
 * avatar is for everybody. Null for what is not there and for what the reader may not have alike. `anybody` is the access
 * of a visitor.
 */
export async function findFile(
  reader: Reader,
  anybody: Access,
  { key, variant }: { key: string; variant: string },
): Promise<FoundFile | null> {
  const shown = (access: Access) => sql<boolean>`(
    exists (select from member where member.avatar_id = u.id)
    or exists (select from post_upload link join post p on p.id = link.post_id
               where link.upload_id = u.id and ${whereVisible(access, 'post', 'p')}))`
  const { rows } = await sql<Pick<UploadRow, 'name' | 'kind' | 'files'> & { open: boolean }>`
    select u.name, u.kind, u.files, ${shown(anybody)} as open
    from upload u
    where u.key = ${key} and u.state = 'ready'
      and (u.owner_id = ${memberIdOf(reader.access.actor)}::int or ${shown(reader.access)})`.execute(
    reader.db,
  )
  const row = rows[0]
  const file = row?.files.find(({ name }) => name === variant)
  return row && file ? { file, name: row.name, isPicture: row.kind !== 'file', open: row.open } : null
}

/** The newest uploads of a member, for themselves. */
export async function findOwnUploads({ db }: Pick<Reader, 'db'>, memberId: number): Promise<UploadView[]> {
  const rows = await db
    .selectFrom('upload')
    .select(['key', 'kind', 'name', 'alt', 'bytes', 'width', 'height', 'blurhash', 'files'])
    .where('owner_id', '=', memberId)
    .where('state', '=', 'ready')
    .where('kind', '<>', 'avatar')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => toUploadView(row as unknown as UploadRow))
}

import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { sql, type Kysely } from 'kysely'
import type { MemberActor } from '#app/domains/access/actor.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Log } from '#app/platform/log.ts'
import type { Picture } from '#app/platform/pictures/picture.ts'
import type { PictureWork } from '#app/platform/pictures/picture-work.ts'
import { StorageAwayError, StorageFullError, type Storage } from '#app/platform/storage/storage.ts'
import { kindOf, type SentKind } from './file-kinds.ts'
import { cleanName } from './file-name.ts'
import { storageKey, WHOLE } from './upload-address.ts'
import { abilitiesOf } from '#app/domains/trust/abilities.ts'
import { MOST_BYTES } from './upload-limits.ts'
import { toUploadView, type StoredFile, type UploadRow, type UploadView } from './upload.view.ts'

/** What was sent, lying in a file of its own that whoever calls removes. */
export type SentFile = { path: string; name: string; bytes: number; sha256: string; head: Uint8Array }

/**
 * Why it was not taken:
 * - `kind`: it is nothing that is taken, or not what it says. `broken`: it can't be read. `large`: too many bytes,
 *   pixels or frames. `quota`: its owner has uploaded enough for today, or altogether.
 * - `busy`: too many pictures wait. `full`, `away`: the storage has no room, or does not work.
 */
export type UploadRefusal = 'kind' | 'broken' | 'large' | 'quota' | 'busy' | 'full' | 'away'

type Deps = { db: Kysely<DB>; storage: Storage; pictures: PictureWork; log: Log }
type Wish = { owner: MemberActor; alt: string; as: 'post' | 'avatar' }
type Part = { name: string; type: string; width?: number; content: Blob }

/**
 * Takes what a member sent: looks what it is, makes pictures anew, keeps it. The same file sent again by the same person
 * is the upload that is there already, so that a retry takes no room.
 */
export async function takeUpload(
  deps: Deps,
  sent: SentFile,
  wish: Wish,
): Promise<{ upload: UploadView } | { refused: UploadRefusal }> {
  const sentKind = kindOf(sent.name, sent.head)
  if (!sentKind || (wish.as === 'avatar' && 'file' in sentKind)) return { refused: 'kind' }
  const kind = 'file' in sentKind ? 'file' : wish.as === 'avatar' ? 'avatar' : 'picture'
  if (sent.bytes > MOST_BYTES[kind]) return { refused: 'large' }
  const before = await findSame(deps.db, sent, wish, kind)
  if (before) return { upload: toUploadView(before) }
  const made = await partsOf(deps, sent, sentKind, wish.as)
  if ('refused' in made) return made
  const row = describe(sent, wish, kind, made)
  if (!(await reserve(deps.db, row, wish.owner, sent.sha256))) return { refused: 'quota' }
  const refused = await store(deps, row.key, made.parts)
  if (refused) return { refused }
  await deps.db.updateTable('upload').set({ state: 'ready' }).where('key', '=', row.key).execute()
  return { upload: toUploadView(row) }
}

async function findSame(
  db: Kysely<DB>,
  { sha256 }: SentFile,
  { owner, alt }: Wish,
  kind: UploadRow['kind'],
): Promise<UploadRow | null> {
  const { rows } = await sql<UploadRow>`
    update upload set alt = case when ${alt} = '' then alt else ${alt} end, unused_since = now()
    where id = (select id from upload where owner_id = ${owner.memberId} and sha256 = ${sha256}
                and kind = ${kind}::upload_kind and state = 'ready' limit 1)
    returning key, kind, name, alt, bytes, width, height, blurhash, files`.execute(db)
  return rows[0] ?? null
}

type Made = { parts: Part[]; picture: Picture | null }

async function partsOf(
  { pictures }: Deps,
  { path }: SentFile,
  kind: NonNullable<SentKind>,
  shape: Wish['as'],
): Promise<Made | { refused: UploadRefusal }> {
  if ('file' in kind)
    return { parts: [{ name: WHOLE, type: kind.file, content: await openAsBlob(path) }], picture: null }
  const picture = await pictures.render({ path, kind: kind.picture, shape })
  if (picture === 'busy') return { refused: 'busy' }
  if ('refused' in picture) return { refused: picture.refused }
  const parts = picture.files.map(({ format, width, bytes }) => ({
    name: `${width}.${format}`,
    type: `image/${format === 'jpg' ? 'jpeg' : format}`,
    width,
    content: new Blob([new Uint8Array(bytes)]),
  }))
  return { parts, picture }
}

type NewRow = UploadRow & { moving: boolean; hue: number | null }

function describe(sent: SentFile, { alt }: Wish, kind: UploadRow['kind'], { parts, picture }: Made): NewRow {
  const files = parts.map(({ content, ...about }): StoredFile => ({ ...about, bytes: content.size }))
  return {
    key: randomBytes(16).toString('hex'),
    kind,
    name: cleanName(sent.name),
    alt,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    width: picture?.width ?? null,
    height: picture?.height ?? null,
    blurhash: picture?.blurhash ?? '',
    files,
    moving: picture?.moving ?? false,
    hue: picture?.hue ?? null,
  }
}

/** Writes the row, if the owner may have it; one after another, so that fifty at once don't all find the same room. */
async function reserve(db: Kysely<DB>, row: NewRow, owner: MemberActor, sha256: string): Promise<boolean> {
  const { perDay, bytesPerDay, bytes } = abilitiesOf(owner).upload
  return db.transaction().execute(async (tx) => {
    await sql`select from member where id = ${owner.memberId} for update`.execute(tx)
    const { rows } = await sql<{ day: number; dayBytes: number; allBytes: number }>`
      select count(*) filter (where today)::int as day, coalesce(sum(bytes), 0)::float8 as "allBytes",
        coalesce(sum(bytes) filter (where today), 0)::float8 as "dayBytes"
      from (select bytes, created_at > now() - interval '24 hours' as today
            from upload where owner_id = ${owner.memberId}) mine`.execute(tx)
    const { day = 0, dayBytes = 0, allBytes = 0 } = rows[0] ?? {}
    if (day >= perDay || dayBytes + row.bytes > bytesPerDay || allBytes + row.bytes > bytes) return false
    await tx
      .insertInto('upload')
      .values({ ...row, files: JSON.stringify(row.files), owner_id: owner.memberId, sha256 })
      .execute()
    return true
  })
}

/** Stores every part; where one can't be, the row stays pending, and the hourly task removes both. */
async function store(
  { storage, log }: Deps,
  key: string,
  parts: readonly Part[],
): Promise<'full' | 'away' | null> {
  try {
    for (const { name, content } of parts) await storage.put(storageKey(key, name), content)
    return null
  } catch (error) {
    if (error instanceof StorageFullError) log.error({ err: error }, 'There is no room for files of members')
    else if (error instanceof StorageAwayError) log.error({ err: error }, 'Files of members can’t be stored')
    else throw error
    return error instanceof StorageFullError ? 'full' : 'away'
  }
}

import { createWriteStream, openAsBlob } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { Kysely } from 'kysely'
import { ZipFile } from 'yazl'
import { storageKey } from '#app/domains/uploads/upload-address.ts'
import type { Clock } from '#app/platform/clock.ts'
import type { DB } from '#app/platform/db/database.ts'
import type { Storage } from '#app/platform/storage/storage.ts'
import { exportKey } from './ask-for-export.server.ts'
import { exportParts, partAsJson, rowsOf, type Owner } from './export-parts.server.ts'

type Deps = { db: Kysely<DB>; storage: Storage; clock: Clock }

/**
 * Makes the file of an export: a ZIP with a JSON file per part, and the files that the member uploaded. It is written piece by
 * piece to the disk and then put into the storage. Does nothing where it is made already, or its account is gone. Rejects
 * where the storage is full or away: the job comes back.
 */
export async function writeExport({ db, storage, clock }: Deps, id: number): Promise<void> {
  const asked = await db
    .selectFrom('account_export')
    .innerJoin('account', 'account.id', 'account_export.account_id')
    .where('account_export.id', '=', id)
    .where('ready_at', 'is', null)
    .select(['account_export.key', 'account.id as accountId', 'account.member_id as memberId'])
    .executeTakeFirst()
  if (!asked) return
  const folder = await mkdtemp(join(tmpdir(), 'guildhall-export-'))
  try {
    const path = join(folder, 'export.zip')
    await writeZip({ db, storage }, asked, path)
    await storage.put(exportKey(asked.key), await openAsBlob(path))
    const { size } = await stat(path)
    await db
      .updateTable('account_export')
      .set({ ready_at: clock.now(), bytes: size })
      .where('id', '=', id)
      .execute()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeZip({ db, storage }: Omit<Deps, 'clock'>, owner: Owner, path: string): Promise<void> {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  // What fails while an entry is read must end the whole: half of an archive is none.
  zip.on('error', (error: Error) => out.destroy(error))
  for (const name of exportParts)
    zip.addReadStreamLazy(`${name}.json`, {}, (give) =>
      give(null, Readable.from(partAsJson(db, name, owner), { objectMode: false })),
    )
  for await (const upload of rowsOf(db, 'uploads', owner)) {
    const key = String(upload['key'])
    for (const file of upload['files'] as string[])
      // Pictures are packed already.
      zip.addReadStreamLazy(`files/${key}/${file}`, { compress: false }, (give) => {
        storage.read(storageKey(key, file)).then(
          // One that is missing in the storage is empty here; its row tells of it.
          (stream) => give(null, stream ? Readable.fromWeb(stream as NodeStream) : Readable.from([])),
          (error: unknown) => give(error, Readable.from([])),
        )
      })
  }
  zip.end()
  await pipeline(out, createWriteStream(path))
}

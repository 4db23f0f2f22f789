import { randomBytes } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { DB } from '#app/platform/db/database.ts'

const DAY = 24 * 3_600_000
/** Milliseconds for which a file can be fetched. */
export const EXPORT_LIFE = 7 * DAY
/** Milliseconds before one may ask for another: making one is work, and little changes in a day. */
const PAUSE = DAY

/** A file with everything of a member, as its owner sees it. */
export type ExportView =
  | { state: 'waiting'; askedAt: string }
  | { state: 'ready'; readyAt: string; until: string; bytes: number; another: boolean }

/** Where the file of an export lies in the storage. */
export const exportKey = (key: string) => `exports/${key}.zip`

/**
 * Has a file made with everything of an account's member. Who asks again while one is made, or was made today, gets that one:
 * however many ask at once, there is one.
 */
export async function askForExport(db: Kysely<DB>, accountId: number, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select from account where id = ${accountId}::int for no key update`.execute(tx)
    const recent = await newest(tx, accountId, now)
    if (recent && !mayAskAgain(recent, now)) return
    const made = await tx
      .insertInto('account_export')
      .values({ account_id: accountId, key: randomBytes(16).toString('hex'), created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    // One after the other: a large one must not hold up letters.
    await sql`
      select graphile_worker.add_job('write-export', json_build_object('id', ${made.id}::int), queue_name := 'exports')`.execute(
      tx,
    )
  })
}

/** The newest file of an account, or the one that is being made; null where there is none any more. */
export async function findExport(db: Kysely<DB>, accountId: number, now: Date): Promise<ExportView | null> {
  const row = await newest(db, accountId, now)
  if (!row) return null
  if (!row.ready_at) return { state: 'waiting', askedAt: row.created_at.toISOString() }
  return {
    state: 'ready',
    readyAt: row.ready_at.toISOString(),
    until: new Date(row.ready_at.getTime() + EXPORT_LIFE).toISOString(),
    bytes: row.bytes,
    another: mayAskAgain(row, now),
  }
}

/** Where an account's newest finished file lies, and what it is; null where there is none. */
export async function findExportFile(
  db: Kysely<DB>,
  accountId: number,
  now: Date,
): Promise<{ storageKey: string; bytes: number; readyAt: Date } | null> {
  const row = await newest(db, accountId, now)
  if (!row?.ready_at) return null
  return { storageKey: exportKey(row.key), bytes: row.bytes, readyAt: row.ready_at }
}

type Row = { key: string; created_at: Date; ready_at: Date | null; bytes: number }

const mayAskAgain = (row: Row, now: Date) =>
  row.ready_at !== null && row.created_at.getTime() + PAUSE <= now.getTime()

function newest(db: Kysely<DB>, accountId: number, now: Date): Promise<Row | undefined> {
  return db
    .selectFrom('account_export')
    .where('account_id', '=', accountId)
    .where((where) =>
      where.or([
        where('ready_at', 'is', null),
        where('ready_at', '>', new Date(now.getTime() - EXPORT_LIFE)),
      ]),
    )
    .select(['key', 'created_at', 'ready_at', 'bytes'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}
